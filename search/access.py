"""What a person may find, as a value the engines filter by. It has no default."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q

from consultation.rules import DESK, WRITERS, AnyUser, Role, standing_of


class Visibility(StrEnum):
    """Who finds a row; its `readers` and `lead_agency_id` say which agencies."""

    PUBLIC = "public"
    # Whoever acts for a reader in any role, and the compilers.
    ASKED = "asked"
    # Who writes for a reader.
    AGENCY = "agency"
    # Who writes for a reader, and the compilers.
    COMPILERS = "compilers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Agencies the person acts for in any role, writes for, compiles for; the public: none."""

    acts_for: frozenset[int]
    writes_for: frozenset[int]
    compiles_for: frozenset[int]

    def condition(self) -> Q:
        """Over the rows of SearchDoc."""
        compiled = Q(lead_agency_id__in=sorted(self.compiles_for))
        writes = _reads_for(self.writes_for)
        return (
            Q(visibility=Visibility.PUBLIC)
            | (Q(visibility=Visibility.ASKED) & (_reads_for(self.acts_for) | compiled))
            | (Q(visibility=Visibility.AGENCY) & writes)
            | (Q(visibility=Visibility.COMPILERS) & (writes | compiled))
        )


def access_of(user: AnyUser) -> Access:
    """The first lock's key, by the same roles as `rules.visible_…` asks for."""
    standing = standing_of(user)
    return Access(
        acts_for=standing.agencies(),
        writes_for=standing.agencies(WRITERS | {Role.CLERK}),
        compiles_for=standing.agencies(DESK),
    )


def as_readers(agencies: Iterable[int | None]) -> str:
    """Agencies as the column `readers` holds them: ",3,12,"."""
    numbers = sorted({agency for agency in agencies if agency is not None})
    return f",{','.join(map(str, numbers))}," if numbers else ""


def _reads_for(agencies: frozenset[int]) -> Q:
    nobody = Q(pk__in=[])
    return reduce(or_, (Q(readers__contains=f",{agency},") for agency in sorted(agencies)), nobody)
