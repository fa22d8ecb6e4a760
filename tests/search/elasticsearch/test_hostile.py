"""Whatever is typed, the server is asked what it understands, and says so by answering."""

import random

import pytest

from search import outbox
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch import engine as asked_engine
from search.engines.elasticsearch.connection import slow_server
from search.finder import known_abbreviations
from search.query import SearchQuery, parse
from tests.factories import publish_law
from tests.search.engines.contract import COMPILER, PUBLIC
from tests.search.test_hostile import SNIPPETS

pytestmark = pytest.mark.elasticsearch


def test_no_query_however_strange_is_refused_by_the_server(db, elsewhere, times, monkeypatch):
    """The engine itself: behind `search` the database would answer what the server refuses."""
    publish_law()
    outbox.rebuild_index()
    # What is asked counts here, not how soon a busy machine answers.
    monkeypatch.setattr(asked_engine, "server", slow_server)
    monkeypatch.setattr(asked_engine, "LIMIT", "30s")
    abbreviations, engine = known_abbreviations(), ElasticsearchEngine()
    random.seed(20261125)

    for _ in range(times(3000)):
        text = random.choice(["", " "]).join(random.choices(SNIPPETS, k=random.randint(1, 8)))
        query = SearchQuery(text, sort=random.choice(["relevance", "newest", "position"]))
        page = engine.search(
            parse(text, abbreviations), random.choice([PUBLIC, COMPILER]), query, None
        )
        assert page.total >= len([hit for hit in page.hits if not hit.approximate])
