"""The acts on a round, from its plan to its close."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User, VersionPage
from consultation import audit, rules
from consultation.inviting.asking import CHANGEABLE, add_invitations, keep_request
from consultation.models import (
    ROUND_TRANSITIONS,
    Extension,
    Round,
    RoundState,
    Whose,
    Wording,
)
from consultation.models.change import TransitionError, change, move
from consultation.signals import round_recorded


@transaction.atomic
def plan_round(
    version: VersionPage,
    *,
    by: User,
    name: str,
    lead: Agency,
    deadline: datetime,
    wording: str = Wording.NO_LATER_THAN,
    whose: str = Whose.REPLYING,
    is_public: bool = True,
    request_number: str = "",
    request_date: date | None = None,
    request_file: "UploadedFile[Any] | None" = None,
    drafter_deadline: datetime | None = None,
    drafter_wording: str = Wording.NO_LATER_THAN,
    agencies: Iterable[Agency] = (),
) -> Round:
    """Deadlines are exclusive instants (`clock.no_later_than`, `clock.before`); the wordings say
    how the letters put them. `request_file` is a checked upload."""
    draft = version.draft
    if not (rules.can_plan_round(by, lead, draft) and rules.can_plan_on(by, draft.rounds.all())):
        raise PermissionDenied
    asked = {"request_number": request_number, "request_date": request_date}
    ours = {"deadline": deadline, "wording": wording}
    theirs = {"drafter_deadline": drafter_deadline, "drafter_wording": drafter_wording}
    round_ = Round(version=version, draft=draft, name=name, lead=lead, whose=whose)
    _set(round_, is_public=is_public, **asked, **ours, **theirs)
    round_.save()
    audit.record("round.planned", round_, by=by, name=name, whose=whose)
    if request_file is not None:
        keep_request(round_, by=by, upload=request_file)
    invitations = add_invitations(round_, by=by, agencies=agencies)
    round_recorded.send(Round, round=round_, by=by, act="planned", invitations=invitations)
    return round_


@transaction.atomic
def change_plan(round_: Round, *, by: User, **values: Any) -> Round:
    """Put a plan right that nobody was told of yet.

    `values`: any of name, whose, is_public, deadline, wording, drafter_deadline, drafter_wording,
    request_number, request_date, and request_file, a checked upload that takes the place of the
    one before. Raises ValidationError (our deadline after theirs), StaleError.
    """
    if not rules.can_change_plan(by, round_):
        raise PermissionDenied
    upload = values.pop("request_file", None)
    changed = {name: value for name, value in values.items() if getattr(round_, name) != value}
    _set(round_, **changed)
    change(round_, **changed)
    audit.record("round.plan_changed", round_, by=by, fields=sorted(changed))
    if upload is not None:
        keep_request(round_, by=by, upload=upload)
    round_recorded.send(Round, round=round_, by=by, act="changed")
    return round_


def _set(round_: Round, **values: Any) -> None:
    """Raises ValidationError: the round would not hold together so."""
    for name, value in values.items():
        setattr(round_, name, value)
    round_.full_clean()


@transaction.atomic
def open_round(round_: Round, *, by: User) -> Round:
    """Raises ValidationError: nobody is asked, or the deadline is past."""
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    if not round_.invitations.exists():
        raise ValidationError(_("Ask at least one agency before opening the round."))
    if round_.is_past_deadline:
        raise ValidationError(_("The deadline is past: set a later one before opening."))
    move(round_, ROUND_TRANSITIONS, RoundState.OPEN, opened_at=round_.opened_at or clock.now())
    audit.record("round.opened", round_, by=by)
    round_recorded.send(Round, round=round_, by=by, act="opened")
    return round_


@transaction.atomic
def extend_round(
    round_: Round,
    *,
    by: User,
    deadline: datetime,
    reason: str = "",
    wording: str = Wording.NO_LATER_THAN,
) -> Round:
    """Give a later deadline; an earlier one is refused, since people count on the first.

    Raises ValidationError: not later, past the drafting agency's, or without a reason although
    agencies know of the round and will be told.
    """
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    if round_.state not in CHANGEABLE:
        raise TransitionError(f"round {round_.uid} is {round_.state}: its deadline is history")
    if deadline <= round_.deadline:
        raise ValidationError(_("The new deadline must be later than the present one."))
    if round_.drafter_deadline and deadline > round_.drafter_deadline:
        raise ValidationError(_("The new deadline must not pass the drafting agency's."))
    if round_.state != RoundState.PLANNED and not reason.strip():
        raise ValidationError({"reason": _("Say why: the agencies are told.")})
    extension = Extension(
        round=round_, old_deadline=round_.deadline, new_deadline=deadline, reason=reason.strip()
    )
    extension.by, extension.at = by, clock.now()
    extension.save()
    sequence = round_.calendar_sequence + 1
    change(round_, deadline=deadline, wording=wording, calendar_sequence=sequence)
    audit.record("round.extended", round_, by=by, deadline=deadline.isoformat())
    round_recorded.send(Round, round=round_, by=by, act="extended", extension=extension)
    return round_


@transaction.atomic
def close_round(round_: Round, *, by: User) -> Round:
    """Stop waiting: what comes now is late, and still goes in until issue."""
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    move(round_, ROUND_TRANSITIONS, RoundState.CLOSED, closed_at=clock.now())
    audit.record("round.closed", round_, by=by)
    round_recorded.send(Round, round=round_, by=by, act="closed")
    return round_
