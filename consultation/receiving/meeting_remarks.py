"""What is said at a meeting: noted, put right, put in order, corrected by the body that said it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, Provision, User
from cms.structure.shorthand import find_place
from consultation import audit, rules
from consultation.models import Kind, Meeting, Remark, RemarkRevision, Round, Speaker
from consultation.models.change import change
from consultation.signals import meeting_recorded

LONGEST = 20_000
# The order of remarks is that of their time, in tenths of a second from the day before.
BEFORE = timedelta(days=1)
LAST_PLACE = 2**31 - 1


@dataclass(frozen=True)
class Noted:
    """A remark as it is typed; `place` as "D5 K2", `body` by its name or short name."""

    text: str
    body: str = ""
    speaker: str = ""
    place: str = ""
    kind: str = Kind.AMEND
    round: Round | None = None
    is_minuted_only: bool = False


@transaction.atomic
def note_remark(
    meeting: Meeting, *, by: User, token: UUID, noted: Noted, said_at: datetime | None = None
) -> Remark:
    """Keep a remark; the same token again, from whichever page, gives the same remark.

    Raises:
        ValidationError: it has no words, its draft is not on the agenda, the minutes were sent.
    """
    if not rules.can_keep_minutes(by, meeting):
        raise PermissionDenied
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = Remark.objects.filter(token=token).first()
    if known is not None:
        if known.meeting_id != meeting.pk:
            raise ValidationError(_("This remark was already noted at another meeting."))
        return known
    if not rules.can_note_remark(by, meeting):
        raise ValidationError(
            _("Nothing can be noted: the meeting has not begun, or the minutes were sent.")
        )
    values = content_of(meeting, noted)
    said = _within(meeting, said_at)
    remark = Remark.objects.create(
        token=token,
        meeting=meeting,
        position=_place_at(meeting, said),
        said_at=said,
        noted_at=clock.now(),
        noted_by=by,
        **values,
    )
    name_speaker(remark, noted.speaker)
    audit.record("remark.noted", remark, by=by)
    meeting_recorded.send(Meeting, meeting=meeting, by=by)
    return remark


@transaction.atomic
def amend_remark(remark: Remark, *, by: User, lock_version: int, noted: Noted) -> Remark:
    """Put right what was noted; the words before stay in its revisions.

    Raises:
        StaleError: another secretary changed it since it was read.
    """
    _lock_meeting(remark)
    if not rules.can_amend_remark(by, remark):
        raise PermissionDenied
    remark.lock_version = lock_version
    values, before = content_of(remark.meeting, noted), remark.text
    change(remark, **values)
    name_speaker(remark, noted.speaker)
    _keep_revision(remark, before, by=by)
    audit.record("remark.amended", remark, by=by)
    meeting_recorded.send(Meeting, meeting=remark.meeting, by=by)
    return remark


@transaction.atomic
def remove_remark(remark: Remark, *, by: User) -> Remark:
    """Take it out of the minutes; it can be put back."""
    _lock_meeting(remark)
    if not rules.can_amend_remark(by, remark):
        raise PermissionDenied
    change(remark, removed_at=clock.now())
    audit.record("remark.removed", remark, by=by)
    return remark


@transaction.atomic
def restore_remark(remark: Remark, *, by: User) -> Remark:
    _lock_meeting(remark)
    if not rules.can_amend_remark(by, remark):
        raise PermissionDenied
    change(remark, removed_at=None)
    audit.record("remark.restored", remark, by=by)
    return remark


@transaction.atomic
def move_remark(remark: Remark, *, by: User, up: bool) -> Remark:
    """Change places with the one before it, or after it."""
    _lock_meeting(remark)
    if not rules.can_amend_remark(by, remark):
        raise PermissionDenied
    order = list(remark.meeting.remarks.standing().in_order())
    at = order.index(remark) if remark in order else -1
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(order):
        return remark
    other, mine = order[to], order[at]
    order[at], order[to] = other, mine
    places = sorted(each.position for each in order)
    for each, place in zip(order, places, strict=True):
        if each.position != place:
            change(each, position=place)
    audit.record("remark.moved", remark, by=by, up=up)
    remark.refresh_from_db()
    return remark


@transaction.atomic
def correct_remark(remark: Remark, *, by: User, lock_version: int, text: str) -> Remark:
    """The body that spoke puts its own remark right; both texts are kept, with who and when.

    The days for it are by analogy those of Decree 191/2026, regulation art. 11(4)(b).

    Raises:
        ValidationError: no words are left.
        StaleError: a colleague corrected it meanwhile.
    """
    _lock_meeting(remark)
    if not rules.can_correct_remark(by, remark):
        raise PermissionDenied
    before = remark.text
    remark.lock_version = lock_version
    change(remark, text=_words(text))
    _keep_revision(remark, before, by=by, by_body=True)
    audit.record("remark.corrected", remark, by=by)
    meeting_recorded.send(Meeting, meeting=remark.meeting, by=by)
    return remark


def content_of(meeting: Meeting, noted: Noted) -> dict[str, Any]:
    """The fields of a remark as typed; the body and the provision are found, or kept as typed."""
    if noted.kind not in Kind.values:
        raise ValidationError({"kind": _("Choose one of the kinds.")})
    if noted.round is not None and not meeting.agenda.filter(round=noted.round).exists():
        raise ValidationError({"round": _("This draft is not on the agenda of the meeting.")})
    body = " ".join(noted.body.split())[:255]
    agency, typed = agency_named(body), " ".join(noted.place.split())[:80]
    provision = provision_typed(noted.round, typed)
    return {
        "text": _words(noted.text),
        "kind": noted.kind,
        "round": noted.round,
        "is_minuted_only": noted.is_minuted_only,
        "agency": agency,
        "body_name": "" if agency else body,
        "place_typed": typed,
        "provision": provision,
        "provision_text": provision.current_text if provision else None,
    }


def provision_typed(round_: Round | None, typed: str) -> Provision | None:
    """The provision of the round's version that "D5 K2" means there, if it means just one."""
    if round_ is None or not typed:
        return None
    standing = Provision.objects.of_version(round_.version).select_related("section")
    eid = find_place(typed, set(standing.order_by().values_list("eid", flat=True)))
    return standing.filter(eid=eid).first() if eid else None


def agency_named(name: str) -> Agency | None:
    """The one active agency that is called so, by its name, short name or code."""
    wanted = name.casefold()
    if not wanted:
        return None
    known = Agency.objects.filter(is_active=True).only("pk", "name", "short_name", "code")
    found = [
        agency
        for agency in known
        if wanted in (agency.name.casefold(), agency.short_name.casefold(), agency.code)
    ]
    return found[0] if len(found) == 1 else None


def name_speaker(remark: Remark, name: str) -> None:
    """Who spoke, in a row of its own; nobody where no name is given."""
    name = " ".join(name.split())[:150]
    if name:
        Speaker.objects.update_or_create(remark=remark, defaults={"name": name})
    else:
        Speaker.objects.filter(remark=remark).delete()


def _keep_revision(remark: Remark, before: str, *, by: User, by_body: bool = False) -> None:
    if before != remark.text:
        RemarkRevision.objects.create(
            remark=remark, before=before, after=remark.text, by=by, by_body=by_body, at=clock.now()
        )


def _lock_meeting(remark: Remark) -> None:
    """Whoever waited here reads anew whether the minutes were sent or confirmed meanwhile."""
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("host")
    remark.meeting = locked.get(pk=remark.meeting_id)


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write what was said.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("A remark has at most 20,000 characters.")})
    return text


def _within(meeting: Meeting, said_at: datetime | None) -> datetime:
    """A browser's clock is believed from the day before the meeting until now."""
    now = clock.now()
    if said_at is None or not meeting.starts_at - BEFORE <= said_at <= now:
        return now
    return said_at


def _place_at(meeting: Meeting, said: datetime) -> int:
    tenths = (said - (meeting.starts_at - BEFORE)) // timedelta(milliseconds=100)
    return min(max(tenths, 0), LAST_PLACE)
