"""For which agencies a person acts today, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, Union

from django.db.models import Q

from cms import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

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
    """The agencies a person acts for today, by role; empty for a visitor."""

    by_role: dict[str, frozenset[int]]

    def agencies(self, roles: frozenset[Role] = frozenset(Role)) -> frozenset[int]:
        return frozenset().union(*(self.by_role.get(role, frozenset()) for role in roles))

    def acts_for(self, agency_id: int | None, *roles: Role) -> bool:
        return agency_id in self.agencies(frozenset(roles) or frozenset(Role))


def standing_of(user: AnyUser) -> Standing:
    """One query a request: kept on the user object, which lives as long as the request."""
    if not user.is_authenticated or not user.is_active:
        return Standing({})
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        today = clock.today()
        held: dict[str, set[int]] = {}
        in_time = (Q(starts_on=None) | Q(starts_on__lte=today)) & (
            Q(ends_on=None) | Q(ends_on__gte=today)
        )
        for role, agency_id in user.memberships.filter(in_time).values_list("role", "agency_id"):
            held.setdefault(role, set()).add(agency_id)
        kept = Standing({role: frozenset(ids) for role, ids in held.items()})
        user._standing = kept  # type: ignore[attr-defined]
    return kept
