"""Full text in PostgreSQL: a column of lexemes with a GIN index, ranked by BM25.

The database picks the best rows by its own rough measure, and BM25 orders those; what lies
beyond them follows in the rough order.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db.models import Q

from search.access import Access
from search.engines.port import (
    Cell,
    Counts,
    Cursor,
    Key,
    RawHit,
    RawPage,
    count_facets,
    counted_facets,
    fills_up,
    period,
    with_nearest,
)
from search.engines.postgresql_bm25 import read_frequencies, refresh_frequencies
from search.engines.postgresql_counts import count_rows
from search.engines.postgresql_match import (
    any_word,
    every_word,
    rows_that_have,
    stands_at,
)
from search.engines.postgresql_pages import nearest, page_of
from search.engines.ranking import Frequencies, hoped_for, typed_lexemes
from search.models import SearchDoc, SearchDocQuerySet
from search.query import Facet, Plan, SearchQuery


class PostgresqlEngine:
    """The column `vector` and the table `search_frequency` are made by a migration."""

    name = "postgresql"

    def search(
        self,
        plan: Plan,
        access: Access,
        query: SearchQuery,
        after: Cursor | None,
        exclude: Collection[Key] = (),
    ) -> RawPage:
        if plan.is_empty:
            return RawPage()
        rows = SearchDoc.objects.open_to(access).filter(period(query))
        rows = rows.exclude(_any_of(exclude)) if exclude else rows
        frequencies = read_frequencies(hoped_for(plan))
        exact = rows.filter(_has_every_word(plan))
        some, total, facets = count_rows(exact, query)
        if not some:
            return _near_page(rows, plan, frequencies, query, after)
        words = [lexeme for lexeme in typed_lexemes(plan) if "+" not in lexeme]
        expected = min(map(frequencies.number, words))
        hits = page_of(exact, plan, frequencies, query, after, expected=expected)
        if after is None and len(hits) < query.size and plan.can_relax and fills_up(plan):
            others = rows.exclude(pk__in=[hit.key[-1] for hit in hits])
            near = [hit for hit, _ in _near_rows(others, plan, frequencies, query)]
            hits = with_nearest(hits, near, plan, query)
        return _raw_page(hits, query, total, facets)

    def written(self, rows: Sequence[SearchDoc]) -> None:
        """The database makes the vectors itself."""

    def removed(self, kind: str, object_ids: Collection[int]) -> None:
        """The vectors go with their rows."""

    def rebuild(self) -> None:
        """How common each lexeme is, anew; vectors and index are always in step."""
        refresh_frequencies()


def _raw_page(hits: list[RawHit], query: SearchQuery, total: int, facets: Counts) -> RawPage:
    shown = tuple(hits[: query.size])
    more = len(hits) > query.size
    return RawPage(shown, total, facets, shown[-1].cursor if more else None)


def _any_of(keys: Collection[Key]) -> Q:
    ids: dict[str, list[int]] = {}
    for kind, object_id in keys:
        ids.setdefault(kind, []).append(object_id)
    found = Q(pk__in=[])
    for kind, numbers in ids.items():
        found |= Q(kind=kind, object_id__in=numbers)
    return found


def _has_every_word(plan: Plan) -> Q:
    """Rows at a cited address, and those citing it."""
    found = Q(pk__in=[])
    words, cited = every_word(plan), every_word(plan, cited=True)
    if plan.citation:
        address = stands_at(plan.citation)
        found |= address & rows_that_have(words) if words else address
    if cited:
        found |= rows_that_have(cited)
    return found


def _near_page(
    rows: SearchDocQuerySet,
    plan: Plan,
    frequencies: Frequencies,
    query: SearchQuery,
    after: Cursor | None,
) -> RawPage:
    """The best rows with some of the words. They have no order but their relevance."""
    found = counted = _near_rows(rows, plan, frequencies, query) if plan.can_relax else []
    if found and query.wanted_facets and any(query.facets.values()):
        counted = _near_rows(rows, plan, frequencies, replace(query, facets={}))
    names = counted_facets(query)
    cells: list[Cell] = [(tuple(facets[name] for name in names), 1) for _, facets in counted]
    goes_on = after is not None and after.approximate
    hits = [hit for hit, _ in found if not (after and goes_on) or hit.key < after.key]
    return _raw_page(hits, query, len(found), count_facets(cells, query)[1])


def _near_rows(
    rows: SearchDocQuerySet, plan: Plan, frequencies: Frequencies, query: SearchQuery
) -> list[tuple[RawHit, dict[Facet, str]]]:
    """Common words are left out, unless nothing else that was typed is known."""
    hoped = list(hoped_for(plan))
    telling = [lexeme for lexeme in hoped if frequencies.is_telling(lexeme)]
    if len(plan.words) <= 3 or not any(map(frequencies.number, telling)):
        telling = hoped
    needs = any_word(plan, telling) or any_word(plan, hoped)
    if needs is None:
        return []
    typed = filter(frequencies.is_telling, typed_lexemes(plan))
    expected = sum(map(frequencies.number, typed))
    return nearest(rows.filter(rows_that_have(needs)), plan, frequencies, query, expected=expected)
