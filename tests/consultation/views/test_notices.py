"""What a person was told, on their own screen; and the mails as an administrator sees them."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from consultation.inviting import invite_agencies
from consultation.models import MailState, Message
from consultation.notifying import store_message
from consultation.rules import Role
from tests.consultation.notifying.mails import run
from tests.consultation.views.screens import told, tree
from tests.factories import UserFactory, member_of, open_consultation
from tests.factories.people import AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client):
    """The focal point of an agency that was asked, signed in, without an e-mail address."""
    consultation = open_consultation(agencies=1)
    agency = AgencyFactory()
    focal = member_of(agency, Role.FOCAL)
    invite_agencies(consultation.round, by=consultation.compiler, agencies=[agency])
    client.force_login(focal)
    return focal


def bell(response):
    return tree(response).xpath("//a[contains(@class, 'bell')]//*[contains(@class, 'bell__count')]")


def test_somebody_without_an_address_sees_what_he_was_told(client, asked):
    response = client.get(reverse("notices"))

    message = Message.objects.get(to=asked)
    assert message.state == MailState.SCREEN
    assert message.subject in response.content.decode()
    assert [each.text for each in bell(response)] == ["1"]


def test_opening_a_notice_goes_to_its_place_and_notes_it_read(client, asked):
    message = Message.objects.get(to=asked)

    response = client.post(reverse("open_notice", args=[message.uid]))

    assert response.url == reverse("my_tasks")
    message.refresh_from_db()
    assert message.read_at is not None
    assert bell(client.get(reverse("notices"))) == []


def test_looking_changes_nothing(client, asked):
    client.get(reverse("notices"))

    assert Message.objects.get(to=asked).read_at is None


def test_all_can_be_noted_at_once(client, asked):
    client.post(reverse("read_notices"))

    assert list(Message.objects.filter(to=asked).unread()) == []


def test_nobody_sees_or_marks_what_another_was_told(client, asked):
    message = Message.objects.get(to=asked)
    client.force_login(UserFactory())

    assert message.subject not in client.get(reverse("notices")).content.decode()
    assert client.post(reverse("open_notice", args=[message.uid])).status_code == 404
    client.post(reverse("read_notices"))
    message.refresh_from_db()
    assert message.read_at is None


def test_what_was_dropped_leaves_the_screen(client, asked):
    Message.objects.update(state=MailState.DROPPED)

    assert told(client.get(reverse("notices")), "//ul[contains(@class, 'notices')]/li") == []


def test_hostile_words_do_nothing_on_the_screen(client, asked):
    Message.objects.update(
        subject="<script>alert(1)</script>", text='"><img src=x onerror=alert(1)>'
    )

    html = client.get(reverse("notices")).content.decode()

    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html


def test_many_notices_need_no_more_questions(client, asked, django_assert_max_num_queries):
    Message.objects.bulk_create(
        Message(
            kind="invited",
            key=f"more-{number}",
            to=asked,
            subject="Mời góp ý",
            text="…",
            language="vi",
            created_at=Message.objects.get(to=asked, key__startswith="invited").created_at,
            due_at=Message.objects.get(to=asked, key__startswith="invited").created_at,
        )
        for number in range(100)
    )

    with django_assert_max_num_queries(9):
        client.get(reverse("notices"))


@pytest.fixture
def troubled(db):
    message = store_message(
        kind="closed",
        key="one",
        to=UserFactory(full_name="Quàng Thị Hoa", email="hoa@dienbien.example"),
        context={},
    )
    Message.objects.update(state=MailState.FAILED, last_error="refused")
    return message


def test_an_administrator_sees_what_did_not_go_out_and_sends_it_again(
    admin_client, troubled, settings
):
    settings.REQUIRE_SECOND_FACTOR = False
    html = admin_client.get(reverse("mail_health")).content.decode()
    assert "Quàng Thị Hoa" in html
    assert "refused" in html

    admin_client.post(reverse("mail_health"), {"message": [troubled.uid, "x", "1' OR 1"]})

    assert len(run()) == 1


def test_neither_an_official_nor_an_editor_sees_other_peoples_mails(
    client, asked, troubled, settings
):
    settings.REQUIRE_SECOND_FACTOR = False
    assert client.get(reverse("mail_health")).status_code == 403
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)

    for method in (client.get, client.post):
        response = method(reverse("mail_health"), follow=True)
        assert "Quàng Thị Hoa" not in response.content.decode()
    troubled.refresh_from_db()
    assert troubled.state == MailState.FAILED
