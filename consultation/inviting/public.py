"""Ask the public too, until a day of its own, or ask it no more."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import Round, RoundState
from consultation.models.change import change
from consultation.signals import round_recorded


@transaction.atomic
def ask_public(
    round_: Round, *, by: User, takes_public: bool = True, until: datetime | None = None
) -> Round:
    """Let anybody comment without an account until that exclusive instant; without one, ours.

    Raises:
        PermissionDenied: not the lead's.
        ValidationError: the record is internal, the round is over, or the day does not fit.
    """
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if takes_public:
        _check(round_, until)
    change(round_, takes_public=takes_public, public_deadline=until if takes_public else None)
    audit.record(
        "round.public_asked",
        round_,
        by=by,
        takes_public=takes_public,
        until=until.isoformat() if until else "",
    )
    round_recorded.send(Round, round=round_, by=by)
    return round_


def _check(round_: Round, until: datetime | None) -> None:
    if not round_.is_public:
        raise ValidationError(
            {
                "takes_public": _(
                    "The record of this round is internal: the public does not read it."
                )
            }
        )
    if round_.state not in (RoundState.PLANNED, RoundState.OPEN):
        raise ValidationError({"takes_public": _("This round takes no comments any more.")})
    if until is not None and until <= clock.now():
        raise ValidationError({"until": _("This day is past. Choose a later one.")})
    if until is not None and until > round_.deadline:
        raise ValidationError(
            {"until": _("The public's last day is not after our own deadline for the agencies.")}
        )
