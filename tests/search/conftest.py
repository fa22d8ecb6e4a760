"""Rows made by hand for the engines, and searches as a person makes them."""

from itertools import count

import pytest
from django.contrib.auth.models import AnonymousUser

from cms import clock
from search.access import Access, Visibility
from search.documents.port import words_of
from search.finder import search
from search.models import SearchDoc
from search.query import SearchQuery
from tests.factories import open_consultation

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
ELSEWHERE = ("skipif", "elasticsearch", "browser")


def pytest_itemcollected(item):
    """What asks a database is asked of both, but for what is one engine's own."""
    asks = "db" in item.fixturenames or item.get_closest_marker("django_db")
    if asks and not any(map(item.get_closest_marker, ELSEWHERE)):
        item.add_marker(pytest.mark.both_databases)


@pytest.fixture
def put(db):
    """`put("title", "body", …)` writes one public provision row and returns its object_id."""
    numbers = count(1)

    def put(title="", body="", **values):
        number = next(numbers)
        values = {
            "kind": "provision",
            "object_id": number,
            "visibility": Visibility.PUBLIC,
            "updated_at": clock.now(),
        } | values
        SearchDoc.objects.create(**values, **words_of(title, body))
        return values["object_id"]

    return put


@pytest.fixture
def finds(db):
    """`finds("words", user, …)` gives the titles of the hits, best first."""

    def finds(words, user=None, **values):
        query = SearchQuery(words, **values)
        return [hit.title for hit in search(user or AnonymousUser(), query).hits]

    return finds


@pytest.fixture
def consultation(db):
    return open_consultation(agencies=2)


@pytest.fixture
def officer(consultation):
    """Of its first agency, with an address for mail."""
    officer = consultation.officer()
    officer.email = "can-bo@example.vn"
    officer.save()
    return officer
