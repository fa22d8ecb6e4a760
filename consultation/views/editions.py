"""Editions of the synthesis: what keeps one from being final, its documents, its issue."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultation import rules
from consultation.forms.editions import IssueForm
from consultation.models import Edition, EditionStatus, FileKind, Round
from consultation.models.change import StaleError, TransitionError
from consultation.synthesis import (
    NotFinalError,
    freeze_edition,
    issue_edition,
    obstacles,
    request_drawing,
)
from consultation.views.access import listed_edition, worked_round
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
def show_editions(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_list_editions)
    return _editions(request, round_)


@signed_in
@require_POST
def freeze(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_make_edition)
    try:
        edition = freeze_edition(round_, by=request.user, final="final" in request.POST)
    except NotFinalError as refusal:
        return _editions(request, round_, refused=refusal.reasons)
    messages.success(
        request,
        _("Edition %(number)d is made. Its documents are being drawn.")
        % {"number": edition.number},
    )
    return redirect("editions", uid=uid)


@signed_in
def show_files(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The documents of one edition, which ask for themselves anew until they are drawn."""
    edition = listed_edition(request.user, uid)
    context = {"edition": edition, "kinds": len(FileKind.choices)}
    return render(request, "consultation/_edition_files.html", context)


@signed_in
@require_POST
def draw_again(request: SignedRequest, uid: UUID) -> HttpResponse:
    edition = listed_edition(request.user, uid)
    request_drawing(edition, by=request.user)
    messages.success(request, _("The documents are asked for once more."))
    return redirect("editions", uid=edition.round.uid)


@signed_in
def issue(request: SignedRequest, uid: UUID) -> HttpResponse:
    edition = listed_edition(request.user, uid)
    if not rules.can_issue(request.user, edition):
        raise PermissionDenied
    form = IssueForm(request.POST or None)
    if form.is_valid():
        try:
            issue_edition(edition, by=request.user, **form.cleaned_data)
            return redirect("editions", uid=edition.round.uid)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except (TransitionError, StaleError):
            form.add_error(None, _("This was changed meanwhile: please look at how it stands now."))
    context = {"form": form, "edition": edition, "round": edition.round}
    return render(
        request, "consultation/issue_edition.html", context, status=422 if form.errors else 200
    )


def _editions(
    request: SignedRequest, round_: Round, *, refused: list[str] | None = None
) -> HttpResponse:
    editions = list(Edition.objects.visible_to(request.user).filter(round=round_).listed())
    can_make = rules.can_make_edition(request.user, round_)
    context = {
        "round": round_,
        "editions": editions,
        "issuable": _issuable(request, editions),
        "can_make": can_make,
        "obstacles": refused or (obstacles(round_) if can_make else []),
        "was_refused": bool(refused),
        "kinds": len(FileKind.choices),
    }
    return render(request, "consultation/editions.html", context, status=422 if refused else 200)


def _issuable(request: SignedRequest, editions: list[Edition]) -> Any:
    """The newest edition, if it is final and this person may enter its number."""
    newest = editions[0] if editions else None
    if newest is None or newest.status != EditionStatus.FINAL:
        return None
    return newest if rules.can_issue(request.user, newest) else None
