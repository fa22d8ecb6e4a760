"""Whole questions: what answers them best comes first, whether it has every word or not."""

import pytest

from search.access import Access
from search.engines import database_engine
from search.query import SearchQuery, parse
from tests.search.question import CHANCE, QUESTION

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())


def ask(typed, **values):
    query = SearchQuery(typed, **values)
    return database_engine().search(parse(typed, {}), PUBLIC, query, None)


@pytest.fixture
def rows(put):
    """A clause that has every word of the question by chance, and the article that is meant."""
    for number in range(30):
        put(f"Điều {number}. Điều khoản khác", f"Nội dung thứ {number} không liên quan.")
    return put("Điều 41. Hợp đồng", CHANCE), put("Điều 42. Quyền của bên cầm cố", "Cầm cố.")


def test_of_a_question_the_best_answer_comes_first_though_a_word_is_missing(rows):
    chance, meant = rows

    page = ask(QUESTION)

    assert [hit.object_id for hit in page.hits[:2]] == [meant, chance]
    assert [hit.approximate for hit in page.hits[:2]] == [True, False]
    assert page.total == 1


def test_of_some_words_those_rows_come_first_that_have_all(rows):
    chance, meant = rows

    page = ask("quyền bên cầm cố không")

    assert [hit.object_id for hit in page.hits[:2]] == [chance, meant]


def test_another_order_than_relevance_leaves_the_nearest_to_the_end(rows):
    chance, meant = rows

    page = ask(QUESTION, sort="newest")

    assert [hit.object_id for hit in page.hits[:2]] == [chance, meant]
