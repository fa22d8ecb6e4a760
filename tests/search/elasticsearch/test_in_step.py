"""Elasticsearch hears of every change, of none that did not happen, and of each as it is now."""

import pytest
from django.db import transaction
from django_q.models import OrmQ

from cms import clock
from search import outbox
from search.access import Access, Visibility
from search.documents.port import remove_rows, update_rows, words_of, write_rows
from search.engines.elasticsearch import ElasticsearchEngine, Write, apply_writes
from search.models import OutboxEntry, SearchDoc
from search.outbox import noting
from search.query import SearchQuery, parse

pytestmark = [pytest.mark.elasticsearch, pytest.mark.both_databases]

NOBODY = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
COMPILER = Access(acts_for=frozenset({9}), writes_for=frozenset({9}), compiles_for=frozenset({9}))


def row(number=1, body="thời hạn trả lời", **values):
    values = {"visibility": Visibility.PUBLIC, "updated_at": clock.now()} | values
    return SearchDoc(kind="provision", object_id=number, **values, **words_of("", body))


def found(typed="thời hạn", access=NOBODY):
    """What the server itself finds, whatever waits."""
    page = ElasticsearchEngine().search(parse(typed, {}), access, SearchQuery(typed), None)
    return [hit.object_id for hit in page.hits if not hit.approximate]


def test_a_row_is_found_once_it_was_sent(in_step):
    write_rows([row()])
    assert found() == []

    in_step()

    assert found() == [1]


def test_a_changed_row_is_found_by_its_new_words_only(in_step):
    write_rows([row()])
    in_step()

    write_rows([row(body="lệ phí")])
    in_step()

    assert (found("thời hạn"), found("lệ phí")) == ([], [1])


def test_a_removed_row_is_gone_and_stays_so_when_an_old_message_comes_late(in_step):
    write_rows([row()])
    in_step()
    late = Write("provision", 1, SearchDoc.objects.get().revision, SearchDoc.objects.get())

    remove_rows("provision", [1])
    in_step()
    outcome = apply_writes([late])

    assert (found(), outcome.again, outcome.never) == ([], {}, {})
    assert outbox.compare().keys == []


def test_a_removed_row_that_comes_back_is_found_again(in_step):
    write_rows([row()])
    remove_rows("provision", [1])
    write_rows([row()])
    in_step()

    assert found() == [1]


def test_a_row_that_turns_internal_leaves_the_public_index(in_step):
    write_rows([row(lead_agency_id=9)])
    in_step()

    update_rows(SearchDoc.objects.all(), visibility=Visibility.COMPILERS)
    in_step()

    assert (found(), found(access=COMPILER)) == ([], [1])
    assert outbox.compare().keys == []


def test_what_is_rolled_back_is_not_sent(in_step):
    with transaction.atomic():
        write_rows([row()])
        transaction.set_rollback(True)
    in_step()

    assert (OutboxEntry.objects.count(), found()) == (0, [])


def test_a_change_wakes_the_worker_when_it_is_certain(in_step, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_rows([row(1)])
        update_rows(SearchDoc.objects.all(), position=2)
        assert OrmQ.objects.count() == 0

    # Once: what it was woken for is all there is to send.
    (woken,) = OrmQ.objects.all()
    assert woken.func() == "search.outbox.send_waiting"


def test_a_change_that_is_rolled_back_wakes_nobody(in_step, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        write_rows([row(1)])
        transaction.set_rollback(True)

    assert OrmQ.objects.count() == 0


def test_a_thing_without_a_row_is_not_noted_when_it_goes(in_step):
    remove_rows("provision", [1, 2, 3])

    assert OutboxEntry.objects.count() == 0


def test_nothing_is_noted_where_there_is_no_elasticsearch(db):
    write_rows([row()])
    remove_rows("provision", [1])

    assert OutboxEntry.objects.count() == 0


def test_revisions_of_a_row_only_rise(in_step):
    revisions = []
    for body in ("thời hạn", "lệ phí", "hồ sơ"):
        write_rows([row(body=body)])
        revisions.append(SearchDoc.objects.get().revision)

    assert revisions == sorted(set(revisions))
    assert revisions[-1] == OutboxEntry.objects.latest("pk").pk


def test_two_senders_at_once_do_no_harm(in_step):
    write_rows([row()])
    behind = outbox.sending.writes_for([("provision", 1)])
    write_rows([row(body="lệ phí")])
    in_step()

    apply_writes(behind)
    apply_writes(outbox.sending.writes_for([("provision", 1)]))

    assert outbox.compare().keys == []


def test_what_waits_is_not_found_in_its_old_state(in_step):
    write_rows([row()])
    in_step()
    update_rows(SearchDoc.objects.all(), visibility=Visibility.COMPILERS)

    answer = outbox.ask(parse("thời hạn", {}), NOBODY, SearchQuery("thời hạn"), lambda _: None)

    assert (answer.engine, answer.page.hits, answer.page.total) == ("elasticsearch", (), 0)
    assert {name: counts for name, counts in answer.page.facets.items() if counts} == {}


def test_the_database_answers_when_too_much_waits_to_be_left_out(in_step, monkeypatch):
    monkeypatch.setattr(noting, "MOST_WAITING", 3)
    write_rows([row(number) for number in range(1, 5)])

    answer = outbox.ask(parse("thời hạn", {}), NOBODY, SearchQuery("thời hạn"), lambda _: None)

    assert (answer.is_fallback, answer.page.total) == (True, 4)
    in_step()
    answer = outbox.ask(parse("thời hạn", {}), NOBODY, SearchQuery("thời hạn"), lambda _: None)
    assert (answer.engine, answer.is_fallback, answer.page.total) == ("elasticsearch", False, 4)


def test_verifying_finds_what_is_missing_stale_and_surplus_and_mends_it(in_step, capsys):
    write_rows([row(number) for number in (1, 2, 3)])
    in_step()
    SearchDoc.objects.filter(object_id=1).delete()
    SearchDoc.objects.filter(object_id=2).update(revision=10_000)
    SearchDoc.objects.bulk_create([row(4)])

    broken = outbox.compare()
    outbox.mend(broken.keys)
    in_step()

    assert broken.surplus == [("provision", 1)]
    assert broken.stale == [("provision", 2)]
    assert broken.missing == [("provision", 4)]
    assert sorted(found()) == [2, 3, 4]
    assert outbox.compare().missing == outbox.compare().surplus == []


def test_a_row_the_server_will_never_take_is_counted_and_left_out(in_step):
    write_rows([row(position=5)])
    in_step()
    # Only text can be refused: here a name no mapping has.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "search.engines.elasticsearch.writing.document_of", lambda row: {"unknown": 1}
        )
        write_rows([row(body="lệ phí")])
        sent = outbox.send_waiting()

    assert (sent.taken, sent.refused) == (0, 1)
    assert outbox.health().refused == 1
    assert outbox.waiting_keys() == [("provision", 1)]
    assert outbox.send_waiting().taken == 0


def test_a_row_the_server_will_take_later_waits_longer_each_time(in_step, monkeypatch):
    write_rows([row()])
    first = OutboxEntry.objects.get()
    outcome = outbox.sending.Outcome(again={("provision", 1): "429 too busy"})
    waits = []
    for _ in range(3):
        now = clock.now()
        outbox.sending.settle([first], outcome, now)
        first.refresh_from_db()
        waits.append(round((first.due_at - now).total_seconds()))

    assert waits == [2, 4, 8]
    assert (first.sent_at, first.error) == (None, "429 too busy")
