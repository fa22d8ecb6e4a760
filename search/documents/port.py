"""What a kind of thing gives the search: rows to find it by, and itself to be shown."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from consultation.rules import AnyUser
from search import outbox
from search.analysis import tokens
from search.documents.putting import KEY, put
from search.engines import database_engine
from search.models import Kind, SearchDoc, SearchDocQuerySet

BATCH = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A hit's own row, read through what the person may see; texts are cut from here alone.

    `place` and `whole` (title and address): a part of something, such as a clause of an article.
    """

    thing: models.Model
    id: str
    title: str
    text: str
    context: str
    url: str
    place: str = ""
    whole: tuple[str, str] = ("", "")


class Source(Protocol):
    kind: Kind

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        """Rows, not yet written, of the things that meet the conditions and can be found."""

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        """The second lock: of these things, those the person may see."""


def words_of(title: str, body: str) -> dict[str, Any]:
    """The columns of tokens, and how many they are."""
    in_title, in_body = list(tokens(title)), list(tokens(body))
    return {
        "title_folded": " ".join(token.folded for token in in_title),
        "body_folded": " ".join(token.folded for token in in_body),
        "title_exact": " ".join(token.exact for token in in_title),
        "body_exact": " ".join(token.exact for token in in_body),
        "length": len(in_title) + len(in_body),
    }


def year_of(moment: datetime | None) -> int | None:
    return timezone.localdate(moment).year if moment else None


@transaction.atomic
def write_rows(rows: Iterable[SearchDoc]) -> int:
    """Insert or replace rows, in batches; return how many.

    Here and below, rows are locked in one order, so that no two writers wait for each other.
    """
    rows, written = iter(rows), 0
    while batch := sorted(islice(rows, BATCH), key=attrgetter(*KEY)):
        put(batch)
        database_engine().written(batch)
        for kind, ids in _by_kind((row.kind, row.object_id) for row in batch):
            outbox.note(kind, ids)
        written += len(batch)
    return written


@transaction.atomic
def remove_rows(kind: str, object_ids: Collection[int]) -> None:
    """Nothing happens for things without a row."""
    ids = list(object_ids)
    for start in range(0, len(ids), BATCH):
        rows = SearchDoc.objects.of(kind, ids[start : start + BATCH])
        there = rows.order_by("object_id").select_for_update()
        gone = list(there.values_list("object_id", flat=True))
        database_engine().removed(kind, gone)
        SearchDoc.objects.of(kind, gone).delete()
        outbox.note(kind, gone)


@transaction.atomic
def update_rows(rows: SearchDocQuerySet, **values: Any) -> None:
    """Change columns that hold no tokens, such as who may find the rows."""
    locked = rows.order_by(*KEY).select_for_update().values_list("pk", *KEY)
    changed = {pk: (kind, object_id) for pk, kind, object_id in locked}
    pks = list(changed)
    for start in range(0, len(pks), BATCH):
        # Not the rows that meet the conditions by now: those are not locked.
        SearchDoc.objects.filter(pk__in=pks[start : start + BATCH]).update(**values)
    for kind, ids in _by_kind(changed.values()):
        outbox.note(kind, ids)


def rewrite(source: Source, ids: Collection[int]) -> None:
    """Bring the rows of these things in step: written if they can be found, gone if not."""
    if not ids:
        return
    rows = list(source.rows(pk__in=ids))
    write_rows(rows)
    remove_rows(source.kind, set(ids) - {row.object_id for row in rows})


def _by_kind(keys: Iterable[tuple[str, int]]) -> Iterable[tuple[str, list[int]]]:
    ids: dict[str, list[int]] = {}
    for kind, object_id in keys:
        ids.setdefault(kind, []).append(object_id)
    return ids.items()
