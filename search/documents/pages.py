"""Pages of plain reading."""

from collections.abc import Collection, Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from cms import clock
from cms.models import StandardPage
from consultation.rules import AnyUser
from search.access import Visibility
from search.documents.port import Found, words_of
from search.models import Kind, SearchDoc


class PageSource:
    kind = Kind.PAGE

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        for page in StandardPage.objects.live().public().filter(**conditions):
            yield SearchDoc(
                kind=self.kind,
                object_id=page.pk,
                visibility=Visibility.PUBLIC,
                updated_at=page.last_published_at or clock.now(),
                **words_of(page.title, _text(page)),
            )

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        pages = StandardPage.objects.live().public().filter(pk__in=ids)
        return {
            page.pk: Found(page, str(page.pk), page.title, _text(page), "", page.url or "")
            for page in pages
        }


def _text(page: StandardPage) -> str:
    blocks = [block.value.source for block in page.body if block.block_type == "text"]
    # A tag ends a word: "<p>a</p><p>b</p>" is two.
    return unescape(strip_tags("\n".join(blocks).replace("<", " <"))).strip()
