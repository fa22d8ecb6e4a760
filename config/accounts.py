"""Sign-in: accounts are made by administrators, so nobody signs up alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.http import HttpRequest

from cms.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts only; the person's name is one field."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Where to after signing in; what is no address at all is none of ours."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_user_search_fields(self) -> list[str]:
        return ["username", "email", "full_name"]


def display_name(user: User) -> str:
    return user.get_full_name()


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name a failed attempt counts: as typed, for sign-in knows no capitals."""
    given = credentials or {}
    name = given.get("username") or given.get("email") or request.POST.get("login", "")
    return str(name).strip().casefold()


def client_address(request: HttpRequest) -> str:
    """The visitor's address, by the one setting that says how many proxies are ours."""
    return str(get_adapter().get_client_ip(request))
