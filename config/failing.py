"""The page of a failure: whether to try again, and what was typed, which must never be lost."""

import errno
import sys
from collections.abc import Iterator

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

# The storage is full, or a limit of it is reached.
NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
RETRY_AFTER_SECONDS = 60


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database or the storage refuses, 500 for all else; asks neither of them."""
    refused = is_refusal_to_store(sys.exc_info()[1])
    page = render_to_string("500.html", {"words": list(typed_words(request)), "refused": refused})
    if not refused:
        return HttpResponse(page, status=500)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def is_refusal_to_store(failure: BaseException | None) -> bool:
    if isinstance(failure, OSError):
        return failure.errno in NO_ROOM
    return isinstance(failure, OperationalError | InterfaceError)


def typed_words(request: HttpRequest) -> Iterator[str]:
    """The texts of a form that was sent, as they were; nothing of one that has a password."""
    if request.method != "POST":
        return
    try:
        fields = [(name, request.POST.getlist(name)) for name in request.POST]
    except (UnreadablePostError, BadRequest, SuspiciousOperation, OSError):
        return
    if any("password" in name for name, _values in fields):
        return
    for _name, values in fields:
        # Keys, tokens and choices are one word; what a person wrote has several.
        yield from (value for value in values if len(value.split()) > 1)
