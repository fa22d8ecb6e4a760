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
from search.engines.elasticsearch.wording import Clause, any_word, every_word
from search.engines.port import Cursor, Key, RawHit, RawPage
from search.query import Plan, SearchQuery

# The server's own limit, a little before the client stops waiting.
LIMIT = "900ms"
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
        # Only a first page is filled up; a later one goes on as the first began.
        loose = self.loose if after is None or after.approximate else None
        beyond = after if after is None or not after.approximate else None
        found = self._ask(self.exact, beyond)
        if loose is not None and not found["aggregations"][ALL_ROWS]["doc_count"]:
            some = self._some(loose, self.query, after, counted=True)
            return self._read(some, approximate=True)
        page = self._read(found)
        missing = self.query.size - len(page.hits)
        if loose is not None and missing and len(self.plan.words) > 2:
            rest_of_page = self._some(loose, replace(self.query, size=missing), None)
            more = self._hits(rest_of_page, approximate=True)[:missing]
            return replace(page, hits=(*page.hits, *more))
        return page

    def _some(
        self, loose: Clause, query: SearchQuery, after: Cursor | None, *, counted: bool = False
    ) -> dict[str, Any]:
        """Rows with some of the words have no order but their relevance."""
        query = replace(query, sort="relevance")
        return self._ask(loose, after, query, without=[self.exact], counted=counted)

    def _ask(
        self,
        wording: Clause,
        after: Cursor | None,
        query: SearchQuery | None = None,
        *,
        without: Collection[Clause] = (),
        counted: bool = True,
    ) -> dict[str, Any]:
        query = query or self.query
        sort = SORTS[query.sort]
        narrowing = list(chosen(query).values())
        asked: dict[str, Any] = {
            "query": {
                "bool": {
                    "must": [wording],
                    "filter": self.filter if counted else [*self.filter, *narrowing],
                    "must_not": [*self.exclude, *without],
                }
            },
            # One more than was asked for tells whether there is a next page.
            "size": query.size + 1,
            "sort": sort,
            "docvalue_fields": ["kind", "object_id", "group"],
        }
        if counted:
            asked["aggs"] = counting(query)
        if counted and narrowing:
            asked["post_filter"] = {"bool": {"filter": narrowing}}
        if after is not None and len(after.key) == len(sort):
            asked["search_after"] = list(after.key)
        return self._send(asked, counted=counted)

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

    def _read(self, answer: dict[str, Any], *, approximate: bool = False) -> RawPage:
        hits = self._hits(answer, approximate=approximate)
        shown = hits[: self.query.size]
        return RawPage(
            hits=shown,
            total=answer["hits"]["total"]["value"],
            facets=read_counts(answer["aggregations"], self.query),
            next=shown[-1].cursor if len(hits) > len(shown) else None,
        )

    def _hits(self, answer: dict[str, Any], *, approximate: bool) -> tuple[RawHit, ...]:
        return tuple(
            RawHit(
                kind=hit["fields"]["kind"][0],
                object_id=hit["fields"]["object_id"][0],
                group_key=hit["fields"]["group"][0],
                approximate=approximate,
                key=tuple(hit["sort"]),
            )
            for hit in answer["hits"]["hits"]
        )
