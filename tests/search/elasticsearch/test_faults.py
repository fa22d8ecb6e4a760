"""A server that is stopped, halted, killed, closed for writing or empty: nobody notices but us."""

import time

import pytest
from django.core.cache import cache

from cms import clock
from search import outbox
from search.access import Access, Visibility
from search.documents.port import words_of, write_rows
from search.engines import database_engine
from search.engines.elasticsearch import EngineDown, Indices
from search.engines.elasticsearch.connection import slow_server
from search.models import OutboxEntry, SearchDoc
from search.outbox import rebuilding, sending
from search.query import SearchQuery, parse
from tests.search.elasticsearch.servers import Victim

pytestmark = pytest.mark.elasticsearch

DATABASE = database_engine().name
NOBODY = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())


@pytest.fixture(scope="session")
def victim():
    victim = Victim()
    try:
        victim.start()
        yield victim
    finally:
        victim.remove()


@pytest.fixture
def server(db, settings, victim, monkeypatch):
    """Elasticsearch is the victim; one row is there, and the server may try again at once."""
    settings.ELASTICSEARCH_URL = victim.url
    settings.ELASTICSEARCH_PREFIX = "faults"
    monkeypatch.setattr(rebuilding, "LONGEST_SEARCH", 0.0)
    write_rows([row(1)])
    outbox.rebuild_index()
    yield victim
    cache.clear()
    Indices().drop(Indices().generations())


def row(number, body="thời hạn trả lời"):
    return SearchDoc(
        kind="provision",
        object_id=number,
        visibility=Visibility.PUBLIC,
        updated_at=clock.now(),
        **words_of("", body),
    )


def ask(typed="thời hạn"):
    return outbox.ask(parse(typed, {}), NOBODY, SearchQuery(typed), lambda engine: None)


def answered():
    """Who answered, and how many rows it found."""
    answer = ask()
    return answer.engine, answer.page.total


def after_its_rest():
    """As if the seconds had passed in which a failed server is left alone."""
    cache.delete_many(["search.elasticsearch.resting", "search.elasticsearch.trying"])


def at_last():
    """The first searches of a server that has just started may take too long."""
    for _ in range(30):
        after_its_rest()
        if (answer := answered())[0] != DATABASE:
            return answer
    return answer


def catch_up():
    after_its_rest()
    OutboxEntry.objects.update(due_at=clock.now())
    return outbox.send_waiting()


def test_a_server_killed_in_the_middle_of_sending_costs_nobody_anything_and_catches_up(
    server, monkeypatch
):
    write_rows(row(number) for number in range(2, 1502))
    batches = []
    send = sending._send

    def send_and_kill(entries, sent):
        if batches:
            server.end("SIGKILL")
        batches.append(len(entries))
        send(entries, sent)

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_send", send_and_kill)
        cut_short = outbox.send_waiting()
    waiting = OutboxEntry.objects.waiting().count()
    write_rows([row(1502)])
    meanwhile = (answered(), ask().is_fallback, outbox.send_waiting().taken)

    server.start()
    caught_up = catch_up()

    assert (batches, cut_short.taken, waiting) == ([1000, 500], 1000, 500)
    assert cut_short.error != ""
    assert meanwhile == ((DATABASE, 1502), True, 0)
    assert (caught_up.error, outbox.health().waiting) == ("", 0)
    assert outbox.compare().keys == []
    assert at_last() == ("elasticsearch", 1502)


def test_a_halted_server_costs_one_second_once(server):
    server.signal("SIGSTOP")
    try:
        write_rows([row(2)])
        began = time.monotonic()
        first = answered()
        first_took = time.monotonic() - began
        began = time.monotonic()
        others = [answered() for _ in range(20)]
        others_took = time.monotonic() - began
    finally:
        server.signal("SIGCONT")

    assert first == (DATABASE, 2)
    assert 0.9 < first_took < 3
    assert set(others) == {(DATABASE, 2)}
    assert others_took < 0.9
    assert catch_up().error == ""
    assert answered() == ("elasticsearch", 2)


def test_only_one_request_tries_a_server_that_failed(server):
    server.signal("SIGSTOP")
    try:
        answered()
        cache.delete("search.elasticsearch.resting")
        began = time.monotonic()
        answered()
        assert time.monotonic() - began > 0.9

        cache.delete("search.elasticsearch.resting")
        cache.add("search.elasticsearch.trying", True)
        began = time.monotonic()
        assert answered() == (DATABASE, 1)
        assert time.monotonic() - began < 0.9
    finally:
        server.signal("SIGCONT")


def test_no_index_yet_means_the_database_answers_and_nothing_is_made_by_guess(server):
    Indices().drop(Indices().generations())
    write_rows([row(2)])

    assert answered() == (DATABASE, 2)
    after_its_rest()
    assert outbox.send_waiting().error.startswith("no index")
    assert Indices().generations() == {}

    after_its_rest()
    outbox.rebuild_index()
    assert answered() == ("elasticsearch", 2)


def test_an_index_closed_for_writing_is_sent_to_again_later(server):
    close_for_writing(True)
    write_rows([row(2)])

    sent = outbox.send_waiting()
    still = answered()
    close_for_writing(False)
    catch_up()

    assert (sent.taken, sent.again, sent.refused) == (0, 1, 0)
    assert still == ("elasticsearch", 1)
    assert answered() == ("elasticsearch", 2)


def close_for_writing(is_closed):
    slow_server().indices.put_settings(
        index=Indices().in_use(), settings={"index.blocks.write": is_closed}
    )


def test_a_search_that_the_server_answers_in_part_is_the_databases(server, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.engine.LIMIT", "0ms")
    monkeypatch.setattr(
        "search.engines.elasticsearch.engine.server", lambda: Partial(slow_server())
    )

    assert answered() == (DATABASE, 1)


class Partial:
    """A server that took too long over one of its parts."""

    def __init__(self, client):
        self.client = client

    def search(self, **asked):
        answer = self.client.search(**(asked | {"timeout": "900ms"}))
        answer.body["timed_out"] = True
        return answer


def test_a_rebuild_that_fails_leaves_the_old_index(server, monkeypatch):
    before = Indices().in_use()

    def fail(rows, generation):
        raise EngineDown("in the middle")

    monkeypatch.setattr(rebuilding, "copy_rows", fail)
    with pytest.raises(EngineDown):
        outbox.rebuild_index()

    assert Indices().in_use() == before
    assert len(Indices().generations()) == 1
    assert answered() == ("elasticsearch", 1)


def test_a_rebuild_cut_short_after_the_change_over_leaves_the_database_to_answer(
    server, monkeypatch
):
    replay = rebuilding._replay

    def fail_the_second_time(rebuild, *, settles=False):
        if settles:
            raise EngineDown("just then")
        replay(rebuild)

    monkeypatch.setattr(rebuilding, "_replay", fail_the_second_time)
    with pytest.raises(EngineDown):
        outbox.rebuild_index()
    monkeypatch.setattr(rebuilding, "_replay", replay)

    assert (answered(), outbox.health().is_database_alone) == ((DATABASE, 1), True)
    outbox.rebuild_index()
    assert (answered(), outbox.health().is_database_alone) == (("elasticsearch", 1), False)
