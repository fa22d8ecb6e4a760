"""New indices beside the old ones, while searches and changes go on.

The order matters: mark, create, copy, replay, change over, replay again. What the sender told the
old index around the change-over would be lost without the second replay.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import timedelta
from time import sleep

from django.db import transaction
from django.db.models import Max

from cms import clock
from search.engines.elasticsearch import EngineDown, Indices, apply_writes, copy_rows
from search.engines.port import Key
from search.models import IndexRebuild, OutboxEntry, SearchDoc
from search.outbox.sending import BATCH, settle, writes_for

Told = Callable[[str], None]

# A sender gives up after half of it; the rest is for two machines' clocks.
MARGIN = timedelta(minutes=1)
ABANDONED = timedelta(minutes=5)
# A search that began before the change-over was announced has given up by then.
LONGEST_SEARCH = 1.5
COPIED_AT_ONCE = 2000
# More than so many are no oddity of a row.
MOST_REFUSED = 100


class RebuildUnderWay(Exception):
    """Another process is at it."""


def rebuild_index(told: Told = lambda step: None, *, replay_again: bool = True) -> int:
    """Indices of a new generation with every row; how many rows were copied.

    `replay_again=False` is for the test that shows what is lost without. Raises: EngineDown,
    RebuildUnderWay.
    """
    indices = Indices()
    rebuild = _begin()
    told("mark")
    try:
        OutboxEntry.objects.waiting().update(copied_by=rebuild.pk)
        indices.create(rebuild.generation)
        told("copy")
        copied = _copy(rebuild)
        told("replay")
        _replay(rebuild)
        indices.finish(rebuild.generation)
        _only_database_answers(rebuild)
        told("change over")
        indices.swap(rebuild.generation)
        told("replay again")
        if replay_again:
            _replay(rebuild, settles=True)
        indices.refresh(rebuild.generation)
    except EngineDown:
        _give_up(rebuild)
        raise
    rebuild.delete()
    return copied


def _begin() -> IndexRebuild:
    now = clock.now()
    with transaction.atomic():
        if IndexRebuild.objects.select_for_update().filter(touched_at__gt=now - ABANDONED).exists():
            raise RebuildUnderWay
        # One that was killed may have left the database to answer alone: so shall this one.
        left = IndexRebuild.objects.filter(is_swapping=True).exists()
        IndexRebuild.objects.all().delete()
        return IndexRebuild.objects.create(
            generation=now.strftime("%Y%m%d%H%M%S%f"),
            began_at=now,
            touched_at=now,
            is_swapping=left,
        )


def _copy(rebuild: IndexRebuild) -> int:
    copied = 0

    def rows() -> Iterator[SearchDoc]:
        """By number, in short reads: a row changed meanwhile is noted, and replayed."""
        nonlocal copied
        last = 0
        while batch := list(SearchDoc.objects.filter(pk__gt=last).order_by("pk")[:COPIED_AT_ONCE]):
            yield from batch
            last, copied = batch[-1].pk, copied + len(batch)
            _touch(rebuild)

    outcome = copy_rows(rows(), rebuild.generation)
    refused = {*outcome.again, *outcome.never}
    if len(refused) > MOST_REFUSED:
        raise EngineDown(f"{len(refused)} rows were refused")
    _note_refused(refused)
    return copied


def _replay(rebuild: IndexRebuild, *, settles: bool = False) -> None:
    """Everything that changed since the mark, as it is now, into the new indices.

    What waited at the mark was copied already, unless its row is gone: that leaves a tombstone.
    What is noted meanwhile is for the next replay, or for the sender: or this would never end.
    """
    newest = OutboxEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    changed = OutboxEntry.objects.since(rebuild.began_at - MARGIN).filter(pk__lte=newest)
    last = 0
    while entries := list(changed.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = entries[-1].pk
        now = clock.now()
        writes = writes_for((entry.kind, entry.object_id) for entry in entries)
        was_copied = {
            (entry.kind, entry.object_id) for entry in entries if entry.copied_by == rebuild.pk
        } - {(entry.kind, entry.object_id) for entry in entries if entry.copied_by != rebuild.pk}
        needed = [
            write
            for write in writes
            if write.row is None or (write.kind, write.object_id) not in was_copied
        ]
        outcome = apply_writes(needed, rebuild.generation)
        if settles:
            Indices().refresh(rebuild.generation)
            settle(entries, outcome, now)
        _touch(rebuild)


def _note_refused(refused: Collection[Key]) -> None:
    """A row the server did not take waits, so that no search relies on its being there."""
    now = clock.now()
    for kind, object_id in refused:
        known = OutboxEntry.objects.waiting().filter(kind=kind, object_id=object_id)
        if not known.update(copied_by=None):
            OutboxEntry.objects.create(kind=kind, object_id=object_id, noted_at=now, due_at=now)


def _only_database_answers(rebuild: IndexRebuild) -> None:
    """Between the change-over and the second replay, what was sent to the old index is not in
    the new one, though it counts as sent: a withdrawn text would be found again."""
    rebuild.is_swapping = True
    rebuild.save(update_fields=["is_swapping"])
    sleep(LONGEST_SEARCH)


def _touch(rebuild: IndexRebuild) -> None:
    IndexRebuild.objects.filter(pk=rebuild.pk).update(touched_at=clock.now())


def _give_up(rebuild: IndexRebuild) -> None:
    """Before the change-over nothing has changed for anybody; after it, only a rebuild helps."""
    if rebuild.is_swapping:
        IndexRebuild.objects.filter(pk=rebuild.pk).update(touched_at=clock.now() - ABANDONED)
        return
    rebuild.delete()
    with suppress(EngineDown):
        Indices().drop([rebuild.generation])
