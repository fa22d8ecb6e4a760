"""The acts on a round."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User, VersionPage
from consultation import audit, rules
from consultation.models import (
    ROUND_TRANSITIONS,
    Invitation,
    Round,
    RoundState,
    Whose,
)
from consultation.models.change import TransitionError, change, move
from consultation.signals import round_recorded

CHANGEABLE = (RoundState.PLANNED, RoundState.OPEN, RoundState.CLOSED)


@transaction.atomic
def plan_round(
    version: VersionPage,
    *,
    by: User,
    name: str,
    lead: Agency,
    deadline: datetime,
    whose: str = Whose.REPLYING,
    is_public: bool = True,
    request_number: str = "",
    request_date: date | None = None,
    drafter_deadline: datetime | None = None,
    agencies: Iterable[Agency] = (),
) -> Round:
    """Deadlines are exclusive instants (`clock.no_later_than`, `clock.before`)."""
    draft = version.draft
    if not (rules.can_plan_round(by, lead, draft) and rules.can_plan_on(by, draft.rounds.all())):
        raise PermissionDenied
    round_ = Round(
        version=version,
        draft=draft,
        name=name,
        lead=lead,
        whose=whose,
        is_public=is_public,
        deadline=deadline,
        drafter_deadline=drafter_deadline,
        request_number=request_number,
        request_date=request_date,
    )
    round_.full_clean()
    round_.save()
    audit.record("round.planned", round_, by=by, name=name, whose=whose)
    _ask(round_, agencies, by=by)
    round_recorded.send(Round, round=round_, by=by)
    return round_


@transaction.atomic
def invite_agencies(round_: Round, *, by: User, agencies: Iterable[Agency]) -> list[Invitation]:
    """Ask agencies that were not asked yet; asking again changes nothing."""
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    if round_.state not in CHANGEABLE:
        raise TransitionError(f"round {round_.uid} is {round_.state}: nobody is asked any more")
    invitations = _ask(round_, agencies, by=by)
    round_recorded.send(Round, round=round_, by=by)
    return invitations


def _ask(round_: Round, agencies: Iterable[Agency], *, by: User) -> list[Invitation]:
    asked = set(round_.invitations.values_list("agency_id", flat=True))
    fresh = [agency for agency in agencies if agency.pk not in asked]
    invitations = Invitation.objects.bulk_create(
        Invitation(round=round_, agency=agency, invited_at=clock.now()) for agency in fresh
    )
    if fresh:
        codes = [agency.code for agency in fresh]
        audit.record("round.agencies_invited", round_, by=by, agencies=codes)
    return invitations


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
    round_recorded.send(Round, round=round_, by=by)
    return round_


@transaction.atomic
def extend_round(round_: Round, *, by: User, deadline: datetime) -> Round:
    """Give a later deadline; an earlier one is refused, since people count on the first."""
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    if round_.state not in CHANGEABLE:
        raise TransitionError(f"round {round_.uid} is {round_.state}: its deadline is history")
    if deadline <= round_.deadline:
        raise ValidationError(_("The new deadline must be later than the present one."))
    if round_.drafter_deadline and deadline > round_.drafter_deadline:
        raise ValidationError(_("The new deadline must not pass the drafting agency's."))
    change(round_, deadline=deadline)
    audit.record("round.extended", round_, by=by, deadline=deadline.isoformat())
    round_recorded.send(Round, round=round_, by=by)
    return round_


@transaction.atomic
def close_round(round_: Round, *, by: User) -> Round:
    """Stop waiting: what comes now is late, and still goes in until issue."""
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    move(round_, ROUND_TRANSITIONS, RoundState.CLOSED, closed_at=clock.now())
    audit.record("round.closed", round_, by=by)
    round_recorded.send(Round, round=round_, by=by)
    return round_


def note_opening(round_: Round, *, by: User) -> None:
    """Remember that an asked agency has seen the draft; the first time only, and no fact of law."""
    agencies = rules.standing_of(by).agencies()
    unseen = round_.invitations.filter(agency__in=agencies, first_opened_at=None)
    unseen.update(first_opened_at=clock.now())
