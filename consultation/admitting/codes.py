"""The code on paper: made for agencies a round asks, used once by the focal point.

A code that is wrong, used, replaced or too old is refused in one sentence that tells nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.admitting.accounts import NewAccount, hold_role, lock_agency, make_account
from consultation.models import ActivationCode, Membership, Round
from consultation.models.activation import fresh_code, sum_of_code
from consultation.rules import Role
from consultation.signals import membership_recorded

# Letters travel for days; afterwards a code lives as long as the round it came with.
LEAST_DAYS = 14


@transaction.atomic
def make_codes(
    round_: Round, *, by: User, agencies: Iterable[Agency]
) -> list[tuple[ActivationCode, str]]:
    """A fresh code for each of the agencies, told this once; the one before is dead.

    Raises:
        ValidationError: one of them is not asked in the round.
    """
    if not rules.can_make_codes(by, round_):
        raise PermissionDenied
    chosen = sorted(set(agencies), key=lambda agency: (agency.protocol_order, agency.name))
    asked = set(round_.invitations.values_list("agency_id", flat=True))
    if not chosen or not asked.issuperset(agency.pk for agency in chosen):
        raise ValidationError(_("Choose among the agencies that this round asks."))
    now = clock.now()
    # In the order of their keys, so that two who make codes wait for each other and no more.
    keys = [agency.pk for agency in chosen]
    locked = Agency.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(locked.order_by("pk").values("pk"))
    ActivationCode.objects.unused().filter(agency__in=chosen).update(revoked_at=now)
    least = clock.no_later_than(clock.today() + timedelta(days=LEAST_DAYS))
    until = max(round_.deadline, least)
    made = [_code(agency, round_, by, until) for agency in chosen]
    ActivationCode.objects.bulk_create(code for code, _letters in made)
    codes = [agency.code for agency in chosen]
    audit.record("round.activation_codes_made", round_, by=by, agencies=codes)
    return made


def _code(agency: Agency, round_: Round, by: User, until: datetime) -> tuple[ActivationCode, str]:
    letters = fresh_code()
    code = ActivationCode(
        agency=agency,
        round=round_,
        sum=sum_of_code(letters),
        made_by=by,
        made_at=clock.now(),
        expires_at=until,
    )
    return code, letters


def find_code(typed: str) -> ActivationCode | None:
    """The code that opens an active agency, or None, whatever the reason."""
    alive = ActivationCode.objects.alive().select_related("agency", "round")
    return alive.filter(sum=sum_of_code(typed), agency__is_active=True).first()


@transaction.atomic
def activate_agency(
    typed: str, *, by: User | None = None, account: NewAccount | None = None
) -> Membership:
    """Make who holds the code the focal point of its agency: `by`, or an account made for it.

    Raises:
        ValidationError: the code opens nothing (`code`), or the account cannot be made (by field).
    """
    found = find_code(typed)
    if found:
        # Looked for again under the lock: of sixteen who send it at once one finds it alive.
        lock_agency(found.agency_id)
    code = find_code(typed) if found else None
    if code is None:
        raise ValidationError({"code": dead_code()})
    if by is None:
        if account is None:
            raise PermissionDenied
        by = make_account(account)
    code.used_by, code.used_at = by, clock.now()
    code.save(update_fields=["used_by", "used_at"])
    membership = hold_role(by, code.agency, Role.FOCAL)
    audit.record("agency.activated", code.agency, by=by, code=str(code.uid), new=bool(account))
    membership_recorded.send(Membership, membership=membership, by=by)
    return membership


def dead_code() -> str:
    """The same sentence for every code that opens nothing."""
    return _(
        "This code does not open anything: it is mistyped, used already, replaced or too old."
        " Compare it with the sheet, or ask the body that sent the letter for a new one."
    )
