"""Meetings: who plans one, notes what is said, corrects a remark, sees what of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from consultation.rules.standing import DESK, WRITERS, AnyUser, Role, standing_of

if TYPE_CHECKING:
    from consultation.models import Meeting, Remark, Round

# The secretary may be anybody of the host who writes or compiles.
SECRETARIES = WRITERS | {Role.COMPILER}


def can_plan_meeting(user: AnyUser, rounds: Iterable[Round]) -> bool:
    """Whoever compiles every round that the meeting is to serve."""
    led = standing_of(user).agencies(DESK)
    held = list(rounds)
    return bool(held) and all(round_.lead_id in led for round_ in held)


def can_keep_minutes(user: AnyUser, meeting: Meeting) -> bool:
    """See all that was said, and do the secretary's work as far as the meeting has come."""
    return standing_of(user).acts_for(meeting.host_id, *SECRETARIES)


def can_change_meeting(user: AnyUser, meeting: Meeting) -> bool:
    """Its facts, until the minutes are confirmed."""
    return meeting.state != "confirmed" and can_keep_minutes(user, meeting)


def can_note_remark(user: AnyUser, meeting: Meeting) -> bool:
    """From the beginning until the minutes are sent."""
    return meeting.takes_notes and can_keep_minutes(user, meeting)


def can_amend_remark(user: AnyUser, remark: Remark) -> bool:
    return can_note_remark(user, remark.meeting)


def can_correct_remark(user: AnyUser, remark: Remark) -> bool:
    """Its own body, for the days that were set after the minutes went out."""
    return (
        remark.removed_at is None
        and remark.meeting.takes_corrections
        and standing_of(user).acts_for(remark.agency_id, *WRITERS)
    )


def can_confirm_meeting(user: AnyUser, meeting: Meeting) -> bool:
    """Make opinions of remarks: who compiles for the host, once nothing may be corrected."""
    return (
        meeting.state == "minutes"
        and meeting.minutes_sent_at is not None
        and not meeting.takes_corrections
        and standing_of(user).acts_for(meeting.host_id, *DESK)
    )


def visible_meetings(user: AnyUser) -> Q:
    """The host's own; the invited agencies', and those whose remarks stand in it."""
    standing = standing_of(user)
    mine = standing.agencies(WRITERS | {Role.CLERK})
    host = Q(host__in=standing.agencies(SECRETARIES))
    return host | Q(bodies__agency__in=mine) | Q(remarks__agency__in=mine)


def visible_remarks(user: AnyUser) -> Q:
    """The host's all; an agency's own once the minutes are sent."""
    standing = standing_of(user)
    own = Q(
        agency__in=standing.agencies(WRITERS | {Role.CLERK}),
        removed_at=None,
        meeting__minutes_sent_at__isnull=False,
    )
    return own | Q(meeting__host__in=standing.agencies(SECRETARIES))
