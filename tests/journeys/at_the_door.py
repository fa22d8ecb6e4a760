"""What sessions and passwords have to be like for the screens of sign-in to be seen."""

import time

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from cms.models import User
from tests.factories import UserFactory
from tests.factories.people import PASSWORD
from tests.journeys.scenes import Scene

METHODS = "account_authentication_methods"


def just_now(client: Client) -> None:
    """The password was given a moment ago."""
    session = client.session
    session[METHODS] = [{"method": "password", "at": time.time(), "username": "x"}]
    session.save()


def with_second_factor(client: Client) -> None:
    with_second_factor_hours_ago(client)
    just_now(client)


def with_second_factor_hours_ago(client: Client) -> None:
    _protect(_person(client.session))


def without_password(client: Client) -> None:
    person = _person(client.session)
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    just_now(client)


def reset_address(scene: Scene) -> str:
    """As it stands in the mail."""
    person = User.objects.get(pk=scene.people["officer"].pk)
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return reverse("account_reset_password") + f"key/{key}/"


def give_a_wrong_password(page: Page, scene: Scene) -> None:
    _give(page, "khong-co-ai", "sai")
    page.locator("[data-errors]").wait_for()


def lose_cookies(page: Page, scene: Scene) -> None:
    page.context.clear_cookies()
    _give(page, "khong-co-ai", "sai")
    page.wait_for_load_state()


def sign_in_with_second_factor(page: Page, scene: Scene) -> None:
    person = UserFactory()
    _protect(person)
    _give(page, person.username, PASSWORD)
    page.wait_for_url("**/2fa/authenticate/")


def _protect(person: User) -> None:
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def _person(session: SessionBase) -> User:
    request = HttpRequest()
    request.session = session
    return get_user(request)


def _give(page: Page, name: str, password: str) -> None:
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("main form button").last.click()
