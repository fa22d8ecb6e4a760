"""A reminder reaches those who can do what is still to be done."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.models import User
from consultation.inviting.reminding import KINDS
from consultation.models import (
    Invitation,
    Message,
    Opinion,
    OpinionState,
    Progress,
    Reminder,
    ReminderKind,
    ReminderStep,
    Round,
    Submission,
)
from consultation.notifying.delivering import STILL_SO
from consultation.notifying.people import people_of
from consultation.notifying.rounds import answering
from consultation.notifying.storing import render_words, store_message
from consultation.rules import Role
from consultation.signals import reminders_recorded

KIND = "reminder"


def connect() -> None:
    reminders_recorded.connect(_on_reminders, dispatch_uid="tell_reminders")
    STILL_SO[KIND] = _is_still_due


def reminded(round_: Round, invitations: list[Invitation]) -> dict[int, list[User]]:
    """By agency id, who would be told by a reminder now; for invitations read `with_answers`.

    Whose approval is waited for: the head. Who wrote and has not sent up: the authors. Else
    those who were told that the agency is asked.
    """
    waiting = {each.agency_id for each in invitations if each.progress == Progress.WAITING}
    heads = people_of(waiting, Role.HEAD)
    told = answering({each.agency_id for each in invitations} - waiting)
    for agency_id, authors in _authors(round_, set(told)).items():
        people = {user.pk: user for user in (*authors, *told[agency_id])}
        told[agency_id] = list(people.values())
    return {**told, **heads}


def preview(round_: Round, invitations: list[Invitation]) -> list[dict[str, Any]]:
    """For the page before it is sent: by kind of reminder, the words as the first agency would
    get them, and each agency with the people who would be told."""
    people = reminded(round_, invitations)
    groups: dict[ReminderKind, dict[str, Any]] = {}
    for invitation in invitations:
        kind = KINDS[invitation.progress]
        if kind not in groups:
            step = ReminderStep.BY_HAND
            with translation.override(settings.LANGUAGE_CODE):
                words = render_words(KIND, reminder_context(round_, invitation, kind, step))
            groups[kind] = {"kind": kind, "words": words, "seats": []}
        told = people[invitation.agency_id]
        has_mail = any(person.email for person in told)
        seat = {"agency": invitation.agency, "people": told, "has_mail": has_mail}
        groups[kind]["seats"].append(seat)
    return list(groups.values())


def _on_reminders(sender: type, round: Round, reminders: list[Reminder], **carried: Any) -> None:
    people = reminded(round, [reminder.invitation for reminder in reminders])
    for reminder in reminders:
        told = people[reminder.invitation.agency_id]
        for person in told:
            store_message(
                kind=KIND,
                key=f"{KIND}:{reminder.pk}:{person.pk}",
                context=reminder_context(round, reminder.invitation, reminder.kind, reminder.step),
                to=person,
                round_=round,
                link=_place(reminder),
                bundle=True,
            )
        reminder.people = len(told)
    Reminder.objects.bulk_update(reminders, ["people"])


def reminder_context(round_: Round, invitation: Invitation, kind: str, step: str) -> dict[str, Any]:
    """What the templates of a reminder are given; the page shows it before it is sent."""
    return {
        "round": round_,
        "draft": round_.draft.title,
        "agency": invitation.agency,
        "deadline": round_.deadline_words,
        "is_past": round_.is_past_deadline,
        "days_left": round_.days_left,
        "is_last_day": step == ReminderStep.LAST_DAY,
        "is_unopened": kind == ReminderKind.UNOPENED,
        "is_unsent": kind == ReminderKind.UNSENT,
        "is_waiting": kind == ReminderKind.WAITING,
    }


def _place(reminder: Reminder) -> str:
    """The answer itself where there is one, else the list of tasks."""
    answer = reminder.invitation.answer_uid  # type: ignore[attr-defined]
    return reverse("submission", args=[answer]) if answer else reverse("my_tasks")


def _authors(round_: Round, agency_ids: set[int]) -> dict[int, list[User]]:
    """By agency id, who wrote an opinion that is still a draft; two queries."""
    drafts = Opinion.objects.filter(
        round=round_, agency__in=agency_ids, state=OpinionState.DRAFT, author__is_active=True
    )
    pairs = set(drafts.order_by().values_list("agency", "author"))
    users = User.objects.in_bulk({author for _agency, author in pairs})
    found: dict[int, list[User]] = {}
    for agency_id, author in sorted(pairs):
        found.setdefault(agency_id, []).append(users[author])
    return found


def _is_still_due(message: Message) -> bool:
    """Not where the agency has sent while the mail waited."""
    reminder = Reminder.objects.select_related("invitation").get(pk=message.key.split(":")[1])
    answer = Submission.objects.approved().filter(
        round=reminder.invitation.round_id, agency=reminder.invitation.agency_id
    )
    return not answer.exists()
