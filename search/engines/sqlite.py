"""Full text in the database file itself: FTS5 over the rows' tokens, ranked by BM25."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from search.access import Access
from search.engines.match import any_word, has_neighbours
from search.engines.port import (
    FACETS,
    Cell,
    Counts,
    Cursor,
    Key,
    RawHit,
    RawPage,
    count_facets,
    counted_facets,
    period,
    selection,
)
from search.engines.sqlite_matches import (
    SCORE,
    Sql,
    at_address,
    best_of,
    lead_of,
    matching,
    places,
    rows_open_to,
)
from search.models import SearchDoc
from search.query import Facet, Plan, SearchQuery

# What a sort orders by, always to the last difference, and its direction.
SORTS = {
    "relevance": (("{lead} - m.score", "d.id"), "DESC"),
    # As text, as SQLite holds it: a cursor has to be written down.
    "newest": (("CAST(d.updated_at AS TEXT)", "d.id"), "DESC"),
    "position": (
        ("COALESCE(d.draft_id, 0)", "COALESCE(d.version_id, 0)", "d.position", "d.id"),
        "ASC",
    ),
}
# Rows with some of the words that are looked at: the best of them, whatever the machine.
MOST_NEAR = 400


class SqliteEngine:
    """The tables `search_fts` and `search_vocabulary` are made by a migration."""

    name = "sqlite-fts5"

    def search(
        self,
        plan: Plan,
        access: Access,
        query: SearchQuery,
        after: Cursor | None,
        exclude: Collection[Key] = (),
    ) -> RawPage:
        cells = _cells(places(plan), access, query)
        total, facets = count_facets(cells, query)
        goes_on_near = after is not None and after.approximate
        if plan.can_relax and (goes_on_near or not cells):
            near, near_facets = _nearest(plan, access, query, ())
            shown = _beyond(near, after) if after and goes_on_near else near
            return _raw_page(shown, query, len(near), near_facets)
        hits = _page(plan, access, query, after) if total else []
        # Who named a place has been answered; else a short first page is filled up.
        fills_up = len(plan.words) > 2 and plan.citation is None
        if after is None and len(hits) < query.size and fills_up:
            near, _ = _nearest(plan, access, replace(query, wanted_facets=()), hits)
            hits += near[: query.size - len(hits)]
        return _raw_page(hits, query, total, facets)

    def written(self, rows: Sequence[SearchDoc]) -> None:
        """Triggers keep the index in step."""

    def removed(self, kind: str, object_ids: Collection[int]) -> None:
        """Triggers keep the index in step."""

    def rebuild(self) -> None:
        """The index anew from the rows, and the figures the query planner goes by."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES('rebuild')")
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES('optimize')")
            cursor.execute("ANALYZE search_searchdoc")


def _raw_page(hits: Sequence[RawHit], query: SearchQuery, total: int, facets: Counts) -> RawPage:
    shown = tuple(hits[: query.size])
    more = len(hits) > query.size
    return RawPage(shown, total, facets, shown[-1].cursor if more else None)


def _cells(matches: Sql, access: Access, query: SearchQuery) -> list[Cell]:
    """How many rows have which values of the facets; one pass for all of them."""
    rows, row_params = rows_open_to(access, period(query))
    names = counted_facets(query)
    # Numbers first: they tell most rows apart, and are compared quickest.
    order = sorted(names, key=lambda name: (not FACETS[name].endswith("_id"), name))
    columns = ", ".join([f"d.{FACETS[name]}" for name in order] or ["NULL"])
    sql = (
        f"SELECT {columns}, COUNT(*) FROM ({matches[0]}) m"  # noqa: S608
        f" CROSS JOIN ({rows}) d ON d.id = m.id GROUP BY {columns}"
    )
    at = [order.index(name) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(sql, matches[1] + row_params)
        return [
            (tuple(_text(values[place]) for place in at), number)
            for *values, number in cursor.fetchall()
        ]


def _page(plan: Plan, access: Access, query: SearchQuery, after: Cursor | None) -> list[RawHit]:
    """One more than was asked for, so that the caller knows whether there is a next page."""
    by_score = query.sort == "relevance"
    columns, direction = SORTS[query.sort]
    matches, params = places(plan, scored=by_score)
    lead, lead_params = lead_of(plan.heading) if by_score else ("0.0", [])
    rows, row_params = rows_open_to(access, selection(query))
    named = ", ".join(f"{column} AS key{at}" for at, column in enumerate(columns))
    sql = (
        f"SELECT d.kind, d.object_id, d.group_key, {named.format(lead=lead)}"  # noqa: S608
        f" FROM ({matches}) m CROSS JOIN ({rows}) d ON d.id = m.id"
    )
    params = lead_params + params + row_params
    keys = ", ".join(f"key{at}" for at in range(len(columns)))
    if after is not None and len(after.key) == len(columns):
        beyond = "<" if direction == "DESC" else ">"
        marks = ", ".join(["%s"] * len(columns))
        sql = f"SELECT * FROM ({sql}) WHERE ({keys}) {beyond} ({marks})"  # noqa: S608
        params += after.key
    order = ", ".join(f"key{at} {direction}" for at in range(len(columns)))
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY {order} LIMIT %s", [*params, query.size + 1])
        return [
            RawHit(kind, object_id, group_key, False, tuple(key))
            for kind, object_id, group_key, *key in cursor.fetchall()
        ]


def _nearest(
    plan: Plan, access: Access, query: SearchQuery, besides: Sequence[RawHit]
) -> tuple[list[RawHit], Counts]:
    """The best rows with some of the words, best first, and what their facets are."""
    expression = any_word(plan, *_frequency(plan))
    if expression is None:
        return [], count_facets([], query)[1]
    found = _near_rows(plan, expression, access, query, besides)
    counted = found
    if query.wanted_facets and any(query.facets.values()):
        counted = _near_rows(plan, expression, access, replace(query, facets={}), besides)
    names = counted_facets(query)
    cells: list[Cell] = [(tuple(facets[name] for name in names), 1) for _, facets in counted]
    return [hit for hit, _ in found], count_facets(cells, query)[1]


def _near_rows(
    plan: Plan, expression: str, access: Access, query: SearchQuery, besides: Sequence[RawHit]
) -> list[tuple[RawHit, dict[Facet, str]]]:
    parts = [matching(expression, scored=True)]
    if plan.citation:
        parts.append(at_address(plan.citation, expression, score=SCORE))
    matches, params = best_of(parts)
    rows, row_params = rows_open_to(access, selection(query))
    columns = "".join(f", d.{column}" for column in FACETS.values())
    known = [hit.key[-1] for hit in besides]
    sql = (
        f"SELECT n.*, t.title_folded || ' | ' || t.body_folded FROM ("  # noqa: S608
        f"SELECT d.object_id, d.group_key, -m.score, d.id AS pk{columns}"
        f" FROM ({matches}) m CROSS JOIN ({rows}) d ON d.id = m.id"
        f" WHERE d.id NOT IN ({', '.join(['%s'] * len(known))})"
        f" ORDER BY m.score, d.id DESC LIMIT {MOST_NEAR}"
        f") n CROSS JOIN search_searchdoc t ON t.id = n.pk"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *row_params, *known])
        return [
            (
                RawHit(values[0], object_id, group_key, True, (score, pk)),
                dict(zip(FACETS, map(_text, values), strict=True)),
            )
            for object_id, group_key, score, pk, *values, words in cursor.fetchall()
            if has_neighbours(plan, words)
        ]


def _beyond(hits: Sequence[RawHit], after: Cursor) -> list[RawHit]:
    return [hit for hit in hits if hit.key < after.key]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _frequency(plan: Plan) -> tuple[dict[str, int], int]:
    """In how many rows each word stands, and how many rows there are."""
    words = sorted({word.folded for word in plan.words})
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(words))
        cursor.execute(
            f"SELECT term, doc FROM search_vocabulary WHERE term IN ({places})",  # noqa: S608
            words,
        )
        frequency: dict[str, int] = dict(cursor.fetchall())
        cursor.execute("SELECT COUNT(*) FROM search_searchdoc")
        return frequency, cursor.fetchone()[0]
