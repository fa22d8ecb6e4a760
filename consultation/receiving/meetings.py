"""The acts on a meeting: plan it, begin and end it, send its minutes, keep them signed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.models import (
    MEETING_TRANSITIONS,
    AgendaItem,
    InvitedBody,
    Meeting,
    MeetingState,
    Round,
    SignedMinutes,
)
from consultation.models.change import change, move
from consultation.models.meeting import new_code
from consultation.signals import meeting_recorded

# What a form may change; all else follows from acts.
FACTS = (
    "name", "place", "starts_at", "ended_at", "chair", "secretary", "attendance", "programme",
    "conclusion",
)  # fmt: skip


@transaction.atomic
def plan_meeting(
    rounds: Sequence[Round],
    *,
    by: User,
    agencies: Iterable[Agency] = (),
    others: Iterable[str] = (),
    **facts: Any,
) -> Meeting:
    """A meeting about these rounds, hosted by who leads the first of them.

    `facts` are those of FACTS; `others` are invited bodies that are no agencies.
    """
    if not rules.can_plan_meeting(by, rounds):
        raise PermissionDenied
    meeting = Meeting(host=rounds[0].lead, code=new_code(), **_only_facts(facts))
    meeting.full_clean()
    meeting.save()
    AgendaItem.objects.bulk_create(AgendaItem(meeting=meeting, round=each) for each in rounds)
    _invite(meeting, agencies, others)
    uids = [str(round_.uid) for round_ in rounds]
    audit.record("meeting.planned", meeting, by=by, rounds=uids)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting,
    *,
    by: User,
    lock_version: int,
    agencies: Iterable[Agency] = (),
    others: Iterable[str] = (),
    **facts: Any,
) -> Meeting:
    """Correct its facts, write the chair's conclusion, invite more.

    Raises:
        StaleError: somebody else changed it since the form was read.
    """
    if not rules.can_change_meeting(by, meeting):
        raise PermissionDenied
    meeting.lock_version = lock_version
    change(meeting, **_only_facts(facts))
    _invite(meeting, agencies, others)
    audit.record("meeting.changed", meeting, by=by)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return meeting


@transaction.atomic
def start_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """From now on remarks are noted."""
    if not rules.can_keep_minutes(by, meeting):
        raise PermissionDenied
    move(meeting, MEETING_TRANSITIONS, MeetingState.RUNNING)
    audit.record("meeting.started", meeting, by=by)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return meeting


@transaction.atomic
def end_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """The code on paper takes nothing more; what was noted without a network still comes in."""
    if not rules.can_keep_minutes(by, meeting):
        raise PermissionDenied
    ended = meeting.ended_at or clock.now()
    move(meeting, MEETING_TRANSITIONS, MeetingState.MINUTES, ended_at=ended)
    audit.record("meeting.ended", meeting, by=by)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return meeting


@transaction.atomic
def send_minutes(meeting: Meeting, *, by: User, until: date) -> Meeting:
    """Let each body read what was noted of it, and correct it up to and with the day `until`.

    Raises:
        ValidationError: the day is past, or something keeps the minutes from being sent.
    """
    if not rules.can_keep_minutes(by, meeting):
        raise PermissionDenied
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refresh_from_db()
    now, end = clock.now(), clock.no_later_than(until)
    if meeting.state != MeetingState.MINUTES or meeting.minutes_sent_at is not None:
        raise ValidationError(_("The minutes are sent once, after the meeting has ended."))
    if end <= now:
        raise ValidationError({"until": _("This day is past already.")})
    if waits := obstacles_of(meeting):
        raise ValidationError(waits)
    change(meeting, minutes_sent_at=now, corrections_until=end)
    audit.record("meeting.minutes_sent", meeting, by=by, until=until.isoformat())
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return meeting


def obstacles_of(meeting: Meeting) -> list[str]:
    """What keeps the minutes from being sent, a sentence each."""
    lost = meeting.remarks.becoming_opinions().filter(provision=None).exclude(place_typed="")
    found = [
        (
            lost.count(),
            ngettext(
                "%(count)d remark names a provision that is not found in the draft: correct it.",
                "%(count)d remarks name provisions that are not found in the draft: correct them.",
                lost.count(),
            ),
        ),
        (
            waiting := meeting.slips.waiting().count(),
            ngettext(
                "%(count)d written remark is neither taken over nor refused.",
                "%(count)d written remarks are neither taken over nor refused.",
                waiting,
            ),
        ),
    ]
    return [sentence % {"count": count} for count, sentence in found if count]


@transaction.atomic
def record_signed_minutes(
    meeting: Meeting, *, by: User, upload: "UploadedFile[Any]", dated: date, number: str = ""
) -> SignedMinutes:
    """Keep the signed paper beside the confirmed content; a new file takes the older one's place.

    Raises:
        ValidationError: the minutes are not confirmed yet.
    """
    if not rules.can_keep_minutes(by, meeting):
        raise PermissionDenied
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refresh_from_db()
    if meeting.state != MeetingState.CONFIRMED:
        raise ValidationError(_("Signed minutes are recorded after they were confirmed."))
    now = clock.now()
    meeting.signed_minutes.filter(replaced_at=None).update(replaced_at=now)
    signed = SignedMinutes(meeting=meeting, number=number, dated=dated, added_by=by, added_at=now)
    signed.hold(upload)
    signed.save()
    audit.record("meeting.minutes_signed", meeting, by=by, sha256=signed.sha256)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return signed


def _invite(meeting: Meeting, agencies: Iterable[Agency], others: Iterable[str]) -> None:
    """Those that are not invited yet."""
    held = list(meeting.bodies.values_list("agency_id", "name"))
    known, named = {agency for agency, _name in held}, {name for _agency, name in held}
    fresh = [
        InvitedBody(meeting=meeting, agency=agency)
        for agency in agencies
        if agency.pk not in known and agency.pk != meeting.host_id
    ]
    names = dict.fromkeys(" ".join(name.split())[:255] for name in others)
    fresh += [
        InvitedBody(meeting=meeting, name=name) for name in names if name and name not in named
    ]
    InvitedBody.objects.bulk_create(fresh)


def _only_facts(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"no fact of a meeting: {', '.join(sorted(unknown))}")
    return facts
