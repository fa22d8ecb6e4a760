"""A change is noted in its own transaction, so that none is told of that did not happen."""

from collections.abc import Collection

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django_q.tasks import async_task

from cms import clock
from search.engines.port import Key
from search.models import OutboxEntry, SearchDoc

BATCH = 500
# With more than so many rows out of step, leaving them out would say too little.
MOST_WAITING = 1000
WOKEN = "search.outbox.woken"


def note(kind: str, object_ids: Collection[int]) -> None:
    """These rows were written, changed or removed, in the transaction that is under way.

    Called after the rows were touched: their locks keep the numbers of two changes in order.
    """
    ids = list(dict.fromkeys(object_ids))
    if not ids or not settings.ELASTICSEARCH_URL:
        return
    now = clock.now()
    entries = [
        OutboxEntry(kind=kind, object_id=object_id, noted_at=now, due_at=now) for object_id in ids
    ]
    OutboxEntry.objects.bulk_create(entries, batch_size=BATCH)
    same_row = OutboxEntry.objects.filter(kind=kind, object_id=OuterRef("object_id"))
    newest = Subquery(same_row.order_by("-pk").values("pk")[:1])
    for start in range(0, len(ids), BATCH):
        SearchDoc.objects.of(kind, ids[start : start + BATCH]).update(revision=newest)
    transaction.on_commit(wake, robust=True)


def waiting_keys() -> list[Key] | None:
    """Rows that the engine knows in an earlier state; None where there are too many to name."""
    waiting = OutboxEntry.objects.waiting().values_list("kind", "object_id").distinct()
    keys = list(waiting[: MOST_WAITING + 1])
    return keys if len(keys) <= MOST_WAITING else None


def wake() -> None:
    """Have the waiting entries sent soon; once a second is enough."""
    if settings.ELASTICSEARCH_URL and cache.add(WOKEN, True, timeout=1):
        async_task("search.outbox.send_waiting", group="search outbox")
