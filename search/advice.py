"""When no text has every word: what could be left out, and how much would then be found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from consultation.rules import AnyUser
from search.finder import search
from search.query import Facet, SearchQuery, parse

QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))
Drop = Literal["quotes", "facet", "days", "all", "place"]


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
    bare = " ".join(query.text.translate(QUOTES).split())
    chosen = [name for name, values in query.facets.items() if values]
    is_quoted, has_days = bare != query.text, bool(query.since or query.until)
    if is_quoted:
        yield "quotes", None, replace(query, text=bare)
    for name in chosen:
        yield "facet", name, replace(query, facets={**query.facets, name: ()})
    if has_days:
        yield "days", None, replace(query, since=None, until=None)
    if is_quoted + len(chosen) + has_days > 1:
        yield "all", None, SearchQuery(bare)
    for wider in _wider_places(query):
        yield "place", None, replace(query, text=wider)


def _wider_places(query: SearchQuery) -> Iterator[str]:
    """A point that is not there may be sought in its clause, a clause in its article."""
    plan = parse(query.text, {})
    if plan.citation is None or plan.words or plan.phrases:
        return
    article = f"Điều {plan.citation.article}"
    if plan.citation.points and plan.citation.clause:
        yield f"khoản {plan.citation.clause} {article}"
    if plan.citation.points or plan.citation.clause:
        yield article
