"""Who lets people into an agency, lends a head's power, hands out the codes on paper.

All of it by a role of one's own: what is lent is not lent on. Nobody lifts himself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from consultation.rules.standing import DESK, WRITERS, AnyUser, Role, in_time, standing_of

if TYPE_CHECKING:
    from cms.models import Agency, User
    from consultation.models import Delegation, Membership, Round

KEEPERS = (Role.HEAD, Role.FOCAL)
GIVES_CODES = ("planned", "open", "closed")


def keeps_members(user: AnyUser) -> bool:
    """Look after the members of some agency: be offered the page at all."""
    return bool(standing_of(user).own_agencies(*KEEPERS))


def kept_agencies(user: AnyUser) -> Q:
    """Agencies whose members one looks after."""
    return Q(pk__in=standing_of(user).own_agencies(*KEEPERS))


def can_keep_members(user: AnyUser, agency: Agency) -> bool:
    return agency.is_active and standing_of(user).holds(agency.pk, *KEEPERS)


def can_give_role(user: AnyUser, agency: Agency, role: str) -> bool:
    """The head gives every role; the focal point all but those of the desk and, once there is a
    head, the head's: the first one must come from somebody."""
    if not can_keep_members(user, agency):
        return False
    is_head = standing_of(user).holds(agency.pk, Role.HEAD)
    if role == Role.COMPILER:
        return is_head and agency.memberships.filter(role=Role.COMPILER).exists()
    if role == Role.HEAD:
        return is_head or not agency.memberships.filter(in_time(), role=Role.HEAD).exists()
    return role in (Role.OFFICER, Role.FOCAL, Role.CLERK)


def can_give_role_to(user: AnyUser, person: User, agency: Agency, role: str) -> bool:
    """Never to oneself; and only to who is a member already, as others are invited."""
    is_member = agency.memberships.filter(in_time(), user=person).exists()
    return person.pk != user.pk and is_member and can_give_role(user, agency, role)


def can_end_membership(user: AnyUser, membership: Membership) -> bool:
    """The head all; the focal point all but heads and compilers; anybody his own."""
    if membership.user_id == user.pk:
        return standing_of(user).acts_for(membership.agency_id)
    if not can_keep_members(user, membership.agency):
        return False
    is_head = standing_of(user).holds(membership.agency_id, Role.HEAD)
    return is_head or membership.role not in (Role.HEAD, Role.COMPILER)


def can_lend_power(user: AnyUser, agency: Agency) -> bool:
    """Authorise somebody, or name who acts in one's absence: the head alone."""
    return agency.is_active and standing_of(user).holds(agency.pk, Role.HEAD)


def can_record_absence(user: AnyUser, headship: Membership) -> bool:
    """The head, another head, or the focal point; not who would act then."""
    return headship.substitute_id != user.pk and can_keep_members(user, headship.agency)


def can_end_delegation(user: AnyUser, delegation: Delegation) -> bool:
    """Whoever keeps the members; it only takes power away. Who has it may give it back."""
    return delegation.taker_id == user.pk or can_keep_members(user, delegation.agency)


def can_take_power(person: User, agency: Agency) -> bool:
    """Be lent a head's power: a member who writes, and is not head himself."""
    held = agency.memberships.filter(in_time(), user=person)
    roles = set(held.values_list("role", flat=True))
    return person.is_active and roles_can_take_power(roles)


def roles_can_take_power(roles: Iterable[str]) -> bool:
    """The same, of the roles that somebody holds today."""
    held = set(roles)
    return bool(held & WRITERS) and Role.HEAD not in held


def can_make_codes(user: AnyUser, round_: Round) -> bool:
    """Hand out codes to the agencies that one's round asks."""
    return round_.state in GIVES_CODES and standing_of(user).acts_for(round_.lead_id, *DESK)


def can_follow_activation(user: AnyUser, round_: Round) -> bool:
    return standing_of(user).acts_for(round_.lead_id, *DESK)
