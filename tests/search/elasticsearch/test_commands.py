"""Looking after the search server from the command line."""

import pytest
from django.core.management import CommandError, call_command
from django_q.models import Schedule

from cms import clock
from search import outbox
from search.access import Visibility
from search.documents.port import words_of, write_rows
from search.engines.elasticsearch import Indices, writing
from search.engines.elasticsearch.mapping import document_of
from search.models import IndexRebuild, SearchDoc

pytestmark = pytest.mark.elasticsearch


def put(*numbers, body="thời hạn trả lời"):
    write_rows(
        SearchDoc(
            kind="provision",
            object_id=number,
            visibility=Visibility.PUBLIC,
            updated_at=clock.now(),
            **words_of("", body),
        )
        for number in numbers
    )


def told(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out.splitlines()


def test_the_status_names_the_indices_and_what_waits(in_step, capsys):
    put(1, 2)

    lines = told(capsys, "search_status")

    assert lines[1] == f"elasticsearch: {', '.join(Indices().in_use())}"
    assert lines[2].startswith("waiting: 2 (oldest ")
    assert lines[3:] == ["refused: 0"]


def test_the_status_before_the_first_rebuild_says_what_to_run(db, elsewhere, capsys):
    lines = told(capsys, "search_status")

    assert lines[1] == "elasticsearch: no index yet: run rebuild_search; the database answers"


def test_the_status_of_a_server_that_is_down_says_who_answers(db, elsewhere, capsys):
    # Nothing listens there.
    elsewhere.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    lines = told(capsys, "search_status")

    assert lines[1] == "elasticsearch: down (ConnectionError); the database answers"


def test_the_status_tells_of_a_change_over_that_was_cut_short(in_step, capsys):
    now = clock.now()
    IndexRebuild.objects.create(generation="1", began_at=now, touched_at=now, is_swapping=True)

    assert told(capsys, "search_status")[-2:] == [
        "a change-over is under way or was cut short: only the database",
        "answers; if no rebuild is running, run rebuild_search",
    ]


def test_the_status_without_a_search_server_is_the_databases(db, capsys):
    assert told(capsys, "search_status")[1:] == ["elasticsearch: not set up"]


def test_verifying_what_is_in_step_finds_nothing(in_step, capsys):
    put(1, 2, 3)
    in_step()

    assert told(capsys, "search_verify") == [
        "rows: 3, documents: 3",
        "missing: 0",
        "stale: 0",
        "surplus: 0",
    ]


def test_verifying_fails_where_rows_differ_and_mends_them_when_told_to(in_step, capsys):
    put(1, 2)
    in_step()
    SearchDoc.objects.filter(object_id=1).delete()
    SearchDoc.objects.filter(object_id=2).update(revision=10_000)

    with pytest.raises(CommandError, match="--repair"):
        call_command("search_verify")
    found = capsys.readouterr().out.splitlines()
    mended = told(capsys, "search_verify", "--repair")
    in_step()

    assert found == [
        "rows: 1, documents: 2",
        "missing: 0",
        "stale: 1 (provision 2)",
        "surplus: 1 (provision 1)",
    ]
    assert mended[-1] == "sent again: 2"
    assert told(capsys, "search_verify")[1:] == ["missing: 0", "stale: 0", "surplus: 0"]


def test_every_night_rows_and_documents_are_compared_and_mended(in_step, caplog):
    put(1, 2, 3)
    in_step()
    assert outbox.verify_nightly() == "3 rows, 0 differed"
    SearchDoc.objects.filter(object_id=1).delete()

    assert outbox.verify_nightly() == "2 rows, 1 differed"

    assert "0 missing, 0 stale, 1 surplus" in caplog.text
    in_step()
    assert outbox.verify_nightly() == "2 rows, 0 differed"


def test_a_night_without_the_search_server_fails_nothing(db, elsewhere):
    elsewhere.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    assert outbox.verify_nightly() == "no answer"


def test_a_site_without_a_search_server_compares_nothing_at_night(db):
    assert outbox.verify_nightly() == "not set up"
    assert Schedule.objects.get(name="search verify").schedule_type == Schedule.DAILY


def test_verifying_without_a_search_server_has_nothing_to_compare(db, capsys):
    assert told(capsys, "search_verify") == [
        "There is no Elasticsearch: the rows are searched themselves."
    ]


def test_rebuilding_fills_the_indices_from_the_rows_there_are(db, elsewhere, capsys):
    put(1, 2)

    lines = told(capsys, "rebuild_search", "--index-only")

    assert [line.split(" in ")[0] for line in lines] == ["elasticsearch: 2"]
    assert told(capsys, "search_verify")[0] == "rows: 2, documents: 2"


def test_a_row_the_server_refuses_is_told_and_takes_no_other_with_it(db, elsewhere, monkeypatch):
    def document(row):
        made = document_of(row)
        return made | {"unheard_of": 1} if row.object_id == 2 else made

    monkeypatch.setattr(writing, "document_of", document)
    put(1, 2, 3)

    outbox.rebuild_index()

    assert {stored.object_id for stored in Indices().stored()} == {1, 3}
    assert ("provision", 2) in outbox.waiting_keys()


def test_rows_too_large_for_one_request_are_copied_too(db, elsewhere, monkeypatch):
    monkeypatch.setattr(writing, "MOST_BYTES", 1000)
    put(1, 2, 3)

    outbox.rebuild_index()

    assert {stored.object_id for stored in Indices().stored()} == {1, 2, 3}
