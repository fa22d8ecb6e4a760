"""Hits as the screen shows them: parts of one article together, the cited place by itself."""

from itertools import groupby

from cms.models import Provision
from search.documents.provisions import address_of
from search.finder import Hit, Page
from search.query import Citation


def group_hits(hits: list[Hit]) -> list[list[Hit]]:
    """Hits of one article together, at the place of the best of them."""
    first: dict[str, int] = {}
    for at, hit in enumerate(hits):
        first.setdefault(hit.group or f"{hit.kind} {hit.id}", at)

    def place(hit: Hit) -> int:
        return first[hit.group or f"{hit.kind} {hit.id}"]

    return [list(group) for _place, group in groupby(sorted(hits, key=place), key=place)]


def cited_group(page: Page, groups: list[list[Hit]]) -> list[Hit] | None:
    """The first group, if it is what was cited: an article, a clause, a point."""
    if page.citation is None or not groups:
        return None
    return groups[0] if _is_cited(groups[0][0], page.citation) else None


def _is_cited(hit: Hit, citation: Citation) -> bool:
    if not isinstance(hit.thing, Provision):
        return False
    place = address_of(hit.thing.eid)
    return (
        place.get("eid_article") == citation.article
        and (not citation.clause or place.get("eid_clause") == citation.clause)
        and (not citation.points or place.get("eid_point") in citation.points)
    )
