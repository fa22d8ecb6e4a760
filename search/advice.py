"""When no text has every word: what could be left out, and how much would then be found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from consultation.rules import AnyUser
from search.finder import search
from search.query import Facet, SearchQuery

QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))
Drop = Literal["quotes", "facet", "days", "all"]


@dataclass(frozen=True, slots=True)
class WayOut:
    """`facet` is the one that is dropped, if one is."""

    drop: Drop
    facet: Facet | None
    query: SearchQuery
    total: int


def ways_out(user: AnyUser, query: SearchQuery) -> list[WayOut]:
    """Only what leads to something; one search for each thing that could be dropped."""
    found = []
    for drop, facet, easier in _easier(query):
        page = search(user, replace(easier, after="", size=1, wanted_facets=()))
        total = 0 if page.relaxed else page.total
        if total:
            found.append(WayOut(drop, facet, easier, total))
    return found


def _easier(query: SearchQuery) -> Iterator[tuple[Drop, Facet | None, SearchQuery]]:
    chosen = [name for name, values in query.facets.items() if values]
    bare = query.text.translate(QUOTES)
    if bare != query.text:
        yield "quotes", None, replace(query, text=" ".join(bare.split()))
    for name in chosen:
        yield "facet", name, replace(query, facets={**query.facets, name: ()})
    if query.since or query.until:
        yield "days", None, replace(query, since=None, until=None)
    if len(chosen) + bool(query.since or query.until) > 1:
        yield "all", None, replace(query, facets={}, since=None, until=None)
