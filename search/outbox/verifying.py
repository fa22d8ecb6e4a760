"""Rows and documents compared, number by number and version by version, both ways."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from cms import clock
from search.access import Visibility
from search.engines.elasticsearch import Indices
from search.engines.elasticsearch.indices import INTERNAL, PUBLIC
from search.engines.port import Key
from search.models import IndexRebuild, OutboxEntry, SearchDoc
from search.outbox.noting import note


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
