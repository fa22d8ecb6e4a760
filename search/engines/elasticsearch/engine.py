"""The search itself: rows with every word, then, where they don't fill a page, with some."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from search.access import Access
from search.engines.elasticsearch.connection import EngineDown, engine_errors, server
from search.engines.elasticsearch.filters import (
    ALL_ROWS,
    chosen,
    counting,
    days,
    excluded,
    is_public,
    may_find,
    read_counts,
)
from search.engines.elasticsearch.indices import INTERNAL, PUBLIC, alias
from search.engines.elasticsearch.wording import Clause, any_word, every_word, near_wishes
from search.engines.port import (
    Cell,
    Cursor,
    Key,
    RawHit,
    RawPage,
    count_facets,
    counted_facets,
    fills_up,
    with_nearest,
)
from search.query import Facet, Plan, SearchQuery

# The server's own limit, a little before the client stops waiting.
LIMIT = "900ms"
SHOWN = ["kind", "object_id", "group"]
# Rows with some of the words that are looked at: the best of them, as in the database.
MOST_NEAR = 400
SORTS: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, {"row": "desc"}],
    "newest": [{"updated": "desc"}, {"row": "desc"}],
    "position": [
        {"draft_order": "asc"},
        {"version_order": "asc"},
        {"position": "asc"},
        {"row": "asc"},
    ],
}


class ElasticsearchEngine:
    """Raises EngineDown where the server does not answer as it should."""

    name = "elasticsearch"

    def search(
        self,
        plan: Plan,
        access: Access,
        query: SearchQuery,
        after: Cursor | None,
        exclude: Collection[Key] = (),
    ) -> RawPage:
        if plan.is_empty:
            return RawPage(facets=count_facets([], query)[1])
        return _Search(plan, access, query, exclude).page(after)


class _Search:
    """One search of one person, in one or two requests."""

    def __init__(
        self, plan: Plan, access: Access, query: SearchQuery, exclude: Collection[Key]
    ) -> None:
        self.plan, self.query = plan, query
        self.index = [alias(PUBLIC)] if is_public(access) else [alias(PUBLIC), alias(INTERNAL)]
        self.filter = [may_find(access), *days(query)]
        self.exclude = excluded(exclude)
        self.exact = every_word(plan)
        self.loose = any_word(plan) if plan.can_relax else None

    def page(self, after: Cursor | None) -> RawPage:
        if after is not None and after.approximate:
            return self._nearest(after)
        found = self._send(self._asked(after), counted=True)
        if self.loose is not None and not all_rows(found):
            return self._nearest(None)
        page = self._read(found)
        missing = self.query.size - len(page.hits)
        if after is None and missing > 0 and fills_up(self.plan) and self.loose is not None:
            near = [hit for hit, _ in self._near_rows(self.query, missing, without=[self.exact])]
            hits = with_nearest(page.hits, near, self.plan, self.query)
            return replace(page, hits=tuple(hits))
        return page

    def _asked(self, after: Cursor | None) -> dict[str, Any]:
        """Rows with every word, all of them counted."""
        sort, narrowing = SORTS[self.query.sort], list(chosen(self.query).values())
        asked: dict[str, Any] = {
            "query": self._of(self.exact, self.filter, self.exclude),
            # One more than was asked for tells whether there is a next page.
            "size": self.query.size + 1,
            "sort": sort,
            "docvalue_fields": SHOWN,
        }
        if counts := counting(self.query):
            asked["aggs"] = counts
        if narrowing:
            asked["post_filter"] = {"bool": {"filter": narrowing}}
        if after is not None and len(after.key) == len(sort):
            asked["search_after"] = list(after.key)
        return asked

    def _nearest(self, after: Cursor | None) -> RawPage:
        """The best rows with some of the words. They have no order but their relevance."""
        query = self.query
        rows = counted = self._near_rows(query, MOST_NEAR)
        if query.wanted_facets and any(query.facets.values()):
            counted = self._near_rows(replace(query, facets={}), MOST_NEAR)
        names = counted_facets(query)
        cells: list[Cell] = [(tuple(facets[name] for name in names), 1) for _, facets in counted]
        hits = [hit for hit, _ in rows if after is None or hit.key < tuple(after.key)]
        shown = tuple(hits[: query.size])
        return RawPage(
            hits=shown,
            total=len(rows),
            facets=count_facets(cells, query)[1],
            next=shown[-1].cursor if len(hits) > len(shown) else None,
        )

    def _near_rows(
        self, query: SearchQuery, most: int, without: Collection[Clause] = ()
    ) -> list[tuple[RawHit, dict[Facet, str]]]:
        """Counted here, from the few that were found: the server then skips all that rank lower."""
        if self.loose is None:
            return []
        narrowed = [*self.filter, *chosen(query).values()]
        names = counted_facets(query)
        asked = {
            "query": self._of(self.loose, narrowed, [*self.exclude, *without]),
            "size": most,
            "docvalue_fields": list(dict.fromkeys([*SHOWN, "row", *names])),
        }
        if wishes := near_wishes(self.plan):
            # To weigh pairs and marks in every row would take twice as long.
            again = {"rescore_query": wishes}
            asked["rescore"] = {"window_size": MOST_NEAR, "query": again}
        found = self._send(asked, counted=False)["hits"]["hits"]
        rows = [
            (read_near(hit), {name: hit["fields"].get(name, [""])[0] for name in names})
            for hit in found
        ]
        return sorted(rows, key=lambda row: row[0].key, reverse=True)

    def _of(self, wording: Clause, filters: list[Clause], without: list[Clause]) -> Clause:
        return {"bool": {"must": [wording], "filter": filters, "must_not": without}}

    def _send(self, asked: dict[str, Any], *, counted: bool) -> dict[str, Any]:
        with engine_errors():
            # Rows of two indices compare only if both count a word's rows together.
            how = "dfs_query_then_fetch" if len(self.index) > 1 else "query_then_fetch"
            answer = server().search(
                index=self.index,
                allow_partial_search_results=False,
                search_type=how,
                source=False,
                timeout=LIMIT,
                track_total_hits=counted,
                **asked,
            )
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineDown("answered in part")
        return answer.body

    def _read(self, answer: dict[str, Any]) -> RawPage:
        hits = [read_hit(hit) for hit in answer["hits"]["hits"]]
        shown = tuple(hits[: self.query.size])
        return RawPage(
            hits=shown,
            total=answer["hits"]["total"]["value"],
            facets=read_counts(answer.get("aggregations", {}), self.query),
            next=shown[-1].cursor if len(hits) > len(shown) else None,
        )


def all_rows(answer: dict[str, Any]) -> int:
    """Rows with every word, whatever facets are chosen."""
    counted = answer.get("aggregations", {}).get(ALL_ROWS)
    return counted["doc_count"] if counted else answer["hits"]["total"]["value"]


def read_hit(hit: dict[str, Any]) -> RawHit:
    return _hit(hit["fields"], approximate=False, key=tuple(hit["sort"]))


def read_near(hit: dict[str, Any]) -> RawHit:
    fields = hit["fields"]
    return _hit(fields, approximate=True, key=(hit["_score"], fields["row"][0]))


def _hit(
    fields: dict[str, Any], *, approximate: bool, key: tuple[float | int | str, ...]
) -> RawHit:
    kind, object_id, group_key = (fields[name][0] for name in SHOWN)
    return RawHit(kind, object_id, group_key, approximate, key)
