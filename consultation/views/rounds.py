"""A round from its plan to its close, and how far each agency has come."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from consultation import rules
from consultation.approving import return_submission
from consultation.forms.planning import RequestForm
from consultation.forms.rounds import AskForm, ExtendForm, ReturnForm, askable
from consultation.inviting import (
    close_round,
    extend_round,
    invite_agencies,
    open_round,
)
from consultation.models import Invitation, Progress, Round, Submission
from consultation.models.change import StaleError, TransitionError
from consultation.views.access import worked_round
from consultation.views.reminders import REMINDED, reminders_context
from consultation.views.signing_in import SignedRequest, signed_in

LATE = "late"


@signed_in
def progress(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    return _progress(request, round_)


def _progress(request: SignedRequest, round_: Round, *, extend: Form | None = None) -> HttpResponse:
    invitations = list(round_.invitations.with_answers().in_protocol_order())
    chosen = request.GET.get("state", "")
    context = {
        **reminders_context(request, round_, invitations),
        "round": round_,
        "counts": _counts(invitations),
        "chosen": chosen,
        "total": len(invitations),
        "sent": sum(1 for each in invitations if each.progress == Progress.SENT),
        "invitations": [each for each in invitations if _is_chosen(each, chosen)],
        "can_return": rules.can_return_sent(request.user, round_),
        "can_change": rules.can_change_plan(request.user, round_),
        "can_file": rules.can_file_request(request.user, round_),
        **_to_remind(invitations, chosen),
        "letter": round_.request_letters.filter(replaced_at=None).first(),
        "put_request": RequestForm(),
        "questions": round_.focus_questions.filter(withdrawn_at=None).count(),
        "extensions": round_.extensions.all(),
        "extend": extend or ExtendForm(),
        "ask": AskForm(offered=askable(round_)),
    }
    status = 422 if extend else 200
    return render(request, "consultation/progress.html", context, status=status)


@signed_in
@require_POST
def start(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    try:
        open_round(round_, by=request.user)
        messages.success(request, _("The round is open: agencies can read and write now."))
    except (ValidationError, TransitionError, StaleError) as error:
        messages.error(request, _sentence(error))
    return redirect("progress", uid=uid)


@signed_in
@require_POST
def extend(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return _progress(request, round_, extend=form)
    try:
        extend_round(round_, by=request.user, **form.content())
        messages.success(request, _("The deadline is moved."))
    except ValidationError as error:
        form.add_error("day", error.messages)
        return _progress(request, round_, extend=form)
    except (TransitionError, StaleError) as error:
        messages.error(request, _sentence(error))
    return redirect("progress", uid=uid)


@signed_in
@require_POST
def close(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    try:
        close_round(round_, by=request.user)
        messages.success(request, _("The round is closed. What comes now is kept and marked late."))
    except (TransitionError, StaleError) as error:
        messages.error(request, _sentence(error))
    return redirect("progress", uid=uid)


@signed_in
@require_POST
def invite(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    form = AskForm(request.POST, offered=askable(round_))
    if not form.is_valid() or not form.chosen():
        messages.error(request, _("Tick at least one agency."))
        return redirect("progress", uid=uid)
    try:
        asked = len(invite_agencies(round_, by=request.user, agencies=form.chosen()))
        said = ngettext("%(count)d agency is asked.", "%(count)d agencies are asked.", asked)
        messages.success(request, said % {"count": asked})
    except TransitionError as error:
        messages.error(request, _sentence(error))
    return redirect("progress", uid=uid)


@signed_in
def give_back(request: SignedRequest, uid: UUID) -> HttpResponse:
    """A sent submission to be made more specific; its agency writes on from where it was."""
    sent = Submission.objects.visible_to(request.user).select_related("round__draft", "agency")
    submission = get_object_or_404(sent, uid=uid)
    if not rules.can_return(request.user, submission):
        raise PermissionDenied
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        try:
            return_submission(submission, by=request.user, **form.cleaned_data)
            return redirect("progress", uid=submission.round.uid)
        except (ValidationError, TransitionError, StaleError) as error:
            form.add_error(None, _sentence(error))
    opinions = submission.opinions.approved().with_subject().in_legal_order()
    context = {"form": form, "submission": submission, "opinions": opinions}
    status = 422 if form.errors else 200
    return render(request, "consultation/give_back.html", context, status=status)


def _to_remind(invitations: list[Invitation], chosen: str) -> dict[str, Any]:
    """Whom the button would remind: those of the filter, else those that never opened."""
    state = chosen if chosen in REMINDED else Progress.UNOPENED.value
    count = sum(1 for invitation in invitations if invitation.progress == state)
    return {"remind_state": state, "to_remind": count}


def _is_chosen(invitation: Invitation, chosen: str) -> bool:
    if chosen == LATE:
        return invitation.is_late
    return not chosen or invitation.progress == chosen


def _counts(invitations: list[Invitation]) -> list[dict[str, Any]]:
    """The filters above the table: each state with how many stand in it."""
    standing = Counter(invitation.progress for invitation in invitations)
    late = sum(1 for invitation in invitations if invitation.is_late)
    counts = [
        {"value": value, "label": label, "count": standing[Progress(value)]}
        for value, label in Progress.choices
    ]
    return [*counts, {"value": LATE, "label": _("Sent late"), "count": late}]


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("This was changed meanwhile: please look at how it stands now.")
