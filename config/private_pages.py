"""What a signed-in person reads is kept by no cache: nobody finds it after them on the machine."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePages:
    """Middleware: must stand below sessions and above authentication, whose request it reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_signed_in(request):
            response["Cache-Control"] = "private, no-store"
        return response


def is_signed_in(request: HttpRequest) -> bool:
    """Also after the answer: whoever has just signed in is, whoever has signed out is not."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated
