"""An agency's page for its members: inviting, roles, power that is lent, on the screen."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from cms import clock
from cms.models import User
from consultation.admitting import invite_member, lend_power, name_substitute
from consultation.models import Delegation, MemberInvitation, Membership, Message
from consultation.rules import Role
from tests.consultation.views.screens import told, tree
from tests.factories import AgencyFactory, UserFactory, head_of, member_of, officer_of

pytestmark = pytest.mark.django_db

HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}"


@pytest.fixture
def agency():
    return AgencyFactory(code="snv", name="Sở Nội vụ")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def again(client):
    return get_user(client)


def post(client, name, *args, **form):
    return client.post(reverse(name, args=args), form)


def test_a_head_sees_who_acts_for_the_agency_as_what(agency):
    head = head_of(agency, full_name="Hờ A Vừ")
    officer_of(agency, full_name="Lò Thị Lan")
    officer_of(AgencyFactory(), full_name="Người sở khác")

    page = signed_in(head).get(reverse("members", args=["snv"]))

    names = [name.split(" (")[0] for name in told(page, "//table//tbody//th")]
    assert names == ["Hờ A Vừ", "Lò Thị Lan"]


def test_the_page_costs_the_same_for_two_members_and_for_forty(agency):
    client = signed_in(head_of(agency))
    officer_of(agency)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members", args=["snv"]))
        return len(captured)

    before = cost()
    for number in range(38):
        officer_of(agency)
        invite_member(agency, by=again(client), role=Role.CLERK, full_name=f"Số {number}")

    assert cost() == before


def test_a_link_is_shown_once_with_its_square_and_sent_by_mail(agency):
    head = signed_in(head_of(agency))

    page = post(
        head, "invite_member", "snv", full_name="Lan", role="officer", email="lan@example.vn"
    )

    (link,) = told(page, "//b[@class='secret']")
    assert tree(page).xpath("//svg[contains(@class, 'qr')]/path/@d")
    message = Message.objects.get(kind="member_link")
    assert (message.address, message.to) == ("lan@example.vn", None)
    assert link in message.link or message.link in link
    assert link not in head.get(reverse("members", args=["snv"])).text


def test_a_link_that_is_taken_back_leaves_no_mail_waiting(agency):
    head = head_of(agency)
    invitation, _token = invite_member(
        agency, by=head, role=Role.OFFICER, full_name="Lan", email="lan@example.vn"
    )

    post(signed_in(head), "revoke_link", "snv", invitation.uid)

    assert Message.objects.get(kind="member_link").state == "dropped"


def test_a_form_that_does_not_hold_keeps_what_was_typed(agency):
    head = signed_in(head_of(agency))

    page = post(head, "invite_member", "snv", full_name="Lò Thị Lan", role="officer", email="x@")

    assert page.status_code == 422
    assert tree(page).xpath("//input[@name='full_name']/@value") == ["Lò Thị Lan"]
    assert tree(page).xpath("//input[@name='email']/@value") == ["x@"]
    assert not MemberInvitation.objects.exists()


@pytest.mark.parametrize("role", ["compiler", "head", "x"])
def test_a_role_one_may_not_give_is_not_taken_from_a_form(agency, role):
    head_of(agency)
    focal = signed_in(member_of(agency, Role.FOCAL))

    page = post(focal, "invite_member", "snv", full_name="Lan", role=role)

    assert page.status_code == 422
    assert not MemberInvitation.objects.exists()


def test_hostile_names_are_words_on_every_page(agency):
    head = head_of(agency, full_name=HOSTILE)
    officer = officer_of(agency, full_name=HOSTILE, username="x.snv")
    lend_power(agency, by=head, taker=officer, starts_on=clock.today(), ends_on=clock.today(),
               document=HOSTILE)  # fmt: skip
    client = signed_in(head)
    pages = [
        post(client, "invite_member", "snv", full_name=HOSTILE, role="officer"),
        client.get(reverse("members", args=["snv"])),
        client.get(reverse("member", args=["snv", officer.uid])),
        signed_in(officer).get(reverse("my_agencies")),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "<img src=x" not in page.text
        assert "&lt;img src=x" in page.text
        assert "49" not in " ".join(told(page, "//h1"))


def test_a_member_ends_in_the_next_request_of_his_session(agency):
    head, officer = head_of(agency), officer_of(agency)
    session = signed_in(officer)
    assert session.get(reverse("member", args=["snv", officer.uid])).status_code == 200

    answer = post(signed_in(head), "end_membership", "snv", officer.uid, "officer")

    assert answer.status_code == 302
    assert session.get(reverse("member", args=["snv", officer.uid])).status_code == 403


def test_the_last_head_is_asked_whether_it_is_meant(agency):
    head = head_of(agency)
    client = signed_in(head)

    page = post(client, "end_membership", "snv", head.uid, "head")
    assert page.status_code == 422
    (name,) = tree(page).xpath("//input[@type='checkbox']/@name")
    done = post(client, "end_membership", "snv", head.uid, "head", **{name: "on"})

    assert done.url == reverse("my_agencies")
    assert not Membership.objects.in_time().exists()


def test_a_head_gives_a_member_one_more_role(agency):
    head, officer = head_of(agency), officer_of(agency)

    post(signed_in(head), "give_role", "snv", officer.uid, role="focal")

    assert set(officer.memberships.values_list("role", flat=True)) == {"officer", "focal"}
    told_ = Message.objects.filter(kind="member_changed").values_list("to__username", flat=True)
    assert list(told_) == []


def test_other_keepers_hear_who_came_in(agency):
    head, focal = head_of(agency), member_of(agency, Role.FOCAL)
    officer = officer_of(agency)

    post(signed_in(head), "give_role", "snv", officer.uid, role="clerk")

    message = Message.objects.get(kind="member_changed")
    assert message.to == focal
    assert officer.get_full_name() in message.text


def test_a_head_lends_power_on_the_page_and_who_has_it_is_told_and_may_give_it_back(agency):
    head, officer = head_of(agency), officer_of(agency)
    today = clock.today().isoformat()

    answer = post(
        signed_in(head), "lend_power", "snv", taker=officer.uid, starts_on=today, ends_on=today
    )

    assert answer.status_code == 302
    delegation = Delegation.objects.get()
    assert Message.objects.get(kind="power_lent").to == officer
    session = signed_in(officer)
    assert told(session.get(reverse("my_agencies")), "//section//li/p[@class='list__title']")
    post(session, "end_delegation", "snv", delegation.uid)
    delegation.refresh_from_db()
    assert delegation.ended_at is not None


def test_days_that_do_not_fit_stay_in_their_fields(agency):
    head, officer = head_of(agency), officer_of(agency)
    first, last = clock.today() + timedelta(days=3), clock.today()

    page = post(
        signed_in(head), "lend_power", "snv", taker=officer.uid, starts_on=first, ends_on=last
    )

    assert page.status_code == 422
    assert str(first) in tree(page).xpath("//input[@name='starts_on']/@value")
    assert not Delegation.objects.exists()


def test_nobody_of_another_agency_is_lent_power_by_a_form(agency):
    head, stranger = head_of(agency), officer_of(AgencyFactory())
    today = clock.today()

    page = post(
        signed_in(head), "lend_power", "snv", taker=stranger.uid, starts_on=today, ends_on=today
    )

    assert page.status_code == 422


def test_a_focal_point_notes_the_absence_of_a_head_who_named_somebody(agency):
    head, focal, deputy = head_of(agency), member_of(agency, Role.FOCAL), officer_of(agency)
    name_substitute(head.memberships.get(), by=head, substitute=deputy)
    today = clock.today()

    answer = post(
        signed_in(focal), "record_absence", "snv", head=head.uid, starts_on=today, ends_on=today
    )

    assert answer.status_code == 302
    delegation = Delegation.objects.get()
    assert (delegation.giver, delegation.taker, delegation.recorded_by) == (head, deputy, focal)
    assert Message.objects.filter(kind="power_lent").count() == 2


def test_an_agency_without_a_head_is_told_so(agency):
    focal = signed_in(member_of(agency, Role.FOCAL))
    warning = gettext(
        "The agency has no head here yet: nobody can approve its answers. Invite the head below."
    )

    assert warning in focal.get(reverse("members", args=["snv"])).text
    head_of(agency)
    assert warning not in focal.get(reverse("members", args=["snv"])).text


def test_a_link_of_another_agency_is_not_taken_back_under_ones_own(agency):
    other = AgencyFactory()
    invitation, _token = invite_member(other, by=head_of(other), role=Role.OFFICER, full_name="X")

    answer = post(signed_in(head_of(agency)), "revoke_link", "snv", invitation.uid)

    assert answer.status_code == 404
    assert MemberInvitation.objects.get().revoked_at is None


def test_an_account_without_an_agency_is_told_how_to_get_in():
    page = signed_in(UserFactory()).get(reverse("my_agencies"))

    assert reverse("activate") in tree(page).xpath("//a/@href")
    assert User.objects.count() == 1
