"""The same rows in Wagtail's database search: a model of its own, words without marks."""

from collections.abc import Sequence

from django.db import connection, models
from modelsearch.abstract_models import TextIDGenericRelation
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from search.analysis import fold
from search.models import SearchDoc

BATCH = 500


class BenchRow(index.Indexed, models.Model):
    title = models.TextField()
    body = models.TextField()
    # Models known when the site starts get it by themselves.
    index_entries = TextIDGenericRelation(IndexEntry)

    search_fields = [index.SearchField("title"), index.SearchField("body")]

    class Meta:
        app_label = "search"
        db_table = "bench_row"

    def __str__(self) -> str:
        return self.title


def write(rows: Sequence[SearchDoc]) -> None:
    """The table and Wagtail's index of it."""
    with connection.schema_editor() as editor:
        editor.create_model(BenchRow)
    made = [
        BenchRow(pk=at, title=row.title_folded, body=row.body_folded)
        for at, row in enumerate(rows, 1)
    ]
    entries = get_search_backend().get_index_for_model(BenchRow)
    for start in range(0, len(made), BATCH):
        batch = BenchRow.objects.bulk_create(made[start : start + BATCH])
        entries.add_items(BenchRow, batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def search(text: str) -> list[BenchRow]:
    found = get_search_backend().search(fold(text), BenchRow.objects.all(), operator="and")
    return list(found[:20])
