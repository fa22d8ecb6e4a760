"""Finding what is asked for: 404 if one may not know of it, 403 if one may not work on it."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from consultation import rules
from consultation.models import Edition, Round, Row
from consultation.models.attachment import read_files
from consultation.rules import AnyUser
from consultation.views.signing_in import SignedRequest


class ScreenRequest(SignedRequest):
    """The request of somebody who is signed in, as the middleware leaves it."""

    htmx: HtmxDetails


def known_round(user: AnyUser, uid: UUID) -> Round:
    return get_object_or_404(Round.objects.visible_to(user).with_pages(), uid=uid)


def worked_round(user: AnyUser, uid: UUID, *, may: Callable[[AnyUser, Round], bool]) -> Round:
    """The round, for somebody who may work on it; `may` is one of the rules."""
    round_ = known_round(user, uid)
    if not may(user, round_):
        raise PermissionDenied
    return round_


def desk_row(user: AnyUser, uid: UUID) -> Row:
    """A row as the desk shows it, with its round, for a compiler."""
    rows = Row.objects.visible_to(user).with_sources().select_related("round__draft")
    row = get_object_or_404(rows, uid=uid)
    if not rules.can_compile(user, row.round):
        raise PermissionDenied
    read_files((source.opinion for source in row.sources.all()), user)
    return row


def listed_edition(user: AnyUser, uid: UUID) -> Edition:
    edition = get_object_or_404(Edition.objects.visible_to(user).listed(), uid=uid)
    if not rules.can_list_editions(user, edition.round):
        raise PermissionDenied
    return edition


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where the person was, as the form says, if it is a place of this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else otherwise
