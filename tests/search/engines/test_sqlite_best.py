"""The rows that are weighed on SQLite, and those beyond them."""

import pytest
from django.db import connection

from search.engines import sqlite
from search.engines.port import Cursor
from tests.search.engines.test_sqlite import ask

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own engine")


def test_pages_go_on_beyond_the_rows_that_are_weighed(put, monkeypatch):
    """The best are ordered with neighbours and marks in mind, the others by their words."""
    monkeypatch.setattr(sqlite, "BEST", 7)
    written = [put("", f"từ đó {'x ' * (n % 5)}") for n in range(23)]
    meant = put("", "một hai ba bốn năm tự do sáu bảy tám")
    seen, after, stages = [], None, []

    while True:
        page = ask("tự do", after=after, size=5)
        seen += [hit.object_id for hit in page.hits]
        stages += [hit.key[0] for hit in page.hits]
        after = page.next
        if after is None:
            break

    assert sorted(seen) == [*written, meant]
    assert seen[0] == meant
    assert stages == [1] * 7 + [0] * 17


def test_a_cursor_of_another_shape_begins_nowhere_else(put):
    """As an earlier release wrote them."""
    pk = put("", "thời hạn")

    found = ask("thời hạn", after=Cursor(approximate=False, key=(12.5, 7)))

    assert [hit.object_id for hit in found.hits] == [pk]
