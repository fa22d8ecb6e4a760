"""Every row with all words, every count and every facet is the one the contract works out."""

import pytest

from cms import clock
from search import outbox
from search.access import Visibility
from search.documents.port import words_of, write_rows
from search.engines import database_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch import engine as asked_engine
from search.models import SearchDoc
from search.query import SearchQuery, parse
from tests.search.engines.contract import ABBREVIATIONS, COMPILER, PUBLIC, check, questions
from tests.search.engines.contract import rows as rows_of_contract
from tests.search.question import CHANCE, QUESTION

pytestmark = [pytest.mark.elasticsearch, pytest.mark.both_databases]


@pytest.fixture
def known(db, elsewhere):
    rows = rows_of_contract()
    write_rows(rows)
    database_engine().rebuild()
    outbox.rebuild_index()
    return rows


def ask(typed, access=COMPILER, after=None, engine=None, **values):
    query = SearchQuery(typed, **values)
    engine = engine or ElasticsearchEngine()
    return engine.search(parse(typed, ABBREVIATIONS), access, query, after)


def test_elasticsearch_finds_and_counts_what_the_contract_does(known):
    engine = ElasticsearchEngine()

    for question in questions():
        check(engine, question, known)


@pytest.mark.parametrize("sort", ["relevance", "newest", "position"])
@pytest.mark.parametrize("typed", ["hồ sơ", "hồ sơ lệ phí xyz"])
def test_pages_follow_each_other_without_gap_or_repeat(known, sort, typed):
    whole = pages(typed, sort, size=100)

    assert pages(typed, sort, size=7) == whole
    assert len(set(whole)) == len(whole) > 30


def pages(typed, sort, size):
    seen, after = [], None
    while True:
        page = ask(typed, sort=sort, size=size, after=after)
        seen += [(hit.kind, hit.object_id) for hit in page.hits]
        after = page.next
        if after is None:
            return seen


@pytest.mark.parametrize("sort", ["newest", "position"])
def test_rows_stand_in_the_same_order_when_one_is_asked_for(known, sort):
    ours, theirs = (
        [(hit.kind, hit.object_id) for hit in ask("hồ sơ", engine=engine, sort=sort, size=100).hits]
        for engine in (ElasticsearchEngine(), database_engine())
    )

    assert len(ours) > 30
    assert ours == theirs


def test_what_stands_at_a_cited_address_comes_first(known):
    first = ask("khoản 2 Điều 5", PUBLIC).hits[0]
    row = SearchDoc.objects.get(kind=first.kind, object_id=first.object_id)

    assert (row.kind, row.eid_article, row.eid_clause, row.eid_point) == (
        "provision",
        "5",
        "2",
        "",
    )


def test_nearest_rows_are_counted_as_they_are_found(known):
    """No row has all the words: the best with some, their number and the counts of just these."""
    page = ask("hồ sơ lệ phí xyz", PUBLIC, size=100, wanted_facets=("kind",))
    narrowed = ask(
        "hồ sơ lệ phí xyz",
        PUBLIC,
        size=100,
        wanted_facets=("kind",),
        facets={"kind": ("opinion",)},
    )

    assert {hit.approximate for hit in page.hits} == {True}
    assert page.total == sum(page.facets["kind"].values())
    assert narrowed.facets == page.facets
    assert narrowed.total == page.facets["kind"]["opinion"]
    assert {hit.kind for hit in narrowed.hits} == {"opinion"}


def test_no_more_than_the_nearest_rows_are_looked_at(known, monkeypatch):
    monkeypatch.setattr(asked_engine, "MOST_NEAR", 5)

    page = ask("hồ sơ lệ phí xyz", size=3)
    last = ask("hồ sơ lệ phí xyz", size=3, after=page.next)

    assert (page.total, len(page.hits), len(last.hits), last.next) == (5, 3, 2, None)


def test_a_word_longer_than_the_server_takes_is_told_from_another(db, elsewhere):
    words = [f"{'a' * 300}{last}" for last in "bcd"]
    write_rows(
        SearchDoc(
            kind="provision",
            object_id=number,
            visibility=Visibility.PUBLIC,
            updated_at=clock.now(),
            **words_of("", word),
        )
        for number, word in enumerate(words)
    )
    outbox.rebuild_index()

    found = [[hit.object_id for hit in ask(word).hits] for word in words]

    assert found == [[0], [1], [2]]


def test_of_a_question_the_best_answer_comes_first_though_a_word_is_missing(put, elsewhere):
    chance = put("Điều 41. Hợp đồng", CHANCE)
    meant = put("Điều 42. Quyền của bên cầm cố", "Cầm cố.")
    for number in range(30):
        put(f"Điều {number}. Điều khoản khác", f"Nội dung thứ {number} không liên quan.")
    outbox.rebuild_index()

    page = ask(QUESTION, access=PUBLIC)

    assert [hit.object_id for hit in page.hits[:2]] == [meant, chance]
    assert [hit.approximate for hit in page.hits[:2]] == [True, False]
