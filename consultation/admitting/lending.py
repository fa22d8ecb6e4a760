"""A head's power for some days: to somebody authorised, or to who stands in while he is away.

Decree 30/2020, article 13: who signs under authorisation does not authorise others.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.admitting.accounts import lock_agency
from consultation.models import Delegation, DelegationKind, Membership
from consultation.rules import Role
from consultation.signals import delegation_recorded

# Longer than this it is no absence: another head is appointed.
MOST_DAYS = 366


@transaction.atomic
def lend_power(
    agency: Agency, *, by: User, taker: User, starts_on: date, ends_on: date, document: str = ""
) -> Delegation:
    """The head authorises a member, from one day to another, both included.

    Raises:
        ValidationError: by field: the days do not fit, or this person cannot be authorised.
    """
    if not rules.can_lend_power(by, agency):
        raise PermissionDenied
    _check_days(starts_on, ends_on)
    if taker.pk == by.pk or not rules.can_take_power(taker, agency):
        raise ValidationError({"taker": cannot_take()})
    kind = DelegationKind.AUTHORISED
    return _lend(agency, by, by, taker, kind, starts_on, ends_on, document=document.strip()[:120])


@transaction.atomic
def name_substitute(headship: Membership, *, by: User, substitute: User | None) -> Membership:
    """The head says beforehand who acts while he is away; None: nobody.

    Raises:
        ValidationError: this person cannot.
    """
    own = headship.user_id == by.pk and headship.role == Role.HEAD
    if not own or not rules.can_lend_power(by, headship.agency):
        raise PermissionDenied
    if substitute is not None and not rules.can_take_power(substitute, headship.agency):
        raise ValidationError({"substitute": cannot_take()})
    headship.substitute = substitute
    headship.save(update_fields=["substitute"])
    person = str(substitute.uid) if substitute else ""
    audit.record("agency.substitute_named", headship.agency, by=by, person=person)
    return headship


@transaction.atomic
def record_absence(headship: Membership, *, by: User, starts_on: date, ends_on: date) -> Delegation:
    """The head is away: who was named beforehand acts for him. Who acts cannot say so himself.

    Raises:
        ValidationError: nobody was named, he can act no longer, or the days do not fit.
    """
    if headship.role != Role.HEAD or not rules.can_record_absence(by, headship):
        raise PermissionDenied
    _check_days(starts_on, ends_on)
    taker = headship.substitute
    if taker is None:
        raise ValidationError(_("The head has named nobody who acts in his or her absence."))
    if not rules.can_take_power(taker, headship.agency):
        raise ValidationError(_("Who was named to act is no longer a member who writes."))
    kind = DelegationKind.ABSENCE
    return _lend(headship.agency, by, headship.user, taker, kind, starts_on, ends_on)


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: User) -> Delegation:
    """Take the power back before its last day; what was done under it stands."""
    if not rules.can_end_delegation(by, delegation):
        raise PermissionDenied
    standing = Delegation.objects.standing().filter(pk=delegation.pk)
    if standing.update(ended_at=clock.now()):
        audit.record(
            "agency.power_taken_back", delegation.agency, by=by, delegation=str(delegation.uid)
        )
    delegation.refresh_from_db()
    delegation_recorded.send(Delegation, delegation=delegation, by=by)
    return delegation


def cannot_take() -> str:
    return _("Choose an officer or focal point of this agency who is not its head already.")


def _lend(
    agency: Agency,
    by: User,
    giver: User,
    taker: User,
    kind: str,
    starts_on: date,
    ends_on: date,
    *,
    document: str = "",
) -> Delegation:
    """Said twice, it is written once."""
    lock_agency(agency.pk)
    delegation, is_new = Delegation.objects.get_or_create(
        agency=agency,
        giver=giver,
        taker=taker,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        ended_at=None,
        defaults={"document": document, "recorded_by": by, "recorded_at": clock.now()},
    )
    if is_new:
        audit.record(
            "agency.power_lent",
            agency,
            by=by,
            delegation=str(delegation.uid),
            kind=str(kind),
            giver=str(giver.uid),
            taker=str(taker.uid),
            days=[starts_on.isoformat(), ends_on.isoformat()],
        )
        delegation_recorded.send(Delegation, delegation=delegation, by=by)
    return delegation


def _check_days(starts_on: date, ends_on: date) -> None:
    if starts_on < clock.today():
        raise ValidationError({"starts_on": _("This day is past already.")})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day comes before the first.")})
    if (ends_on - starts_on).days > MOST_DAYS:
        raise ValidationError({"ends_on": _("At most a year: then another head is appointed.")})
