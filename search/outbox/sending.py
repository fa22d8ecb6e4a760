"""What was noted is sent: the rows as they are now, in the order of their changes.

An entry is settled when what it stands for can be found, never before; two senders at once do no
harm, because the engine keeps the higher version.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Max
from django_q.models import Schedule

from cms import clock
from search.engines.elasticsearch import (
    EngineDown,
    Indices,
    Outcome,
    Write,
    apply_writes,
    is_resting,
    recovered,
    rest,
)
from search.engines.port import Key
from search.models import IndexRebuild, OutboxEntry, SearchDoc
from search.outbox.noting import WOKEN

NAME = "search outbox"
BATCH = 1000
# A turn leaves the worker to other jobs after so long.
TURN = 20.0
SLOWEST_RETRY = timedelta(minutes=5)
KEPT = timedelta(days=1)
SWEPT = "search.outbox.swept"
HOURLY = 60 * 60


@dataclass(slots=True)
class Sent:
    """What came of one turn."""

    taken: int = 0
    again: int = 0
    refused: int = 0
    error: str = ""


def send_waiting() -> Sent:
    """Send what is due, until nothing is or the turn is over. A server that fails rests."""
    sent = Sent()
    cache.delete(WOKEN)
    if not _has_work() or is_resting():
        return sent
    until = monotonic() + TURN
    try:
        while monotonic() < until and (entries := _due()):
            _send(entries, sent)
        _sweep()
        recovered()
    except EngineDown as down:
        rest()
        sent.error = str(down)
    return sent


def writes_for(keys: Iterable[Key]) -> list[Write]:
    """The rows of these keys as they are now, each with the highest number noted for it."""
    wanted: dict[str, list[int]] = {}
    for kind, object_id in dict.fromkeys(keys):
        wanted.setdefault(kind, []).append(object_id)
    return list(chain.from_iterable(_writes_of(kind, ids) for kind, ids in wanted.items()))


def schedule_sending(**kwargs: object) -> None:
    """Receiver of `post_migrate`. Changes wake the worker at once; this is for lost calls."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": "search.outbox.send_waiting",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
        },
    )


def settle(entries: Sequence[OutboxEntry], outcome: Outcome, now: datetime) -> None:
    """Taken: sent. Not taken: waiting (again), ever more slowly, or never to be sent."""
    taken, again = [], []
    for entry in entries:
        key = (entry.kind, entry.object_id)
        if reason := outcome.never.get(key) or outcome.again.get(key):
            entry.sent_at = None
            entry.is_refused = key in outcome.never
            entry.error = reason[:200]
            entry.attempts += 1
            entry.due_at = now + min(timedelta(seconds=2**entry.attempts), SLOWEST_RETRY)
            again.append(entry)
        else:
            taken.append(entry.pk)
    OutboxEntry.objects.filter(pk__in=taken).update(sent_at=now, attempts=F("attempts") + 1)
    OutboxEntry.objects.bulk_update(again, ["sent_at", "is_refused", "error", "attempts", "due_at"])


def _has_work() -> bool:
    """Asked first: whether to look if the server is there again is for who needs it."""
    if not settings.ELASTICSEARCH_URL:
        return False
    return cache.get(SWEPT) is None or OutboxEntry.objects.due(clock.now()).exists()


def _due() -> list[OutboxEntry]:
    return list(OutboxEntry.objects.due(clock.now())[:BATCH])


def _send(entries: Sequence[OutboxEntry], sent: Sent) -> None:
    outcome = apply_writes(writes_for((entry.kind, entry.object_id) for entry in entries))
    # Settled entries are searched for in the engine, so they must be findable there.
    Indices().refresh()
    settle(entries, outcome, clock.now())
    sent.refused += len(outcome.never)
    sent.again += len(outcome.again)
    sent.taken += len(entries) - len(outcome.never) - len(outcome.again)


def _writes_of(kind: str, ids: Sequence[int]) -> Iterable[Write]:
    noted = OutboxEntry.objects.filter(kind=kind, object_id__in=ids).order_by()
    newest = dict(noted.values_list("object_id").annotate(Max("pk")))
    # Rows after numbers: a row is never older than the number it is sent with.
    rows = {row.object_id: row for row in SearchDoc.objects.of(kind, ids)}
    for object_id in ids:
        row = rows.get(object_id)
        version = max(newest.get(object_id, 0), row.revision if row else 0)
        yield Write(kind, object_id, version, row)


def _sweep() -> None:
    """Once an hour: entries long settled, and indices that no name leads to."""
    if not cache.add(SWEPT, True, timeout=HOURLY):
        return
    OutboxEntry.objects.filter(sent_at__lt=clock.now() - KEPT).delete()
    if not IndexRebuild.objects.exists():
        drop_old_indices()


def drop_old_indices() -> None:
    """Ten minutes after the change-over no search asks the old ones any more."""
    indices = Indices()
    young = (clock.now() - timedelta(minutes=10)).strftime("%Y%m%d%H%M%S")
    known = indices.generations()
    indices.drop(each for each, in_use in known.items() if not in_use and each < young)
