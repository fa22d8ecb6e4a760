"""Who is not signed in: sent to sign in, told so in the background, and no word of theirs lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cms.models import User
from consultation.views.kept import keep_words

View = Callable[..., HttpResponseBase]


class SignedRequest(HttpRequest):
    """The request of somebody who is signed in."""

    user: User


def signed_in(view: View) -> View:
    """Like `login_required`, but a script hears 401, and what was written is kept for after it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_from_script(request):
            return HttpResponse(status=401)
        way_back = keep_words(request) if "token" in request.POST else ""
        return redirect_to_login(way_back or _page_of(request))

    return guarded


def is_from_script(request: HttpRequest) -> bool:
    """htmx or `fetch`: a redirect to the sign-in page would land in the middle of a page."""
    return bool(getattr(request, "htmx", False)) or request.headers.get("X-Requested-With") in (
        "fetch",
        "XMLHttpRequest",
    )


def _page_of(request: HttpRequest) -> str:
    """A page one can come back to: what was posted cannot be posted again by a redirect."""
    return request.get_full_path() if request.method == "GET" else "/"
