"""A search as an Atom feed: public text alone, whoever asks."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags

from search.finder import Hit
from search.models import SearchDoc
from search.paging import each_hit
from search.query import SearchQuery

MOST_ENTRIES = 50
# Of a feed without entries, and the year in every entry's id: ids never change.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """`etag` changes exactly when the content does."""

    content: bytes
    etag: str
    updated_at: datetime


def draw_feed(query: SearchQuery, *, title: str, page_url: str, feed_url: str) -> Feed:
    """The newest hits with every word, as a visitor finds them."""
    newest = replace(query, sort="newest", wanted_facets=())
    hits = list(each_hit(AnonymousUser(), newest, most=MOST_ENTRIES))
    changed = _changed_at(hits)
    updated_at = max(changed.values(), default=BEGINNING)
    feed = _DatedFeed(
        title=_printable(title),
        link=_absolute(page_url),
        description="",
        language="vi",
        author_name=settings.SITE_NAME,
        feed_url=_absolute(feed_url),
        feed_guid=_absolute(feed_url),
        updated_at=updated_at,
    )
    for hit in hits:
        feed.add_item(
            title=_printable(hit.title),
            link=_absolute(hit.url),
            description=_printable(strip_tags(hit.snippet_html)),
            unique_id=_id_of(hit),
            updateddate=changed.get((hit.kind, hit.thing.pk), BEGINNING),
            categories=[_printable(hit.context)] if hit.context else [],
        )
    content = feed.writeString("utf-8").encode()
    return Feed(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"', updated_at)


class _DatedFeed(Atom1Feed):
    """Also an empty feed keeps its date: Django's would say "now"."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated_at"]
        return moment


def _changed_at(hits: list[Hit]) -> dict[tuple[str, int], datetime]:
    rows = SearchDoc.objects.filter(
        kind__in={hit.kind for hit in hits}, object_id__in={hit.thing.pk for hit in hits}
    )
    wanted = {(hit.kind, hit.thing.pk) for hit in hits}
    return {
        (kind, pk): at
        for kind, pk, at in rows.values_list("kind", "object_id", "updated_at")
        if (kind, pk) in wanted
    }


def _id_of(hit: Hit) -> str:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"tag:{host},{BEGINNING.year}:{hit.kind}/{hit.id}"


def _printable(text: str) -> str:
    """XML has no control characters and no halves of pairs."""
    return UNPRINTABLE.sub(" ", text)


def _absolute(url: str) -> str:
    return url if urlsplit(url).scheme else f"{settings.BASE_URL}{url}"
