"""What a page of somebody else may make a signed-in person's browser do here: nothing."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse

from tests.factories.people import PASSWORD, UserFactory
from tests.security.doors import walk
from tests.security.scene import client_of, whole_scene
from tests.security.visits import visits

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "\\/evil.example/",
    "https:evil.example/",
    "https:/evil.example/",
    "https:\\\\evil.example/",
    "http:///evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example#testserver",
    "https://evil.example?testserver",
    "https://evil.example\\@testserver/",
    " https://evil.example/",
    "\thttps://evil.example/",
    "/\t/evil.example/",
    "\x00//evil.example/",
    "\n//evil.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://evil.example/",
    "//evil%2eexample/",
    "//[::1]/",
    "http://[",
    "https://ｅvil.example/",
]
BY_MAIL_PROGRAMS = "unsubscribe"
# Sessions, and what a sign-in or a first opening leaves by itself.
NOT_COUNTED = {"sessions.session", "axes.accesslog", "axes.accessattempt"}


def counts() -> dict[str, int]:
    return {
        model._meta.label_lower: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label_lower not in NOT_COUNTED and model._meta.managed
    }


def leads_away(response) -> bool:
    """Whether a browser that follows the answer would leave the site, or run something."""
    target = response.get("Location", "")
    return re.match(r"^\s*(/[\w%?#.~-]|/?$|\?|#|http://testserver/)", target) is None


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return whole_scene(is_public=True)


def test_no_form_of_ours_is_taken_without_its_token(scene):
    client = client_of(scene.people["compiler"], enforce_csrf_checks=True)
    made_ready = visits(scene)
    before = counts()

    taken = {
        visit.name
        for visit in made_ready
        if visit.method == "POST"
        and visit.door != BY_MAIL_PROGRAMS
        and client.post(visit.path, visit.form).status_code != 403
    }

    assert taken == set()
    assert counts() == before


@pytest.mark.parametrize(
    "door",
    [
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "account_reauthenticate",
        "account_email",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
        "upload_draft",
    ],
)
def test_no_form_of_an_account_is_taken_without_its_token(door):
    client = client_of(UserFactory(), enforce_csrf_checks=True)

    assert client.post(reverse(door), {}).status_code in (302, 403)
    assert client.get(reverse("my_tasks")).status_code == 200


def test_no_address_is_excepted_from_the_token():
    """The reading interface of the editor asks for it itself, and only reads. What a mail program
    posts brings a signed address instead, and can do nothing but stop mails."""
    excepted = [
        path
        for path, pattern in walk(get_resolver().url_patterns)
        if getattr(pattern.callback, "csrf_exempt", False)
        and not path.startswith("quan-tri/api/main/")
        and getattr(pattern, "name", "") != BY_MAIL_PROGRAMS
    ]

    assert excepted == []


def test_looking_at_every_screen_changes_nothing(scene):
    made_ready = visits(scene)
    before = counts()

    for visit in made_ready:
        scene.clients["compiler"].get(visit.path, visit.form if visit.method == "GET" else {})

    assert counts() == before


def test_what_is_only_done_by_a_form_is_not_done_by_an_address(scene):
    shown_too = {
        "approve",
        "resend_opinion",
        "return_sent",
        "edit_row",
        "find_receipt",
        "earlier_opinions",
    }
    shown_too |= {"earlier_here", "keep_search", "change_search", "unsubscribe"}
    asked = visits(scene)
    # Whatever the table says of looking at it.
    shown_too |= {visit.door for visit in asked if visit.method == "GET"}

    shown = {
        visit.door
        for visit in asked
        if visit.method == "POST" and scene.clients["compiler"].get(visit.path).status_code != 405
    }

    assert shown <= shown_too


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_away_by_signing_in(client, target):
    person = UserFactory()
    form = {"login": person.username, "password": PASSWORD, "next": target}

    answer = client.post(reverse("account_login"), form)

    assert answer.status_code == 302
    assert not leads_away(answer)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_away_by_choosing_a_language(client, target):
    answer = client.get(reverse("set_language"), {"language": "en", "next": target})

    assert not leads_away(answer)


def test_nobody_is_led_away_by_a_form_that_says_where_one_was(scene):
    writer = scene.clients["writer"]
    path = reverse("restore_opinion", args=[scene.withdrawn.uid])
    back = reverse("withdraw_opinion", args=[scene.withdrawn.uid])

    led_away = []
    for target in ELSEWHERE:
        led_away += [
            target for address in (path, back) if leads_away(writer.post(address, {"next": target}))
        ]

    assert led_away == []


def test_the_address_of_a_foreign_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_letter_names_our_host_whatever_a_proxy_claims(client):
    person = UserFactory(email="can-bo@dienbien.example")

    client.post(
        reverse("account_reset_password"),
        {"email": person.email},
        headers={"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"},
    )

    assert "http://testserver/tai-khoan/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body


def test_a_prefix_that_the_visitor_names_does_not_change_where_links_lead():
    answer = Client().get("/", SCRIPT_NAME="//evil.example")

    assert b'href="//evil.example' not in answer.content
