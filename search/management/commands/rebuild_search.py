"""Make all search rows anew from what is published and said, and Elasticsearch's indices."""

from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.documents import rebuild_documents
from search.engines.elasticsearch import EngineDown
from search.outbox import RebuildUnderWay, rebuild_index
from search.suggesting import rebuild_suggestions


class Command(BaseCommand):
    help = "Make all search rows anew; searches go on with the old ones meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--index-only",
            action="store_true",
            help="leave the rows; make Elasticsearch's indices from them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["index_only"]:
            self._rebuild_rows()
        if settings.ELASTICSEARCH_URL:
            self._rebuild_index()

    def _rebuild_rows(self) -> None:
        began = perf_counter()
        counts = rebuild_documents()
        for kind, number in counts.items():
            self.stdout.write(f"{kind}: {number}")
        self.stdout.write(f"{sum(counts.values())} in {perf_counter() - began:.1f} s")
        self.stdout.write(f"suggestions: {rebuild_suggestions()}")

    def _rebuild_index(self) -> None:
        began = perf_counter()
        try:
            copied = rebuild_index()
        except RebuildUnderWay as error:
            raise CommandError("Another rebuild is under way.") from error
        except EngineDown as down:
            raise CommandError(f"Elasticsearch failed, the old index stays: {down}") from down
        self.stdout.write(f"elasticsearch: {copied} in {perf_counter() - began:.1f} s")
