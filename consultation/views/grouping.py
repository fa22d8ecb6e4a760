"""Rows of the desk among each other: group, split, mark and clear what contradicts."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultation import rules
from consultation.models import Opinion, Row
from consultation.models.change import StaleError
from consultation.synthesis import clear_conflict, mark_conflict, merge_rows, split_row
from consultation.views.access import desk_row, way_back, worked_round
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
@require_POST
def merge(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Then one writes what the opinions say together: the row's own page."""
    rows = _chosen(request, uid)
    back = way_back(request, reverse("desk", args=[uid]))
    try:
        row = merge_rows(rows, by=request.user)
    except (ValidationError, StaleError) as error:
        return _refused(request, error, back)
    return redirect(f"{reverse('edit_row', args=[row.uid])}?{urlencode({'next': back})}")


@signed_in
@require_POST
def conflict(request: SignedRequest, uid: UUID) -> HttpResponse:
    rows = _chosen(request, uid)
    back = way_back(request, reverse("desk", args=[uid]))
    try:
        mark_conflict(rows, by=request.user)
    except ValidationError as error:
        return _refused(request, error, back)
    return redirect(f"{back}#row-{rows[0].uid}")


@signed_in
@require_POST
def reconcile(request: SignedRequest, uid: UUID) -> HttpResponse:
    row = desk_row(request.user, uid)
    back = way_back(request, reverse("desk", args=[row.round.uid]))
    try:
        clear_conflict(row, by=request.user)
    except (ValidationError, StaleError) as error:
        return _refused(request, error, back)
    return redirect(f"{back}#row-{row.uid}")


@signed_in
@require_POST
def split(request: SignedRequest, uid: UUID) -> HttpResponse:
    row = desk_row(request.user, uid)
    back = way_back(request, reverse("desk", args=[row.round.uid]))
    opinions = Opinion.objects.filter(placed__row=row, uid__in=_uids(request, "opinions"))
    try:
        fresh = split_row(row, by=request.user, opinions=list(opinions))
    except ValidationError as error:
        return _refused(request, error, back)
    return redirect(f"{back}#row-{fresh.uid}")


def _chosen(request: SignedRequest, uid: UUID) -> list[Row]:
    """The rows that were ticked, in the law's order."""
    round_ = worked_round(request.user, uid, may=rules.can_compile)
    rows = round_.rows.filter(uid__in=_uids(request, "rows"))
    return list(rows.select_related("round").in_legal_order())


def _uids(request: SignedRequest, name: str) -> list[UUID]:
    """What was ticked; anything else than a uid is passed over."""
    found = []
    for text in request.POST.getlist(name):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _refused(request: SignedRequest, error: Exception, back: str) -> HttpResponse:
    """Say why in a sentence, and show the table as it stands."""
    if isinstance(error, ValidationError):
        messages.error(request, " ".join(error.messages))
    else:
        messages.error(request, _("Somebody else changed these rows meanwhile; nothing was done."))
    return redirect(back)
