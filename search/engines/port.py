"""What an engine is asked and what it answers."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.db.models import Q

from cms import clock
from search.access import Access
from search.models import SearchDoc
from search.query import ALL_FACETS, Facet, Plan, SearchQuery

# Facet → column of SearchDoc.
FACETS: dict[Facet, str] = {
    "kind": "kind",
    "draft": "draft_id",
    "document_type": "document_type",
    "field": "field",
    "agency": "agency_id",
    "year": "year",
    "opinion_kind": "opinion_kind",
    "answer": "answer",
}

Counts = dict[Facet, dict[str, int]]
# Who types so many words (syllables) asks a question; fewer name what is sought.
QUESTION = 7
# Values of some facets in the order asked for, and how many rows have them.
Cell = tuple[tuple[str, ...], int]
# A row as other rooms know it: kind and the thing's own number.
Key = tuple[str, int]


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
        self,
        plan: Plan,
        access: Access,
        query: SearchQuery,
        after: Cursor | None,
        exclude: Collection[Key] = (),
    ) -> RawPage:
        """Nothing of `exclude` is found or counted: there the engine is not in step."""


class DatabaseEngine(Engine, Protocol):
    """An engine on the rows themselves. The hooks run inside the transaction that writes."""

    def written(self, rows: Sequence[SearchDoc]) -> None:
        """These rows were just inserted or replaced; they have no primary keys."""

    def removed(self, kind: str, object_ids: Collection[int]) -> None:
        """The rows of these things are about to be deleted."""

    def rebuild(self) -> None:
        """Make the engine's own index anew from the SearchDoc rows."""


def period(query: SearchQuery) -> Q:
    """The days asked for, first and last included."""
    days = Q()
    if query.since:
        days &= Q(updated_at__gte=clock.before(query.since))
    if query.until:
        days &= Q(updated_at__lt=clock.no_later_than(query.until))
    return days


def selection(query: SearchQuery) -> Q:
    """The days and the chosen facets: one value of each facet, all facets together."""
    chosen = period(query)
    for name, values in query.facets.items():
        chosen &= Q(**{f"{FACETS[name]}__in": list(values)})
    return chosen


def counted_facets(query: SearchQuery) -> tuple[Facet, ...]:
    """Those wanted, and the chosen ones, which the total depends on; in FACETS' order."""
    needed = {*query.wanted_facets, *(name for name, values in query.facets.items() if values)}
    return tuple(name for name in ALL_FACETS if name in needed)


def count_facets(cells: Iterable[Cell], query: SearchQuery) -> tuple[int, Counts]:
    """The total, and for each value how many there would be if it were chosen as well.

    The cells have the values of `counted_facets(query)`, in that order.
    """
    names, total = counted_facets(query), 0
    counts: dict[Facet, Counter[str]] = {name: Counter() for name in query.wanted_facets}
    for values, number in cells:
        misses = [
            name
            for name, value in zip(names, values, strict=True)
            if query.facets.get(name) and value not in query.facets[name]
        ]
        total += 0 if misses else number
        for name, value in zip(names, values, strict=True):
            if value and name in counts and (not misses or misses == [name]):
                counts[name][value] += number
    return total, {name: dict(counter.most_common()) for name, counter in counts.items()}


def fills_up(plan: Plan) -> bool:
    """Whether the nearest rows may fill a short first page: who named a place has been answered."""
    return len(plan.words) > 2 and plan.citation is None


def with_nearest(
    hits: Sequence[RawHit], near: Sequence[RawHit], plan: Plan, query: SearchQuery
) -> list[RawHit]:
    """A first page with all `hits` that have every word, filled up with the nearest.

    Of a question the best come first, whichever they are: that a long clause has every word of
    one, "có", "không" and "nào" among them, is chance. The last two numbers of a key are the score
    and what settles a draw, in both.
    """
    page = [*hits, *near[: max(query.size - len(hits), 0)]]
    if len(plan.words) < QUESTION or query.sort != "relevance":
        return page
    return sorted(page, key=lambda hit: hit.key[-2:], reverse=True)
