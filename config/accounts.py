"""Sign-in: accounts are made by administrators, so nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from cms.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts only; the person's name is one field."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["username", "email", "full_name"]


def display_name(user: User) -> str:
    return user.get_full_name()
