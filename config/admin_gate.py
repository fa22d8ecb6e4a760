"""The door of the Wagtail admin: whose it is, a second factor, and its looser content policy.

Wagtail's explorer, editor and history write inline scripts; the public site and the officials'
screens keep the strict policy.
"""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import User

ADMIN_PATH = "/quan-tri/"
MAY_ENTER = "wagtailadmin.access_admin"
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
        if request.user.is_authenticated and not request.user.has_perm(MAY_ENTER):
            # Wagtail would send them to the sign-in, and that back here, for ever.
            raise PermissionDenied
        response = self.get_response(request)
        response._csp_replace = INLINE  # type: ignore[attr-defined]
        return response


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and not is_mfa_enabled(user)
