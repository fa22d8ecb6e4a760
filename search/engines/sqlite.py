"""Full text in the database file itself: FTS5 over the rows' tokens, ranked by BM25."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce

from search.access import Access
from search.engines.match import any_word, every_word
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
from search.models import Kind, SearchDoc
from search.query import Citation, Plan, SearchQuery

# What a sort orders by, always to the last difference, and its direction.
SORTS = {
    "relevance": (("d.lead - m.score", "d.id"), "DESC"),
    "newest": (("d.updated_at", "d.id"), "DESC"),
    "position": (("d.draft", "d.version", "d.position", "d.id"), "ASC"),
}
SCORE = "bm25(search_fts)"
# A draft, then an article, that is called just what was typed comes before what mentions it.
CALLED_SO = {Kind.DRAFT: 120.0, Kind.PROVISION: 60.0}
# What stands at a cited address comes first: provisions, then what was said of them; an
# article before its clauses. BM25 stays far below these steps.
AT_ADDRESS = """-10000 + 2000 * (d.kind <> 'provision')
    + 400 * ((d.eid_clause <> '') + (d.eid_point <> ''))"""

Sql = tuple[str, list[Any]]


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
        exact = _exact_matches(plan)
        cells = _cells(exact, access, query)
        loose = _loose_matches(plan, exact) if plan.can_relax and _may_relax(after) else None
        if loose is not None and not cells:
            total, facets = count_facets(_cells(loose, access, query), query)
            return _raw_page(_page_of_some(loose, access, query, after), query, total, facets)
        total, facets = count_facets(cells, query)
        hits = _page(exact, access, query, after, plan.heading)
        if loose is not None and len(hits) < query.size and len(plan.words) > 2:
            rest = replace(query, size=query.size - len(hits))
            hits += _page_of_some(loose, access, rest, None)[: rest.size]
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


def _may_relax(after: Cursor | None) -> bool:
    """Only a first page is filled up; a later one goes on as the first began."""
    return after is None or after.approximate


def _raw_page(hits: list[RawHit], query: SearchQuery, total: int, facets: Counts) -> RawPage:
    shown = tuple(hits[: query.size])
    more = len(hits) > query.size
    return RawPage(shown, total, facets, shown[-1].cursor if more else None)


def _exact_matches(plan: Plan) -> Sql:
    """(id, score) of rows with every word: those at a cited address, and those citing it."""
    parts = []
    if plan.citation:
        parts.append(_at_address(plan.citation, every_word(plan)))
    if expression := every_word(plan, cited=True):
        parts.append(_matching(expression))
    return _best_of(parts)


def _loose_matches(plan: Plan, exact: Sql) -> Sql:
    """(id, score) of rows with some of the words, without those that have every one."""
    expression = any_word(plan, *_frequency(plan))
    if expression is None:
        return _best_of([])
    parts = [_matching(expression)]
    if plan.citation:
        parts.append(_at_address(plan.citation, expression))
    sql, params = _best_of(parts)
    known = f"SELECT id FROM ({exact[0]})"  # noqa: S608
    loose = f"SELECT id, score FROM ({sql}) WHERE id NOT IN ({known})"  # noqa: S608
    return loose, params + exact[1]


def _matching(expression: str) -> Sql:
    sql = f"SELECT rowid AS id, {SCORE} AS score FROM search_fts WHERE search_fts MATCH %s"  # noqa: S608
    return sql, [expression]


def _at_address(citation: Citation, expression: str | None) -> Sql:
    where, params = "d.eid_article = %s", [citation.article]
    if citation.clause:
        where, params = f"{where} AND d.eid_clause = %s", [*params, citation.clause]
    if citation.points:
        places = ", ".join(["%s"] * len(citation.points))
        where, params = f"{where} AND d.eid_point IN ({places})", [*params, *citation.points]
    if expression is None:
        return f"SELECT d.id, {AT_ADDRESS} AS score FROM search_searchdoc d WHERE {where}", params  # noqa: S608
    # CROSS JOIN keeps the full text in front; the planner would walk all rows instead.
    sql = (
        f"SELECT d.id, {AT_ADDRESS} + {SCORE} AS score FROM search_fts"  # noqa: S608
        f" CROSS JOIN search_searchdoc d ON d.id = search_fts.rowid"
        f" WHERE search_fts MATCH %s AND {where}"
    )
    return sql, [expression, *params]


def _best_of(parts: Sequence[Sql]) -> Sql:
    if not parts:
        return "SELECT 0 AS id, 0.0 AS score WHERE 0", []
    if len(parts) == 1:
        return parts[0]
    union = " UNION ALL ".join(sql for sql, _ in parts)
    params = [param for _, part in parts for param in part]
    return f"SELECT id, MIN(score) AS score FROM ({union}) GROUP BY id", params  # noqa: S608


def _rows(access: Access, *conditions: models.Q, heading: str = "") -> Sql:
    """The rows open to the person, as a query to join with."""
    rows = (
        SearchDoc.objects.open_to(access)
        .filter(*conditions)
        .annotate(lead=_lead(heading))
        .values(
            "lead",
            "id",
            "kind",
            "object_id",
            "group_key",
            "position",
            "updated_at",
            "draft_id",
            "document_type",
            "field",
            "agency_id",
            "year",
            "opinion_kind",
            "answer",
            draft=Coalesce("draft_id", 0),
            version=Coalesce("version_id", 0),
        )
    )
    sql, params = rows.query.sql_with_params()
    return sql, list(params)


def _lead(heading: str) -> models.Expression:
    if " " not in heading:
        return Value(0.0)
    return Case(
        *(
            When(kind=kind, eid_clause="", title_folded__contains=heading, then=Value(lead))
            for kind, lead in CALLED_SO.items()
        ),
        default=Value(0.0),
        output_field=models.FloatField(),
    )


def _cells(matches: Sql, access: Access, query: SearchQuery) -> list[Cell]:
    """How many rows have which values of the facets; one pass for all of them."""
    rows, row_params = _rows(access, period(query))
    columns = ", ".join(f"d.{FACETS[name]}" for name in counted_facets(query))
    columns = columns or "NULL"
    sql = (
        f"WITH m AS MATERIALIZED ({matches[0]}) SELECT {columns}, COUNT(*)"  # noqa: S608
        f" FROM m CROSS JOIN ({rows}) d ON d.id = m.id GROUP BY {columns}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, matches[1] + row_params)
        return [
            (tuple("" if value is None else str(value) for value in values), number)
            for *values, number in cursor.fetchall()
        ]


def _page_of_some(
    matches: Sql, access: Access, query: SearchQuery, after: Cursor | None
) -> list[RawHit]:
    """Rows with some of the words have no order but their relevance."""
    found = _page(matches, access, replace(query, sort="relevance"), after)
    return [replace(hit, approximate=True) for hit in found]


def _page(
    matches: Sql, access: Access, query: SearchQuery, after: Cursor | None, heading: str = ""
) -> list[RawHit]:
    """One more than was asked for, so that the caller knows whether there is a next page."""
    rows, row_params = _rows(access, selection(query), heading=heading)
    columns, direction = SORTS[query.sort]
    keys = ", ".join(columns)
    sql = (
        f"WITH m AS MATERIALIZED ({matches[0]})"  # noqa: S608
        f" SELECT d.kind, d.object_id, d.group_key, {keys}"
        f" FROM m CROSS JOIN ({rows}) d ON d.id = m.id"
    )
    params = matches[1] + row_params
    if after is not None and len(after.key) == len(columns):
        beyond = "<" if direction == "DESC" else ">"
        sql += f" WHERE ({keys}) {beyond} ({', '.join(['%s'] * len(columns))})"
        params += after.key
    order = ", ".join(f"{column} {direction}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY {order} LIMIT %s", [*params, query.size + 1])
        return [
            RawHit(kind, object_id, group_key, False, tuple(key))
            for kind, object_id, group_key, *key in cursor.fetchall()
        ]


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
