"""What the browser is told with every answer, whatever kind of answer it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from consultation.views import public
from tests.factories import UserFactory, open_consultation
from tests.factories.people import PASSWORD
from tests.security.scene import client_of, whole_scene

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
STRICT = (
    "base-uri 'none'; default-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " img-src 'self' data:; object-src 'none'; script-src 'self'; style-src 'self'"
)
SEALED = "default-src 'none'; sandbox"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def policy_of(response) -> str:
    parts = response["Content-Security-Policy"].split(";")
    return "; ".join(sorted(part.strip() for part in parts))


def break_down(*args):
    raise RuntimeError("broken on purpose")


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (200, "/"),
        (200, "/du-thao/"),
        (200, "/tim-kiem/?q=luat"),
        (200, "/tai-khoan/login/"),
        (302, "/viec-cua-toi/"),
        (404, "/khong-co/"),
        (302, "/ngon-ngu/"),
        (500, "/du-thao/"),
    ],
)
def test_every_answer_carries_the_strict_policy(client, monkeypatch, status, path):
    client.raise_request_exception = False
    if status == 500:
        monkeypatch.setattr(public, "listed_drafts", break_down)

    answer = client.get(path)

    assert answer.status_code == status
    assert policy_of(answer) == STRICT
    assert {name: answer[name] for name in ALWAYS} == ALWAYS


def test_a_refused_person_gets_the_strict_policy_too():
    answer = client_of(UserFactory()).get(reverse("plan_round"))

    assert (answer.status_code, policy_of(answer)) == (403, STRICT)


def test_a_file_is_sealed_and_carries_the_same_headers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = whole_scene(is_public=True)
    paths = [
        reverse("source_file", args=[scene.consultation.version.uid]),
        reverse("edition_file", args=[scene.outgoing_file.uid]),
    ]

    for path in paths:
        answer = scene.clients["compiler"].get(path)
        assert answer["Content-Security-Policy"] == SEALED
        assert answer["Content-Disposition"].startswith("attachment")
        assert {name: answer[name] for name in ALWAYS} == ALWAYS


def test_what_a_signed_in_person_reads_is_stored_nowhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = whole_scene(is_public=True)
    paths = [
        "/",
        reverse("my_tasks"),
        reverse("desk", args=[scene.consultation.round.uid]),
        reverse("edition_file", args=[scene.internal_file.uid]),
        "/khong-co/",
        scene.consultation.version.url,
    ]

    told = {path: scene.clients["compiler"].get(path)["Cache-Control"] for path in paths}

    assert told == dict.fromkeys(paths, "private, no-store")


def test_what_a_visitor_reads_may_be_kept(client):
    open_consultation()

    assert "no-store" not in client.get("/").get("Cache-Control", "")


def test_only_the_admin_may_run_its_inline_scripts(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    editor = client_of(UserFactory(is_superuser=True, is_staff=True))

    inside, outside = editor.get("/quan-tri/nhap-du-thao/"), editor.get("/")

    assert "script-src 'self' 'unsafe-inline'" in inside["Content-Security-Policy"]
    assert policy_of(outside) == STRICT


def test_over_https_every_cookie_is_for_https_alone():
    names = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    ]
    program = (
        "import json; from config import settings as ours; from django.conf import global_settings"
        f" as theirs; print(json.dumps([getattr(ours, n, getattr(theirs, n)) for n in {names}]))"
    )
    place = {"ENV_FILE": "/none", "SECRET_KEY": "x" * 60, "BASE_URL": "https://gopy.example"}

    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **place},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(told.stdout) == [True] * len(names)


def test_the_session_is_not_sent_along_with_a_form_of_another_site(client):
    person = UserFactory()
    client.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})

    cookie = client.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
