"""Signing in, for who should not: guessing, listing names, going round the second factor."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cms import clock
from consultation.models import Membership
from tests.factories import AgencyFactory, UserFactory, officer_of, open_consultation
from tests.factories.people import PASSWORD
from tests.security.doors import admin_doors
from tests.security.scene import client_of

pytestmark = pytest.mark.django_db

LIMIT = 10
SIGN_IN = "/tai-khoan/login/"
# The words and pictures of the editor's screens, which name nobody.
FOR_ALL = {"/quan-tri/jsi18n/", "/quan-tri/sprite/"}


@pytest.fixture
def guarded(settings):
    settings.AXES_ENABLED = True


def sign_in(client, name, password=PASSWORD, **headers):
    return client.post(SIGN_IN, {"login": name, "password": password}, **headers)


def is_signed_in(client) -> bool:
    return client.get(reverse("my_tasks")).status_code == 200


def without_what_was_typed(response, *typed) -> str:
    text = re.sub(r"\b\w{64}\b", "", response.content.decode())
    for words in typed:
        text = text.replace(words, "")
    return text


def test_after_ten_wrong_passwords_the_right_one_is_refused_too(client, guarded):
    person = UserFactory()

    told = [sign_in(client, person.username, "sai").status_code for _try in range(LIMIT)]
    then = sign_in(client, person.username)

    assert told[:-1] == [200] * (LIMIT - 1)
    assert then.status_code == 429
    assert "account/locked_out.html" in {template.name for template in then.templates}
    assert not is_signed_in(client)


def test_neither_capitals_nor_a_claimed_address_open_another_ten_tries(client, guarded):
    person = UserFactory(username="ha.vu")
    for number in range(LIMIT):
        name = "ha.vu" if number % 2 else "HA.Vu"
        sign_in(client, name, "sai", headers={"x-forwarded-for": f"10.1.1.{number}"})

    then = sign_in(client, person.username, headers={"x-forwarded-for": "10.9.9.9"})

    assert then.status_code == 429


def test_one_locked_name_leaves_the_colleagues_of_the_same_office_alone(client, guarded):
    person, colleague = UserFactory(), UserFactory()
    for _try in range(LIMIT):
        sign_in(client, person.username, "sai")

    sign_in(client, colleague.username)

    assert is_signed_in(client)


def test_a_name_that_nobody_has_gets_the_same_answer_as_a_wrong_password(client, monkeypatch):
    person, work = UserFactory(), []
    real = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda *args: work.append(1) or real(*args)
    )

    known = sign_in(client, person.username, "sai")
    for_known = len(work)
    unknown = sign_in(client, "khong-co-ai", "sai")

    assert without_what_was_typed(known, person.username) == without_what_was_typed(
        unknown, "khong-co-ai"
    )
    assert len(work) - for_known >= for_known


def test_asking_for_a_new_password_does_not_tell_whose_address_is_known(client):
    person = UserFactory(email="ha.vu@dienbien.example")
    path = reverse("account_reset_password")

    known = client.post(path, {"email": person.email}, follow=True)
    cache.clear()
    unknown = client.post(path, {"email": "la@dienbien.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert without_what_was_typed(known, person.email) == without_what_was_typed(
        unknown, "la@dienbien.example"
    )
    assert not any("/signup/" in letter.body for letter in mail.outbox)


def test_nobody_makes_an_account_alone(client):
    form = {"username": "la", "password1": PASSWORD, "password2": PASSWORD, "email": "la@x.example"}

    answer = client.post(reverse("account_signup"), form)

    assert b"<form" not in answer.content.split(b"<main")[1].split(b"</main")[0]
    assert not is_signed_in(client)


def test_the_session_changes_its_name_at_sign_in(client):
    person = UserFactory()
    client.get(SIGN_IN)
    session = client.session
    session["before"] = "x"
    session.save()
    client.cookies["sessionid"] = session.session_key
    before = session.session_key

    sign_in(client, person.username)

    assert client.cookies["sessionid"].value != before


def test_a_password_that_was_changed_ends_the_sessions_elsewhere(client):
    person, elsewhere = UserFactory(), Client()
    sign_in(client, person.username)
    sign_in(elsewhere, person.username)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "muong-thanh-54", "password2": "muong-thanh-54"},
    )

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_a_person_whose_account_is_closed_is_out_at_the_next_click(client):
    person = UserFactory()
    sign_in(client, person.username)
    was_in = is_signed_in(client)

    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert (was_in, is_signed_in(client)) == (True, False)


def test_a_person_whose_time_at_the_agency_is_over_reads_nothing_of_it(client):
    consultation = open_consultation(is_public=False)
    person = officer_of(consultation.agencies[0])
    client.force_login(person)
    path = reverse("round", args=[consultation.round.uid])
    before = client.get(path).status_code

    yesterday = clock.today().replace(year=clock.today().year - 1)
    Membership.objects.filter(user=person).update(starts_on=yesterday, ends_on=yesterday)

    assert (before, client.get(path).status_code) == (200, 404)


def test_a_person_of_no_agency_sees_of_an_internal_round_nothing_at_all():
    consultation = open_consultation(is_public=False)
    client = client_of(UserFactory())
    pages = ["/", "/du-thao/", "/tim-kiem/?q=thời+hạn+trả+lời", "/viec-cua-toi/"]

    shown = [
        path
        for path in pages
        if any(
            secret in client.get(path).content.decode()
            for secret in (consultation.version.draft.title, consultation.round.name)
        )
    ]

    assert shown == []


@pytest.fixture
def editor():
    """An administrator with a second factor."""
    person = UserFactory(is_superuser=True, is_staff=True)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    return person


def test_a_password_alone_does_not_sign_in_who_has_a_second_factor(client, editor):
    answer = sign_in(client, editor.username)

    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get("/quan-tri/").status_code == 302


def test_a_recovery_code_opens_once(client, editor):
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]

    def enter(visitor):
        sign_in(visitor, editor.username)
        visitor.post(reverse("mfa_authenticate"), {"code": code})
        return is_signed_in(visitor)

    assert (enter(client), enter(Client())) == (True, False)


def test_a_new_password_by_letter_does_not_go_round_the_second_factor(client, editor):
    editor.email = "quan-tri@dienbien.example"
    editor.save()
    client.post(reverse("account_reset_password"), {"email": editor.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    new = {"password1": "muong-thanh-54", "password2": "muong-thanh-54"}

    client.post(form.redirect_chain[-1][0], new)

    assert not is_signed_in(client)
    assert client.get("/quan-tri/").status_code == 302


@pytest.mark.parametrize("prefix", ["", "/x", "/quan-tri"], ids=["", "prefix", "same prefix"])
def test_an_administrator_without_a_second_factor_opens_no_address_of_the_admin(settings, prefix):
    settings.REQUIRE_SECOND_FACTOR = True
    client = client_of(UserFactory(is_superuser=True, is_staff=True))

    answers = {
        path: client.get(path, SCRIPT_NAME=prefix).get("Location", "") for path in admin_doors()
    }

    assert set(answers.values()) == {reverse("mfa_index")}


def test_a_visitor_opens_no_address_of_the_admin(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client = client_of(None)

    opened = {path for path in admin_doors() if client.get(path).status_code == 200}

    assert opened == FOR_ALL


def test_an_official_is_told_that_the_admin_is_not_his_and_not_sent_to_the_sign_in(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client = client_of(officer_of(AgencyFactory()))

    assert {client.get(path).status_code for path in admin_doors()} == {403}
