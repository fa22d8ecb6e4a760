"""Confirmed minutes: remarks become approved opinions, and nothing in them changes any more."""

from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import (
    MEETING_TRANSITIONS,
    Meeting,
    MeetingState,
    Opinion,
    OpinionState,
    Origin,
    Remark,
    Round,
    RoundState,
    Visibility,
)
from consultation.models.change import change, move
from consultation.receiving.meetings import obstacles_of
from consultation.signals import meeting_recorded, opinions_recorded

_TOKENS = UUID("6a7c0b52-4d0e-4b5c-9d6f-0f6d8c1f2e11")


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, by: User) -> list[Opinion]:
    """Close the minutes; each remark that enters a synthesis becomes an opinion of its body.

    A remark on a round whose letter has gone stays in the minutes alone.

    Raises:
        ValidationError: a round has not been opened, or the minutes are not ready.
    """
    rounds = _lock_rounds(meeting)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    # Whoever waited here reads anew whether somebody else confirmed it meanwhile.
    meeting.refresh_from_db()
    if not rules.can_confirm_meeting(by, meeting):
        raise PermissionDenied
    for round_ in rounds:
        if round_.state == RoundState.PLANNED:
            words = _("The round “%(round)s” is not open yet: open it first.")
            raise ValidationError(words % {"round": round_.name})
    if waits := obstacles_of(meeting):
        raise ValidationError(waits)
    taking = [round_ for round_ in rounds if round_.state in rules.TAKES_OPINIONS]
    remarks = meeting.remarks.becoming_opinions().filter(round__in=taking).with_subject()
    opinions = [_opinion_of(remark, meeting) for remark in remarks.in_order()]
    move(meeting, MEETING_TRANSITIONS, MeetingState.CONFIRMED, confirmed_at=clock.now())
    audit.record("meeting.confirmed", meeting, by=by, opinions=len(opinions))
    if opinions:
        opinions_recorded.send(Opinion, opinions=opinions, by=by)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return opinions


def _lock_rounds(meeting: Meeting) -> list[Round]:
    held = meeting.agenda.order_by().values("round")
    return list(Round.objects.select_for_update().filter(pk__in=held).order_by("pk"))


def _opinion_of(remark: Remark, meeting: Meeting) -> Opinion:
    """Late is what was said after the round's deadline; it goes in, marked."""
    round_, now = remark.round, clock.now()
    if round_ is None:
        raise TypeError("a remark without a draft is in the minutes alone")
    opinion = Opinion.objects.create(
        token=uuid5(_TOKENS, str(remark.uid)),
        round=round_,
        agency=remark.agency,
        provision=remark.provision,
        provision_text=remark.provision_text,
        origin=Origin.MEETING,
        state=OpinionState.APPROVED,
        visibility=Visibility.LEAD,
        kind=remark.kind,
        text=remark.text,
        is_late=meeting.starts_at >= round_.deadline,
        created_at=remark.said_at,
        updated_at=now,
        approved_at=now,
    )
    change(remark, opinion=opinion)
    return opinion
