"""Written remarks from phones: stored first, then taken over or not by a secretary."""

from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import Meeting, Slip, SlipAuthor, SlipState
from consultation.models.change import TransitionError, change
from consultation.receiving.meeting_remarks import Noted, content_of, note_remark
from consultation.signals import meeting_recorded

# Nobody reads more on the day; beyond it somebody is filling the table.
MOST_WAITING = 500
LONGEST = 5_000
# A sender chooses the slip's token, never that of the remark it becomes.
_TOKENS = UUID("0b0f7c0e-5e3c-4a5d-8e44-6b2a3f9d7c10")


@transaction.atomic
def send_slip(meeting: Meeting, *, by: User | None, token: UUID, noted: Noted) -> Slip:
    """Keep a participant's written remark; the same token again gives the same one.

    Whoever holds the code on paper may send, signed in or not.

    Raises:
        ValidationError: no words, too many; the code is closed; the draft is not on the agenda.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = Slip.objects.filter(token=token).first()
    if known is not None:
        if known.meeting_id != meeting.pk:
            raise ValidationError(_("This remark was already sent to another meeting."))
        return known
    if not meeting.takes_slips:
        raise ValidationError(_("This code is closed: the meeting has not begun, or it has ended."))
    if meeting.slips.waiting().count() >= MOST_WAITING:
        raise ValidationError(_("Too many remarks are waiting: hand yours to the secretary."))
    if len(noted.text) > LONGEST:
        raise ValidationError({"text": _("A written remark has at most 5,000 characters.")})
    content = content_of(meeting, noted)
    kept = ("text", "round", "provision", "provision_text", "place_typed")
    slip = Slip.objects.create(
        token=token,
        meeting=meeting,
        body_name=" ".join(noted.body.split())[:255],
        sent_at=clock.now(),
        **{name: content[name] for name in kept},
    )
    if name := " ".join(noted.speaker.split())[:150]:
        SlipAuthor.objects.create(slip=slip, name=name)
    audit.record("slip.sent", slip, by=by)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return slip


@transaction.atomic
def take_slip(slip: Slip, *, by: User) -> Slip:
    """Note it among the remarks, as it was written; the secretary puts it right there."""
    _check_handling(slip, by=by)
    author = SlipAuthor.objects.filter(slip=slip).first()
    noted = Noted(
        text=slip.text,
        body=slip.body_name,
        speaker=author.name if author else "",
        place=slip.place_typed,
        round=slip.round,
    )
    remark = note_remark(
        slip.meeting, by=by, token=uuid5(_TOKENS, str(slip.uid)), noted=noted, said_at=slip.sent_at
    )
    change(slip, state=SlipState.TAKEN, remark=remark, handled_by=by, handled_at=clock.now())
    audit.record("slip.taken", slip, by=by, remark=str(remark.uid))
    return slip


@transaction.atomic
def refuse_slip(slip: Slip, *, by: User, reason: str) -> Slip:
    """Leave it out of the minutes and say why; its words stay in the table.

    Raises:
        ValidationError: no reason is given.
    """
    _check_handling(slip, by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is not taken over.")})
    change(
        slip,
        state=SlipState.REFUSED,
        reason=reason.strip(),
        handled_by=by,
        handled_at=clock.now(),
    )
    audit.record("slip.refused", slip, by=by)
    return slip


def _check_handling(slip: Slip, *, by: User) -> None:
    slip.meeting = Meeting.objects.select_for_update().get(pk=slip.meeting_id)
    if not rules.can_note_remark(by, slip.meeting):
        raise PermissionDenied
    if slip.state != SlipState.WAITING:
        raise TransitionError(f"slip {slip.uid} is {slip.state}")
