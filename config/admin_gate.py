"""The door of the Wagtail admin: a second factor, and the looser content policy it needs.

Wagtail's explorer, editor and history write inline scripts; the public site and the officials'
screens keep the strict policy.
"""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import User

ADMIN_PATH = "/quan-tri/"
INLINE = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}


class AdminGate:
    """Middleware: must stand below authentication and messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not `path`: a prefix that the request itself may name stands before it there.
        if not request.path_info.startswith(ADMIN_PATH):
            return self.get_response(request)
        if settings.REQUIRE_SECOND_FACTOR and lacks_second_factor(request.user):
            messages.warning(
                request, _("Editors sign in with a second factor: set one up here, then go on.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        response = self.get_response(request)
        response._csp_replace = INLINE  # type: ignore[attr-defined]
        return response


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and not is_mfa_enabled(user)
