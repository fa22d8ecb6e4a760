"""The way in by a code from paper or by a link; codes handed out by the lead."""

import io

import pikepdf
import pypdfium2
import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from cms.models import User
from consultation.admitting import invite_member, make_codes
from consultation.models import ActivationCode, Membership
from consultation.rules import Role
from consultation.views.entering import MISSES
from tests.consultation.views.screens import told, tree
from tests.factories import AgencyFactory, UserFactory, head_of, open_consultation

pytestmark = pytest.mark.django_db

ACCOUNT = {
    "full_name": "Lò Thị Lan",
    "username": "lan.snv",
    "email": "",
    "password": "mai-son-2026-x",
    "again": "mai-son-2026-x",
}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def asked():
    consultation = open_consultation(agencies=2)
    Membership.objects.filter(agency__in=consultation.agencies).delete()
    return consultation


def code_for(asked, at=0) -> str:
    ((_code, letters),) = make_codes(asked.round, by=asked.compiler, agencies=[asked.agencies[at]])
    return letters


def enter(client, letters, **account):
    form = {"code": letters, "enter": "1", **ACCOUNT, **account}
    return client.post(reverse("activate"), form)


def test_the_code_shows_its_agency_and_then_makes_an_account_that_is_signed_in(asked, client):
    letters = code_for(asked)

    shown = client.post(reverse("activate"), {"code": letters.lower()})
    assert told(shown, "//h1") == [asked.agencies[0].name]
    answer = enter(client, letters)

    assert answer.url == reverse("members", args=[asked.agencies[0].code])
    assert get_user(client).username == "lan.snv"
    assert client.get(answer.url).status_code == 200


def test_looking_at_a_code_does_not_use_it_up(asked, client):
    letters = code_for(asked)

    for _look in range(3):
        client.post(reverse("activate"), {"code": letters})

    assert ActivationCode.objects.get().used_at is None


def test_wrong_used_old_and_foreign_codes_look_the_same(asked, client):
    used, replaced = code_for(asked), code_for(asked, at=1)
    code_for(asked, at=1)
    enter(Client(), used)
    pages = [
        client.post(reverse("activate"), {"code": letters})
        for letters in ("2222-3333-4444", used, replaced)
    ]

    assert {page.status_code for page in pages} == {422}
    assert len({" ".join(told(page, "//ul[@class='errorlist']//li")) for page in pages}) == 1
    for page in pages:
        assert not any(agency.name in page.text for agency in asked.agencies)


def test_whoever_tries_code_after_code_is_refused_even_the_right_one(asked, client):
    letters = code_for(asked)
    for number in range(MISSES):
        client.post(reverse("activate"), {"code": f"AAAA-BBBB-{number:04}"})

    assert client.post(reverse("activate"), {"code": letters}).status_code == 429
    assert enter(client, letters).status_code == 429
    assert Client(REMOTE_ADDR="10.9.9.9").post(
        reverse("activate"), {"code": letters}
    ).status_code == 200  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "123"),
        ("password", "password123"),
        ("again", "khac-hoan-toan-1"),
        ("username", "có dấu cách"),
        ("full_name", ""),
        ("email", "x@"),
    ],
)
def test_an_account_that_does_not_hold_keeps_the_words_and_the_code(asked, client, field, value):
    letters = code_for(asked)

    page = enter(client, letters, **{field: value})

    assert page.status_code == 422
    assert tree(page).xpath("//input[@name='code']/@value") == [letters]
    for name in {"full_name", "username"} - {field}:
        assert tree(page).xpath(f"//input[@name='{name}']/@value") == [ACCOUNT[name]]
    assert not tree(page).xpath("//input[@type='password']/@value")
    assert ActivationCode.objects.get().used_at is None


def test_a_name_or_an_address_that_is_taken_is_told_in_its_field(asked, client):
    UserFactory(username="LAN.snv", email="lan@example.vn")

    page = enter(client, code_for(asked), email="Lan@example.vn")

    assert page.status_code == 422
    assert len(tree(page).xpath("//div[contains(@class, 'field--wrong')]")) == 2


def test_whoever_is_signed_in_takes_the_agency_with_the_account_he_has(asked, client):
    person = UserFactory()
    client.force_login(person)
    letters = code_for(asked)

    shown = client.post(reverse("activate"), {"code": letters})
    assert not tree(shown).xpath("//main//input[@name='username']")
    client.post(reverse("activate"), {"code": letters, "enter": "1"})

    assert person.memberships.get().role == Role.FOCAL
    assert User.objects.filter(username="lan.snv").count() == 0


def test_a_link_opens_for_its_person_and_once(client):
    agency = AgencyFactory()
    token = invite_member(agency, by=head_of(agency), role=Role.OFFICER, full_name=HOSTILE)[1]
    address = reverse("accept_link", args=[token])

    shown = client.get(address)
    assert HOSTILE not in shown.text
    assert tree(shown).xpath("//input[@name='full_name']/@value") == [HOSTILE]
    answer = client.post(address, ACCOUNT)

    assert answer.url == reverse("my_tasks")
    assert get_user(client).memberships.get().agency == agency
    assert Client().get(address).status_code == 404
    assert Client().post(address, {**ACCOUNT, "username": "khac"}).status_code == 404


def test_only_pressing_the_button_takes_the_role():
    """A scanner of mails opens every link, and some ask by HEAD."""
    agency = AgencyFactory()
    token = invite_member(agency, by=head_of(agency), role=Role.OFFICER, full_name="Lan")[1]
    signed = Client()
    signed.force_login(UserFactory())

    for client in (Client(), signed):
        client.get(reverse("accept_link", args=[token]))
        client.head(reverse("accept_link", args=[token]))

    assert Membership.objects.filter(role=Role.OFFICER).count() == 0


def test_a_session_from_before_does_not_live_on_in_the_new_account(asked, client):
    session = client.session
    session["x"] = "1"
    session.save()
    before = client.cookies["sessionid"].value

    enter(client, code_for(asked))

    assert client.cookies["sessionid"].value != before


# The lead


def compiler(asked):
    client = Client()
    client.force_login(asked.compiler)
    return client


def test_the_lead_sees_who_is_inside_and_ticks_those_without_an_account(asked):
    head_of(asked.agencies[1])

    page = compiler(asked).get(reverse("activation", args=[asked.round.uid]))

    ticked = tree(page).xpath("//input[@name='agencies'][@checked]/@value")
    assert ticked == [str(asked.agencies[0].uid)]


def test_an_agency_with_a_code_on_its_way_is_not_ticked_again(asked):
    code_for(asked)

    page = compiler(asked).get(reverse("activation", args=[asked.round.uid]))

    ticked = tree(page).xpath("//input[@name='agencies'][@checked]/@value")
    assert ticked == [str(asked.agencies[1].uid)]


def test_the_page_of_codes_costs_the_same_for_any_number_of_agencies(
    asked, django_assert_max_num_queries
):
    client = compiler(asked)
    client.get(reverse("activation", args=[asked.round.uid]))

    with django_assert_max_num_queries(14):
        client.get(reverse("activation", args=[asked.round.uid]))


def test_the_sheets_have_a_page_for_each_agency_with_its_code_alone(asked):
    asked.agencies[0].name = HOSTILE
    asked.agencies[0].save()

    answer = compiler(asked).post(
        reverse("make_codes", args=[asked.round.uid]),
        {"agencies": [agency.uid for agency in asked.agencies], "shown": "paper"},
    )

    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) == 2
    drawn = pypdfium2.PdfDocument(answer.content)
    words = [page.get_textpage().get_text_bounded() for page in drawn]
    codes = [
        next(word for word in text.split() if word.count("-") == 2 and len(word) == 14)
        for text in words
    ]
    assert len(set(codes)) == 2
    for text, agency in zip(words, asked.agencies, strict=True):
        assert agency.name in text
        other = next(one for one in asked.agencies if one.pk != agency.pk)
        assert other.name not in text
    for code, agency in zip(codes, asked.agencies, strict=True):
        shown = Client().post(reverse("activate"), {"code": code})
        assert agency.short_name in shown.text or "&lt;script" in shown.text


def test_codes_on_the_screen_are_shown_once(asked):
    client = compiler(asked)
    form = {"agencies": [asked.agencies[0].uid], "shown": "screen"}

    page = client.post(reverse("make_codes", args=[asked.round.uid]), form)

    (code,) = told(page, "//b[contains(@class, 'secret')]")
    assert code not in client.get(reverse("activation", args=[asked.round.uid])).text


def test_nothing_ticked_is_told(asked):
    page = compiler(asked).post(reverse("make_codes", args=[asked.round.uid]), {"shown": "screen"})

    assert page.status_code == 422
    assert not ActivationCode.objects.exists()


def test_an_agency_the_round_does_not_ask_gets_no_code(asked):
    form = {"agencies": [AgencyFactory().uid], "shown": "screen"}

    page = compiler(asked).post(reverse("make_codes", args=[asked.round.uid]), form)

    assert page.status_code == 422
    assert not ActivationCode.objects.exists()
