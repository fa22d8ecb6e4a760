"""Rows and documents compared by number and version, both ways; at night without being asked."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from cms import clock
from search.access import Visibility
from search.engines.elasticsearch import EngineDown, Indices
from search.engines.elasticsearch.indices import INTERNAL, PUBLIC
from search.engines.port import Key
from search.models import IndexRebuild, OutboxEntry, SearchDoc
from search.outbox.noting import note

logger = logging.getLogger(__name__)

NAME = "search verify"
# When hardly anybody writes or searches.
HOUR = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """`missing` rows have no document, `stale` ones another version or the other index's
    visibility, `surplus` documents no row. What waits to be sent is none of them."""

    rows: int = 0
    documents: int = 0
    missing: list[Key] = field(default_factory=list)
    stale: list[Key] = field(default_factory=list)
    surplus: list[Key] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        return [*self.missing, *self.stale, *self.surplus]


@dataclass(frozen=True, slots=True)
class Health:
    waiting: int
    refused: int
    oldest_seconds: float
    is_rebuilding: bool
    is_database_alone: bool


def compare() -> Difference:
    """Raises: EngineDown."""
    began = clock.now()
    Indices().refresh()
    documents: dict[Key, set[tuple[int, str]]] = {}
    for stored in Indices().stored():
        place = documents.setdefault((stored.kind, stored.object_id), set())
        place.add((stored.version, stored.scope))
    rows = {
        (kind, object_id): (revision, PUBLIC if visibility == Visibility.PUBLIC else INTERNAL)
        for kind, object_id, revision, visibility in SearchDoc.objects.values_list(
            "kind", "object_id", "revision", "visibility"
        ).iterator(chunk_size=5000)
    }
    # What was on its way while both were read may differ.
    moving = set(OutboxEntry.objects.since(began).values_list("kind", "object_id"))
    return Difference(
        rows=len(rows),
        documents=len(documents),
        missing=[key for key in rows if key not in documents and key not in moving],
        stale=[
            key
            for key, row in rows.items()
            if key in documents and documents[key] != {row} and key not in moving
        ],
        surplus=[key for key in documents if key not in rows and key not in moving],
    )


@transaction.atomic
def mend(keys: Iterable[Key]) -> None:
    """Note the rows anew, with a higher revision; the sender does the rest."""
    wanted: dict[str, list[int]] = {}
    for kind, object_id in keys:
        wanted.setdefault(kind, []).append(object_id)
    for kind, ids in sorted(wanted.items()):
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            list(SearchDoc.objects.of(kind, some).select_for_update().values_list("pk"))
            note(kind, some)


def health() -> Health:
    waiting = OutboxEntry.objects.waiting()
    oldest = waiting.order_by("pk").first()
    rebuilds = list(IndexRebuild.objects.all())
    return Health(
        waiting=waiting.count(),
        refused=waiting.refused().count(),
        oldest_seconds=(clock.now() - oldest.noted_at).total_seconds() if oldest else 0.0,
        is_rebuilding=bool(rebuilds),
        is_database_alone=any(rebuild.is_swapping for rebuild in rebuilds),
    )


def verify_nightly() -> str:
    """Compare, and send again what differs. That anything did is an error in the log: the outbox
    should have told."""
    if not settings.ELASTICSEARCH_URL:
        return "not set up"
    try:
        found = compare()
    except EngineDown as down:
        logger.warning("The search index could not be compared: %s", down)
        return "no answer"
    if found.keys:
        logger.error(
            "The search index differed: %s missing, %s stale, %s surplus; they are sent again",
            *(len(keys) for keys in (found.missing, found.stale, found.surplus)),
        )
        mend(found.keys)
    return f"{found.rows} rows, {len(found.keys)} differed"


def schedule_verifying(**kwargs: object) -> None:
    """Receiver of `post_migrate`."""
    night = timezone.localtime(clock.now()).replace(hour=HOUR, minute=20, second=0, microsecond=0)
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": "search.outbox.verify_nightly",
            "schedule_type": Schedule.DAILY,
            "next_run": night + timedelta(days=1),
        },
    )
