"""A role given to a member, and one that ends; never the last one without being meant."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.admitting.accounts import hold_role, lock_agency
from consultation.models import Membership
from consultation.rules import Role
from consultation.signals import membership_recorded


@transaction.atomic
def give_role(
    agency: Agency, *, by: User, person: User, role: str, ends_on: date | None = None
) -> Membership:
    """One more role for who is a member already; others come by a link.

    Raises:
        ValidationError: an end that is past.
    """
    if not rules.can_give_role_to(by, person, agency, role):
        raise PermissionDenied
    if ends_on is not None and ends_on < clock.today():
        raise ValidationError({"ends_on": _("This day is past already.")})
    lock_agency(agency.pk)
    membership = hold_role(person, agency, role, ends_on)
    audit.record("agency.role_given", agency, by=by, person=str(person.uid), role=role)
    membership_recorded.send(Membership, membership=membership, by=by)
    return membership


@transaction.atomic
def end_membership(
    membership: Membership, *, by: User, last_day: date | None = None, is_meant: bool = False
) -> Membership:
    """End a role: now, or with the end of `last_day`.

    Raises:
        ValidationError: the day is past; or the agency would be left without a head or without
            anybody who keeps its members, and that was not said to be meant (`is_meant`).
    """
    if not rules.can_end_membership(by, membership):
        raise PermissionDenied
    # Who ends the last but one waits here for who ends the last.
    lock_agency(membership.agency_id)
    today = clock.today()
    if last_day is not None and last_day < today:
        raise ValidationError({"last_day": _("This day is past already.")})
    if not is_meant and (left := _left_without(membership)):
        raise ValidationError({"is_meant": left})
    # Days are whole: what ends now has ended yesterday.
    ends_on = last_day or today - timedelta(days=1)
    if membership.starts_on and membership.starts_on > ends_on:
        membership.starts_on = ends_on
    membership.ends_on = ends_on
    membership.save(update_fields=["starts_on", "ends_on"])
    audit.record(
        "agency.membership_ended",
        membership.agency,
        by=by,
        person=str(membership.user.uid),
        role=membership.role,
        last_day=ends_on.isoformat(),
    )
    membership_recorded.send(Membership, membership=membership, by=by)
    return membership


def _left_without(membership: Membership) -> str:
    """What the agency would lack; "" if nothing."""
    others = Membership.objects.in_time().filter(agency=membership.agency)
    others = others.filter(user__is_active=True).exclude(pk=membership.pk)
    if membership.role in rules.KEEPERS and not others.filter(role__in=rules.KEEPERS).exists():
        return _(
            "Nobody could look after the members of the agency any more: invite somebody first,"
            " or confirm that this is meant."
        )
    if membership.role == Role.HEAD and not others.filter(role=Role.HEAD).exists():
        return _(
            "The agency would have no head, and nobody could approve its answers: invite one"
            " first, or confirm that this is meant."
        )
    return ""
