"""A whole result, page by page: for files, for feeds, for what is new."""

from collections.abc import Iterator
from dataclasses import replace

from consultation.rules import AnyUser
from search.finder import LARGEST_PAGE, Hit, search
from search.query import SearchQuery


def each_hit(user: AnyUser, query: SearchQuery, *, most: int) -> Iterator[Hit]:
    """The hits with every word, as the person sees them; at most so many, none twice."""
    query = replace(query, after="", size=min(most, LARGEST_PAGE))
    given: set[tuple[str, str]] = set()
    while True:
        page = search(user, query)
        for hit in page.hits:
            if len(given) >= most:
                return
            if not hit.approximate and (hit.kind, hit.id) not in given:
                given.add((hit.kind, hit.id))
                yield hit
        # The nearest only fill up a last page, or are all there is.
        if page.relaxed or not page.next:
            return
        query = replace(query, after=page.next)
