"""Many write the same rows while others search: nobody waits for ever, nothing stale is left."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from cms import clock
from search.access import Access, Visibility
from search.documents.port import remove_rows, update_rows, words_of, write_rows
from search.engines import database_engine
from search.models import SearchDoc
from search.query import SearchQuery, parse

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
KINDS = ("provision", "opinion")
WRITERS, READERS, ROWS = 16, 4, 12


def row(kind, number, word):
    return SearchDoc(
        kind=kind,
        object_id=number,
        visibility=Visibility.PUBLIC,
        updated_at=clock.now(),
        **words_of("Dùng chung", f"lần {word}"),
    )


def found(typed):
    plan, query = parse(typed, {}), SearchQuery(typed, size=100)
    hits = database_engine().search(plan, PUBLIC, query, None).hits
    return {(hit.kind, hit.object_id) for hit in hits if not hit.approximate}


def write_on(writer, times):
    """Rows in any order, as acts happen to touch them."""
    luck = random.Random(writer)
    try:
        for turn in range(times):
            keys = [(kind, number) for kind in KINDS for number in range(ROWS)]
            luck.shuffle(keys)
            chosen = keys[: luck.randint(1, len(keys))]
            what = luck.random()
            if what < 0.7:
                write_rows(row(kind, number, f"w{writer}x{turn}") for kind, number in chosen)
            elif what < 0.85:
                remove_rows(
                    chosen[0][0], [number for kind, number in chosen if kind == chosen[0][0]]
                )
            else:
                update_rows(SearchDoc.objects.filter(kind=chosen[0][0]), position=turn)
    finally:
        connection.close()


def read_on(stop):
    """Every answer is of one moment: never more rows than there can be."""
    try:
        while not stop.is_set():
            assert len(found("dùng chung")) <= len(KINDS) * ROWS
    finally:
        connection.close()


def test_sixteen_writers_and_four_readers_leave_no_stale_row(times):
    stop = Event()
    with ThreadPoolExecutor(WRITERS + READERS) as threads:
        readers = [threads.submit(read_on, stop) for _ in range(READERS)]
        writers = [threads.submit(write_on, n, times(100)) for n in range(WRITERS)]
        try:
            for writer in writers:
                writer.result()
        finally:
            stop.set()
        for reader in readers:
            reader.result()

    there = {(doc.kind, doc.object_id): doc.body_folded for doc in SearchDoc.objects.all()}
    assert found("dùng chung") == set(there)
    for text in set(there.values()):
        assert found(text) == {key for key, body in there.items() if body == text}
