"""What a kind of thing gives the search: rows to find it by, and itself to be shown."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from django.db import models

from consultation.rules import AnyUser
from search.analysis import tokens
from search.models import Kind, SearchDoc

BATCH = 500
KEPT = ("kind", "object_id")
CHANGING = [
    field.name for field in SearchDoc._meta.concrete_fields if field.name not in ("id", *KEPT)
]


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


def words_of(title: str, body: str) -> dict[str, str]:
    """The three columns of tokens."""
    in_title, in_body = list(tokens(title)), list(tokens(body))
    return {
        "title_folded": " ".join(token.folded for token in in_title),
        "body_folded": " ".join(token.folded for token in in_body),
        "exact": " ".join(token.exact for token in (*in_title, *in_body)),
    }


def write_rows(rows: Iterable[SearchDoc]) -> int:
    """Insert or replace rows, in batches; return how many."""
    rows, written = iter(rows), 0
    while batch := list(islice(rows, BATCH)):
        SearchDoc.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=KEPT, update_fields=CHANGING
        )
        written += len(batch)
    return written


def rewrite(source: Source, ids: Collection[int]) -> None:
    """Bring the rows of these things in step: written if they can be found, gone if not."""
    if not ids:
        return
    rows = list(source.rows(pk__in=ids))
    gone = set(ids) - {row.object_id for row in rows}
    write_rows(rows)
    if gone:
        SearchDoc.objects.of(source.kind, gone).delete()
