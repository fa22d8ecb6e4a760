"""New indices while people write and search: nothing is stale, missing or back from the dead."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection

from cms import clock
from search import outbox
from search.access import Access, Visibility
from search.documents.port import remove_rows, words_of, write_rows
from search.engines.elasticsearch import ElasticsearchEngine, Indices
from search.models import OutboxEntry, SearchDoc
from search.outbox import sending
from search.query import SearchQuery, parse

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
]
NOBODY = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
WORDS = ["thời hạn", "trả lời", "hồ sơ", "lệ phí", "cơ quan", "tiếp nhận", "thủ tục"]
WRITERS, AT_ONCE = 3, 10
A_SECOND = 320


def row(number, body="thời hạn trả lời", visibility=Visibility.PUBLIC):
    return SearchDoc(
        kind="provision",
        object_id=number,
        visibility=visibility,
        updated_at=clock.now(),
        **words_of("", body),
    )


def write_on(number, rows, a_second, stop, count):
    """One person who changes, hides and removes things, ten at a time, at a steady pace."""
    chance = random.Random(number)
    began, written = time.monotonic(), 0
    try:
        while not stop.is_set():
            own = chance.sample(range(number, rows, WRITERS), AT_ONCE)
            if chance.random() < 0.3:
                remove_rows("provision", own)
            else:
                hidden = chance.random() < 0.2
                words = " ".join(chance.sample(WORDS, 5))
                visibility = Visibility.COMPILERS if hidden else Visibility.PUBLIC
                write_rows([row(each, words, visibility) for each in own])
            written += len(own)
            time.sleep(max(0.0, began + written * WRITERS / a_second - time.monotonic()))
    finally:
        count[number] = written / (time.monotonic() - began)
        connection.close()


def send_on(stop):
    try:
        while not stop.is_set():
            outbox.send_waiting()
    finally:
        connection.close()


def search_on(stop, failures):
    """Somebody who searches all the time, and must always be answered."""
    query = SearchQuery("thời hạn")
    try:
        while not stop.is_set():
            answer = outbox.ask(parse(query.text, {}), NOBODY, query, lambda engine: None)
            if answer.page.total == 0:
                failures.append(answer)
    finally:
        connection.close()


def test_nothing_is_lost_while_people_write(elsewhere, times, record_property):
    rows = times(12_000)
    write_rows(row(number) for number in range(rows))
    outbox.rebuild_index()
    stop, rates, failures = Event(), {}, []
    with ThreadPoolExecutor() as threads:
        jobs = [
            threads.submit(write_on, number, rows, times(A_SECOND), stop, rates)
            for number in range(WRITERS)
        ]
        jobs += [threads.submit(send_on, stop), threads.submit(search_on, stop, failures)]
        try:
            for _ in range(2):
                outbox.rebuild_index()
        finally:
            stop.set()
        for job in jobs:
            job.result()
    send_the_rest()

    record_property("writes a second", round(sum(rates.values())))
    print(f"{sum(rates.values()):.0f} writes a second")
    assert outbox.health().waiting == 0
    assert outbox.compare().keys == []
    assert failures == []


def send_the_rest():
    """Each turn ends after some seconds, on a slow machine before all was sent."""
    for _ in range(20):
        if outbox.health().waiting:
            outbox.send_waiting()


@pytest.fixture
def between(elsewhere):
    """A change that reaches the old index between the first replay and the change-over."""
    write_rows(row(number) for number in range(20))
    outbox.rebuild_index()

    def change(step):
        if step == "change over":
            write_rows([row(1, "lệ phí")])
            remove_rows("provision", [2])
            assert outbox.send_waiting().taken == 2

    return change


def test_a_change_at_the_change_over_is_replayed(between):
    outbox.rebuild_index(between)

    assert outbox.compare().keys == []


def test_without_the_second_replay_that_change_is_lost(between):
    """The control: if this finds nothing lost, the test above proves nothing."""
    outbox.rebuild_index(between, replay_again=False)

    lost = outbox.compare()
    assert (lost.stale, lost.surplus) == ([("provision", 1)], [("provision", 2)])


def test_only_the_database_answers_between_change_over_and_replay(between, monkeypatch):
    engines = []

    def look(step):
        between(step)
        if step in ("copy", "change over", "replay again"):
            query = SearchQuery("thời hạn")
            answer = outbox.ask(parse(query.text, {}), NOBODY, query, lambda engine: None)
            engines.append(answer.is_fallback)

    outbox.rebuild_index(look)

    assert engines == [False, True, True]


def test_a_row_that_was_removed_stays_so_when_a_slow_sender_wakes_up_after(elsewhere):
    write_rows([row(1)])
    outbox.rebuild_index()
    slow = sending.writes_for([("provision", 1)])
    remove_rows("provision", [1])

    outbox.rebuild_index()
    sending.apply_writes(slow)
    Indices().refresh()

    page = ElasticsearchEngine().search(
        parse("thời hạn", {}), NOBODY, SearchQuery("thời hạn"), None
    )
    assert page.hits == ()


def test_what_waited_before_a_rebuild_is_settled_by_it(elsewhere):
    write_rows(row(number) for number in range(30))

    outbox.rebuild_index()

    assert OutboxEntry.objects.waiting().count() == 0
    assert outbox.compare().keys == []


def test_a_second_rebuild_at_the_same_time_is_refused(elsewhere):
    refused = []

    def at_the_same_time(step):
        if step == "copy":
            with pytest.raises(outbox.RebuildUnderWay):
                outbox.rebuild_index()
            refused.append(step)

    outbox.rebuild_index(at_the_same_time)

    assert refused == ["copy"]


def test_old_indices_go_some_minutes_later(elsewhere):
    outbox.rebuild_index()
    outbox.rebuild_index()
    sending.drop_old_indices()
    assert len(Indices().generations()) == 2

    with clock.at(clock.now() + timedelta(minutes=11)):
        sending.drop_old_indices()

    assert list(Indices().generations().values()) == [True]
