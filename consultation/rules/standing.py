"""For which agencies a person acts today, and as what."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from django.db.models import F, Q, Value

from cms import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from cms.models import User

AnyUser: TypeAlias = Union["User", "AnonymousUser"]


class Role(StrEnum):
    OFFICER = "officer"
    FOCAL = "focal"
    HEAD = "head"
    CLERK = "clerk"
    COMPILER = "compiler"


WRITERS = frozenset({Role.OFFICER, Role.FOCAL, Role.HEAD})
DESK = frozenset({Role.COMPILER, Role.HEAD})

# In these states what an agency sends still goes in: late is kept, marked, placed.
TAKES_OPINIONS = frozenset({"open", "closed"})
KNOWN_TO_ALL = ("open", "closed", "issued", "answered")
OUR_LETTER_IS_OUT = ("issued", "answered")


@dataclass(frozen=True)
class Standing:
    """The agencies a person acts for today, by role; empty for a visitor.

    `lent` has, for an agency whose head somebody is by a delegation alone, the delegation's key.
    """

    by_role: dict[str, frozenset[int]]
    lent: dict[int, int] = field(default_factory=dict)

    def agencies(self, roles: frozenset[Role] = frozenset(Role)) -> frozenset[int]:
        return frozenset().union(*(self.by_role.get(role, frozenset()) for role in roles))

    def acts_for(self, agency_id: int | None, *roles: Role) -> bool:
        return agency_id in self.agencies(frozenset(roles) or frozenset(Role))

    def holds(self, agency_id: int | None, *roles: Role) -> bool:
        """Like `acts_for`, but by a role of one's own: power that is lent is not lent on."""
        own = [role for role in roles if role != Role.HEAD or agency_id not in self.lent]
        return bool(own) and self.acts_for(agency_id, *own)

    def own_agencies(self, *roles: Role) -> frozenset[int]:
        return frozenset(pk for pk in self.agencies(frozenset(roles)) if self.holds(pk, *roles))


def standing_of(user: AnyUser) -> Standing:
    """One query a request: kept on the user object, which lives as long as the request."""
    if not user.is_authenticated or not user.is_active:
        return Standing({})
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        kept = _standing_today(user)
        user._standing = kept  # type: ignore[attr-defined]
    return kept


def in_time(prefix: str = "") -> Q:
    """Of memberships that hold today; `prefix` leads to them."""
    today = clock.today()
    begun = Q(**{f"{prefix}starts_on": None}) | Q(**{f"{prefix}starts_on__lte": today})
    return begun & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": today}))


def _standing_today(user: User) -> Standing:
    own = user.memberships.filter(in_time()).values_list("role", "agency_id", Value(0))
    held: dict[str, set[int]] = {}
    lent: dict[int, int] = {}
    for role, agency_id, delegation in own.union(_delegations(user)):
        if not delegation:
            held.setdefault(role, set()).add(agency_id)
        else:
            lent[agency_id] = min(delegation, lent.get(agency_id, delegation))
    heads = held.get(Role.HEAD, set())
    lent = {agency_id: key for agency_id, key in lent.items() if agency_id not in heads}
    if lent:
        held[Role.HEAD] = heads | set(lent)
    return Standing({role: frozenset(ids) for role, ids in held.items()}, lent)


def _delegations(user: User) -> QuerySet[Any]:
    holding = user.delegations.filter(holding_today())
    return holding.values_list(Value(Role.HEAD.value), "agency_id", "pk")


def holding_today() -> Q:
    """Of delegations: a head's power, while it is lent, its giver head and its taker a member.

    All in one filter, so that each half speaks of one membership; rows may come twice.
    """
    today = clock.today()
    of_giver = Q(giver__memberships__agency=F("agency"), giver__memberships__role=Role.HEAD)
    of_taker = Q(taker__memberships__agency=F("agency"), taker__memberships__role__in=WRITERS)
    return (
        of_giver
        & in_time("giver__memberships__")
        & of_taker
        & in_time("taker__memberships__")
        & Q(giver__is_active=True, starts_on__lte=today, ends_on__gte=today, ended_at=None)
    )
