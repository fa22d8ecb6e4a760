"""A real server, with indices of this test alone."""

import os
from itertools import count

import pytest
from django.core.cache import cache

from search import outbox
from search.engines.elasticsearch import Indices
from search.outbox import rebuilding
from tests.conftest import ELASTICSEARCH_URL

NUMBERS = count(1)


@pytest.fixture
def elsewhere(settings, monkeypatch):
    """Elasticsearch is set up, with indices of every row there is."""
    settings.ELASTICSEARCH_URL = ELASTICSEARCH_URL
    settings.ELASTICSEARCH_PREFIX = f"test-{os.getpid()}-{next(NUMBERS)}"
    # Nothing else searches in the indices of a test.
    monkeypatch.setattr(rebuilding, "LONGEST_SEARCH", 0.0)
    yield settings
    cache.clear()
    settings.ELASTICSEARCH_URL = ELASTICSEARCH_URL
    Indices().drop(Indices().generations())


@pytest.fixture
def in_step(db, elsewhere):
    """`in_step()` sends whatever waits; rows made before the test's first call are there."""
    outbox.rebuild_index()

    def send():
        sent = outbox.send_waiting()
        assert (sent.again, sent.refused, sent.error) == (0, 0, "")

    return send
