"""The database's own engine answers every question as the contract works it out."""

import pytest

from search.documents.port import write_rows
from search.engines import database_engine
from tests.search.engines import contract

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def known(db):
    rows = contract.rows()
    write_rows(rows)
    database_engine().rebuild()
    return rows


def test_the_database_finds_and_counts_what_the_contract_does(known):
    engine = database_engine()

    for question in contract.questions():
        contract.check(engine, question, known)


def test_the_questions_are_worth_asking(known):
    """Most find something, and some of what is found is locked to some."""
    found = [
        len(
            [
                row
                for row in known
                if contract.may_find(row, question)
                and contract.has_every_word(
                    row, contract.parse(question.query.text, contract.ABBREVIATIONS)
                )
            ]
        )
        for question in contract.questions()
    ]

    assert len(found) >= 300
    assert sum(map(bool, found)) > 0.8 * len(found)
