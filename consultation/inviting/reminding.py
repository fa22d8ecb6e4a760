"""Reminding the asked agencies that have not sent: at shares of their time, or by hand.

Time is counted in working days, from the day after an agency was asked (or given more time) to
the deadline's last day. Half of them left, a quarter left, the last one: what is reached first on
a day is said once, whatever the schedule does. Running it again, or twice at once, adds nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import (
    Invitation,
    Progress,
    Reminder,
    ReminderKind,
    ReminderStep,
    Round,
    RoundState,
)
from consultation.models.change import TransitionError, change
from consultation.models.working_days import ONE, WorkCalendar
from consultation.signals import reminders_recorded

# Offices of Vietnam begin at half past seven.
FROM = time(7, 30)

KINDS = {
    Progress.UNOPENED: ReminderKind.UNOPENED,
    Progress.OPENED: ReminderKind.UNBEGUN,
    Progress.WRITING: ReminderKind.UNSENT,
    Progress.RETURNED: ReminderKind.UNSENT,
    Progress.WAITING: ReminderKind.WAITING,
}


def remind_due() -> int:
    """The schedule's turn: remind whom the day has come for; how many agencies were reminded."""
    calendar = WorkCalendar.read()
    now = timezone.localtime(clock.now())
    if now.time() < FROM or not calendar.is_working(now.date()):
        return 0
    running = Round.objects.filter(
        state=RoundState.OPEN, reminders_stopped_at=None, deadline__gt=clock.now()
    )
    return sum(len(remind_round(round_, by=None, calendar=calendar)) for round_ in running)


@transaction.atomic
def remind_round(
    round_: Round, *, by: User | None, calendar: WorkCalendar | None = None
) -> list[Reminder]:
    """Remind the agencies of one round whose step has come, as the schedule does."""
    if by is not None and not rules.can_remind(by, round_):
        raise PermissionDenied
    calendar = calendar or WorkCalendar.read()
    # Of two turns at once the second waits here, and finds what the first has said.
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.state != RoundState.OPEN or round_.reminders_stopped_at or round_.is_past_deadline:
        return []
    said = set(
        Reminder.objects.filter(
            invitation__round=round_, deadline=round_.deadline, step__in=STEPS
        ).values_list("invitation", "step")
    )
    longer = round_.extensions.last()
    due: dict[ReminderStep, list[Invitation]] = {}
    for invitation in unsent(round_):
        asked_at = max(invitation.invited_at, round_.opened_at or invitation.invited_at)
        begins = max(asked_at, longer.at) if longer else asked_at
        step = step_on(clock.today(), timezone.localdate(begins), round_.last_day, calendar)
        if step and (invitation.pk, step) not in said:
            due.setdefault(step, []).append(invitation)
    reminders = [
        reminder for step, late in due.items() for reminder in _remind(round_, late, step, by=by)
    ]
    if reminders:
        reminders_recorded.send(Reminder, round=round_, reminders=reminders, by=by)
    return reminders


@transaction.atomic
def remind_agencies(
    round_: Round, *, by: User, invitations: Sequence[Invitation]
) -> list[Reminder]:
    """Remind some agencies now, each at most once a day; who has sent meanwhile is left out."""
    if not rules.can_remind(by, round_):
        raise PermissionDenied
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.state not in (RoundState.OPEN, RoundState.CLOSED):
        raise TransitionError(f"round {round_.uid} is {round_.state}: nobody is reminded any more")
    wanted = {invitation.pk for invitation in invitations}
    today = clock.today()
    told = set(
        Reminder.objects.filter(
            invitation__round=round_, step=ReminderStep.BY_HAND, day=today
        ).values_list("invitation", flat=True)
    )
    chosen = [each for each in unsent(round_) if each.pk in wanted - told]
    reminders = _remind(round_, chosen, ReminderStep.BY_HAND, by=by)
    if reminders:
        reminders_recorded.send(Reminder, round=round_, reminders=reminders, by=by)
    return reminders


@transaction.atomic
def stop_reminders(round_: Round, *, by: User) -> None:
    """The schedule leaves this round alone; by hand one still can."""
    _set_stopped(round_, True, by=by)


@transaction.atomic
def resume_reminders(round_: Round, *, by: User) -> None:
    _set_stopped(round_, False, by=by)


def unsent(round_: Round) -> list[Invitation]:
    """Those that have not sent, read with their answers, in protocol order."""
    asked = round_.invitations.with_answers().in_protocol_order()
    return [invitation for invitation in asked if invitation.progress != Progress.SENT]


def step_on(today: date, begins: date, last: date, calendar: WorkCalendar) -> ReminderStep | None:
    """The step that a day is at or past, of the working days after `begins` up to `last`."""
    days = calendar.days(begins + ONE, last)
    left = sum(1 for day in days if day >= today)
    if today <= begins or not left:
        return None
    if left == 1:
        return ReminderStep.LAST_DAY
    if left * 4 <= len(days):
        return ReminderStep.QUARTER
    return ReminderStep.HALF if left * 2 <= len(days) else None


STEPS = (ReminderStep.HALF, ReminderStep.QUARTER, ReminderStep.LAST_DAY)


def _remind(
    round_: Round, invitations: Iterable[Invitation], step: ReminderStep, *, by: User | None
) -> list[Reminder]:
    now, today = clock.now(), clock.today()
    reminders = [
        Reminder(
            invitation=invitation,
            kind=KINDS[invitation.progress],
            step=step,
            deadline=round_.deadline,
            day=today,
            at=now,
            by=by,
        )
        for invitation in invitations
    ]
    Reminder.objects.bulk_create(reminders)
    if reminders:
        codes = [reminder.invitation.agency.code for reminder in reminders]
        audit.record("round.agencies_reminded", round_, by=by, step=step.value, agencies=codes)
    return reminders


def _set_stopped(round_: Round, is_stopped: bool, *, by: User) -> None:
    if not rules.can_remind(by, round_):
        raise PermissionDenied
    if bool(round_.reminders_stopped_at) == is_stopped:
        return
    change(round_, reminders_stopped_at=clock.now() if is_stopped else None)
    action = "round.reminders_stopped" if is_stopped else "round.reminders_resumed"
    audit.record(action, round_, by=by)
