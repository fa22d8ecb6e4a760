"""Full text in PostgreSQL: a column of lexemes with a GIN index, ranked by BM25.

The database picks the best rows by its own rough measure, and BM25 orders those; what lies
beyond them follows in the rough order.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db.models import Q

from search.access import Access
from search.engines.port import (
    Counts,
    Cursor,
    Key,
    RawHit,
    RawPage,
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
    with_text,
)
from search.engines.postgresql_pages import page_of
from search.engines.ranking import Frequencies, hoped_for, typed_lexemes
from search.models import SearchDoc, SearchDocQuerySet
from search.query import Plan, SearchQuery


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
        rows = with_text(SearchDoc.objects.open_to(access).filter(period(query)))
        rows = rows.exclude(_any_of(exclude)) if exclude else rows
        frequencies = read_frequencies(hoped_for(plan))
        exact = rows.filter(_has_every_word(plan))
        some, total, facets = count_rows(exact, query)
        loose = rows.filter(_has_some_word(plan, frequencies)) if _may_relax(plan, after) else None
        if loose is not None and not some:
            _, total, facets = count_rows(loose, query)
            hits = _page_of_some(loose, plan, frequencies, query, after)
            return _raw_page(hits, query, total, facets)
        words = [lexeme for lexeme in typed_lexemes(plan) if "+" not in lexeme]
        expected = min(map(frequencies.number, words))
        hits = page_of(exact, plan, frequencies, query, after, expected=expected)
        if after is None and loose is not None and len(hits) < query.size and fills_up(plan):
            rest = replace(query, size=query.size - len(hits))
            loose = loose.exclude(_has_every_word(plan))
            near = _page_of_some(loose, plan, frequencies, rest, None)
            hits = with_nearest(hits, near, plan, query)
        return _raw_page(hits, query, total, facets)

    def written(self, rows: Sequence[SearchDoc]) -> None:
        """The database makes the vectors itself."""

    def removed(self, kind: str, object_ids: Collection[int]) -> None:
        """The vectors go with their rows."""

    def rebuild(self) -> None:
        """How common each lexeme is, anew; vectors and index are always in step."""
        refresh_frequencies()


def _may_relax(plan: Plan, after: Cursor | None) -> bool:
    """Only a first page is filled up; a later one goes on as the first began."""
    return plan.can_relax and (after is None or after.approximate)


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


def _has_some_word(plan: Plan, frequencies: Frequencies) -> Q:
    """Common words are left out, unless nothing else that was typed is known."""
    hoped = list(hoped_for(plan))
    telling = [lexeme for lexeme in hoped if frequencies.is_telling(lexeme)]
    if len(plan.words) <= 3 or not any(map(frequencies.number, telling)):
        telling = hoped
    needs = any_word(plan, telling) or any_word(plan, hoped)
    return rows_that_have(needs) if needs else Q(pk__in=[])


def _page_of_some(
    rows: SearchDocQuerySet,
    plan: Plan,
    frequencies: Frequencies,
    query: SearchQuery,
    after: Cursor | None,
) -> list[RawHit]:
    """Rows with some of the words have no order but their relevance."""
    telling = filter(frequencies.is_telling, typed_lexemes(plan))
    expected = sum(map(frequencies.number, telling))
    query = replace(query, sort="relevance")
    found = page_of(rows, plan, frequencies, query, after, expected=expected)
    return [replace(hit, approximate=True) for hit in found]
