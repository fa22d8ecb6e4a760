"""What an engine is asked and what it answers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.db.models import Q

from search.access import Access
from search.query import Plan, SearchQuery

# Facet → column of SearchDoc.
FACETS = {"kind": "kind", "draft": "draft_id", "agency": "agency_id"}

Counts = dict[str, dict[str, int]]
# Values of every facet in FACETS' order, and how many rows have them.
Cell = tuple[tuple[str, ...], int]


class Cursor(NamedTuple):
    """The last hit of a page: its stage (exact, then approximate) and its sort key."""

    approximate: bool
    key: tuple[float | int | str, ...]


@dataclass(frozen=True, slots=True)
class RawHit:
    kind: str
    object_id: int
    group_key: str
    approximate: bool
    key: tuple[float | int | str, ...]

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.approximate, self.key)


@dataclass(frozen=True, slots=True)
class RawPage:
    """`total` and `facets` count rows with every word; with some word only if none has all."""

    hits: tuple[RawHit, ...] = ()
    total: int = 0
    facets: Counts = field(default_factory=dict)
    next: Cursor | None = None


class Engine(Protocol):
    name: str

    def search(
        self, plan: Plan, access: Access, query: SearchQuery, after: Cursor | None
    ) -> RawPage: ...

    def rebuild(self) -> None:
        """Make the engine's own index anew from the SearchDoc rows."""


def selection(query: SearchQuery) -> Q:
    """The chosen facets: one of the values inside a facet, all facets together."""
    chosen = Q()
    for name, values in query.facets.items():
        chosen &= Q(**{f"{FACETS[name]}__in": list(values)})
    return chosen


def count_facets(
    cells: Iterable[Cell], chosen: Mapping[str, tuple[str, ...]]
) -> tuple[int, Counts]:
    """The total, and for each value how many there would be if it were chosen as well."""
    total = 0
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for values, number in cells:
        misses = [
            name
            for name, value in zip(FACETS, values, strict=True)
            if chosen.get(name) and value not in chosen[name]
        ]
        total += 0 if misses else number
        for name, value in zip(FACETS, values, strict=True):
            if value and (not misses or misses == [name]):
                counts[name][value] += number
    return total, {name: dict(counter.most_common()) for name, counter in counts.items()}
