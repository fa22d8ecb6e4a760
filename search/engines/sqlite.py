"""Full text in the database file itself: FTS5 over the rows' tokens, ranked by BM25."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from django.db import connection

from search.access import Access
from search.engines.match import any_word
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
    fills_up,
    period,
    selection,
    with_nearest,
)
from search.engines.ranking import Frequencies, hoped_for
from search.engines.sqlite_best import (
    BEST,
    PICKED,
    ROUGHLY,
    WELL,
    Candidate,
    exact_hits,
    near_hits,
    read_candidates,
    weigh,
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
from search.query import Plan, SearchQuery

# What a sort orders by, always to the last difference, and its direction.
SORTS = {
    # As text, as SQLite holds it: a cursor has to be written down.
    "newest": (("CAST(d.updated_at AS TEXT)", "d.id"), "DESC"),
    "position": (
        ("COALESCE(d.draft_id, 0)", "COALESCE(d.version_id, 0)", "d.position", "d.id"),
        "ASC",
    ),
}


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
        return _Search(plan, access, query).page(after)

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


class _Search:
    """One search of one person. Counted without ranking; of the rows found, few are weighed."""

    def __init__(self, plan: Plan, access: Access, query: SearchQuery) -> None:
        self.plan, self.access, self.query = plan, access, query

    @cached_property
    def words(self) -> Frequencies:
        return word_frequencies(self.plan)

    def page(self, after: Cursor | None) -> RawPage:
        cells = self._cells()
        total, facets = count_facets(cells, self.query)
        goes_on_near = after is not None and after.approximate
        if self.plan.can_relax and (goes_on_near or not cells):
            return self._near_page(after)
        hits = self._hits(after, total) if total else []
        if after is None and len(hits) < self.query.size and fills_up(self.plan):
            found = self._picked(total) if total else []
            near = self._near(replace(self.query, wanted_facets=()), besides=found)
            # Weighed together, so that one measure holds for all.
            scores = weigh([*found, *near], self.plan, self.words)
            if self.query.sort == "relevance":
                hits = exact_hits(found, scores[: len(found)])
            hits = with_nearest(hits, near_hits(near, scores[len(found) :]), self.plan, self.query)
        return _raw_page(hits, self.query, total, facets)

    def _hits(self, after: Cursor | None, total: int) -> list[RawHit]:
        """One more than was asked for, so that the caller knows whether there is a next page."""
        if self.query.sort != "relevance":
            return self._sorted(after)
        size = self.query.size + 1
        found = self._picked(total)
        hits = exact_hits(found, weigh(found, self.plan, self.words))
        # One of another shape was given out by an earlier release.
        key = after.key if after and len(after.key) == 3 else (WELL + 1,)
        hits = [hit for hit in hits if hit.key < key]
        if len(hits) < size and len(found) == BEST < total:
            last = min((ROUGHLY, row.rough, row.pk) for row in found)
            hits += self._beyond(min(key, last), size - len(hits))
        return hits[:size]

    def _picked(self, total: int) -> list[Candidate]:
        """The best by their words; with no more than these, none is left to pick from."""
        sql, params = self._rough(is_ranked=total > BEST)
        sql = f"SELECT * FROM ({sql}) ORDER BY rough DESC, pk DESC LIMIT {BEST}"  # noqa: S608
        return read_candidates((sql, params), self.plan)

    def _beyond(self, key: Sequence[float | str], size: int) -> list[RawHit]:
        """What follows the best, in the order they were picked by."""
        sql, params = self._rough(is_ranked=True)
        sql = (
            f"SELECT kind, object_id, group_key, rough, pk FROM ({sql})"  # noqa: S608
            " WHERE (rough, pk) < (%s, %s) ORDER BY rough DESC, pk DESC LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [*params, *key[1:], size])
            return [
                RawHit(kind, object_id, group_key, False, (ROUGHLY, rough, pk))
                for kind, object_id, group_key, rough, pk in cursor.fetchall()
            ]

    def _rough(self, *, is_ranked: bool) -> Sql:
        """Rows with every word, and how well the words fit: BM25 costs the most."""
        matches, params = places(self.plan, scored=is_ranked)
        lead, lead_params = lead_of(self.plan.heading) if is_ranked else ("0.0", [])
        rows, row_params = rows_open_to(self.access, selection(self.query))
        return _picking(f"{lead} - m.score", matches, rows), [*lead_params, *params, *row_params]

    def _sorted(self, after: Cursor | None) -> list[RawHit]:
        columns, direction = SORTS[self.query.sort]
        matches, params = places(self.plan)
        rows, row_params = rows_open_to(self.access, selection(self.query))
        named = ", ".join(f"{column} AS key{at}" for at, column in enumerate(columns))
        sql = (
            f"SELECT d.kind, d.object_id, d.group_key, {named}"  # noqa: S608
            f" FROM ({matches}) m CROSS JOIN ({rows}) d ON d.id = m.id"
        )
        params = [*params, *row_params]
        keys = ", ".join(f"key{at}" for at in range(len(columns)))
        if after is not None and len(after.key) == len(columns):
            beyond = "<" if direction == "DESC" else ">"
            marks = ", ".join(["%s"] * len(columns))
            sql = f"SELECT * FROM ({sql}) WHERE ({keys}) {beyond} ({marks})"  # noqa: S608
            params += after.key
        order = ", ".join(f"key{at} {direction}" for at in range(len(columns)))
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY {order} LIMIT %s", [*params, self.query.size + 1])
            return [
                RawHit(kind, object_id, group_key, False, tuple(key))
                for kind, object_id, group_key, *key in cursor.fetchall()
            ]

    def _near_page(self, after: Cursor | None) -> RawPage:
        """The best rows with some of the words. They have no order but their relevance."""
        rows = counted = self._near(self.query)
        if self.query.wanted_facets and any(self.query.facets.values()):
            counted = self._near(replace(self.query, facets={}))
        names = counted_facets(self.query)
        cells: list[Cell] = [(tuple(row.facets[name] for name in names), 1) for row in counted]
        hits = near_hits(rows, weigh(rows, self.plan, self.words))
        if after is not None and after.approximate:
            hits = [hit for hit in hits if hit.key < after.key]
        return _raw_page(hits, self.query, len(rows), count_facets(cells, self.query)[1])

    def _near(self, query: SearchQuery, besides: Sequence[Candidate] = ()) -> list[Candidate]:
        expression = any_word(self.plan, self.words)
        if expression is None:
            return []
        parts = [matching(expression, scored=True)]
        if self.plan.citation:
            parts.append(at_address(self.plan.citation, expression, score=SCORE))
        matches, params = best_of(parts)
        rows, row_params = rows_open_to(self.access, selection(query))
        known = [row.pk for row in besides]
        sql = (
            f"{_picking('-m.score', matches, rows)}"
            f" WHERE d.id NOT IN ({', '.join(['%s'] * len(known))})"
            f" ORDER BY rough DESC, pk DESC LIMIT {BEST}"
        )
        return read_candidates((sql, [*params, *row_params, *known]), self.plan, near=True)

    def _cells(self) -> list[Cell]:
        """How many rows have which values of the facets; one pass for all of them."""
        matches, params = places(self.plan)
        rows, row_params = rows_open_to(self.access, period(self.query))
        names = counted_facets(self.query)
        # Numbers first: they tell most rows apart, and are compared quickest.
        order = sorted(names, key=lambda name: (not FACETS[name].endswith("_id"), name))
        columns = ", ".join([f"d.{FACETS[name]}" for name in order] or ["NULL"])
        sql = (
            f"SELECT {columns}, COUNT(*) FROM ({matches}) m"  # noqa: S608
            f" CROSS JOIN ({rows}) d ON d.id = m.id GROUP BY {columns}"
        )
        at = [order.index(name) for name in names]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*params, *row_params])
            return [
                (tuple(_text(values[place]) for place in at), number)
                for *values, number in cursor.fetchall()
            ]


def word_frequencies(plan: Plan) -> Frequencies:
    """In how many rows each word stands, and how many rows there are."""
    words = {word for each in hoped_for(plan) if each[0] != "~" for word in each.split("+")}
    marks = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT term, doc FROM search_vocabulary WHERE term IN ({marks})",  # noqa: S608
            sorted(words),
        )
        known: dict[str, int] = dict(cursor.fetchall())
        cursor.execute("SELECT COUNT(*) FROM search_searchdoc")
        return Frequencies(max(cursor.fetchone()[0], 1), 0.0, known)


def _picking(rough: str, matches: str, rows: str) -> str:
    """The columns of a candidate; CROSS JOIN keeps the full text in front."""
    named = {"pk": "d.id AS pk", "rough": f"{rough} AS rough"}
    columns = ", ".join(named.get(name, f"d.{name}") for name in PICKED)
    return f"SELECT {columns} FROM ({matches}) m CROSS JOIN ({rows}) d ON d.id = m.id"  # noqa: S608


def _raw_page(hits: Sequence[RawHit], query: SearchQuery, total: int, facets: Counts) -> RawPage:
    shown = tuple(hits[: query.size])
    more = len(hits) > query.size
    return RawPage(shown, total, facets, shown[-1].cursor if more else None)


def _text(value: object) -> str:
    return "" if value is None else str(value)
