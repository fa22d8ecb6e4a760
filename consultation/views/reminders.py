"""Reminding agencies by hand, after a look at whom and with which words; stopping the schedule."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cms import clock
from consultation import rules
from consultation.inviting import remind_agencies, resume_reminders, stop_reminders
from consultation.inviting.reminding import unsent
from consultation.models import Invitation, Progress, Reminder, ReminderStep, Round
from consultation.models.change import StaleError, TransitionError
from consultation.notifying.reminders import preview
from consultation.views.access import worked_round
from consultation.views.signing_in import SignedRequest, signed_in

MOST_SHOWN = 300
REMINDED = [progress.value for progress in Progress if progress != Progress.SENT]


@signed_in
@require_http_methods(["GET", "POST"])
def remind(request: SignedRequest, uid: UUID) -> HttpResponse:
    """GET shows who would be told what; POST tells those that were shown and are still ticked."""
    round_ = worked_round(request.user, uid, may=rules.can_remind)
    if request.method == "POST":
        return _send(request, round_)
    chosen = request.GET.get("state", "")
    late = [each for each in unsent(round_) if chosen in ("", each.progress)]
    told_today = _told_today(round_)
    due = [each for each in late if each.pk not in told_today]
    context = {
        "round": round_,
        "chosen": chosen,
        "groups": preview(round_, due),
        "count": len(due),
        "told_today": [each for each in late if each.pk in told_today],
    }
    return render(request, "consultation/remind.html", context)


def _send(request: SignedRequest, round_: Round) -> HttpResponse:
    codes = request.POST.getlist("agency")
    invitations = list(round_.invitations.filter(agency__code__in=codes))
    if not invitations:
        messages.error(request, _("Tick at least one agency."))
        return redirect("remind", uid=round_.uid)
    try:
        reminders = remind_agencies(round_, by=request.user, invitations=invitations)
        _say(request, reminders)
    except TransitionError:
        messages.error(request, _("This was changed meanwhile: please look at how it stands now."))
    return redirect("progress", uid=round_.uid)


def _say(request: SignedRequest, reminders: list[Reminder]) -> None:
    said = ngettext(
        "%(count)d agency is reminded.", "%(count)d agencies are reminded.", len(reminders)
    )
    messages.success(request, said % {"count": len(reminders)})
    silent = [each.invitation.agency.brief_name for each in reminders if not each.people]
    if silent:
        words = _("Nobody has an account there, so nobody was told: %(agencies)s.")
        messages.warning(request, words % {"agencies": "; ".join(silent)})


@signed_in
@require_POST
def switch(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Stop the schedule for this round, or let it go on."""
    round_ = worked_round(request.user, uid, may=rules.can_remind)
    try:
        if "stop" in request.POST:
            stop_reminders(round_, by=request.user)
        else:
            resume_reminders(round_, by=request.user)
    except StaleError:
        messages.error(request, _("This was changed meanwhile: please look at how it stands now."))
    return redirect("progress", uid=uid)


def reminders_context(
    request: SignedRequest, round_: Round, invitations: list[Invitation]
) -> dict[str, Any]:
    """What the page of a round says of its reminders; each invitation gets its last, `reminded`."""
    sent = list(Reminder.objects.filter(invitation__round=round_).newest_first()[:MOST_SHOWN])
    newest: dict[int, Reminder] = {}
    for reminder in sent:
        newest.setdefault(reminder.invitation_id, reminder)
    for invitation in invitations:
        invitation.reminded = newest.get(invitation.pk)  # type: ignore[attr-defined]
    return {"reminded": _turns(sent), "can_remind": rules.can_remind(request.user, round_)}


def _turns(sent: list[Reminder]) -> list[dict[str, Any]]:
    """What was sent at one moment, with the agencies; the newest first."""
    turns: dict[Any, dict[str, Any]] = {}
    for reminder in sent:
        by = reminder.by.full_name if reminder.by else ""
        about = {"at": reminder.at, "step": reminder.get_step_display(), "by": by, "agencies": []}
        turn = turns.setdefault((reminder.at, reminder.step), about)
        agency = {"name": reminder.invitation.agency.brief_name, "people": reminder.people}
        turn["agencies"].append(agency)
    return list(turns.values())


def _told_today(round_: Round) -> set[int]:
    today = Reminder.objects.filter(
        invitation__round=round_, step=ReminderStep.BY_HAND, day=clock.today()
    )
    return set(today.values_list("invitation", flat=True))
