"""Compare the rows with what Elasticsearch has, and mend what differs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines.elasticsearch import EngineDown
from search.outbox import compare, mend, send_waiting

SHOWN = 10


class Command(BaseCommand):
    help = "Compare rows and documents by number and version, both ways. Fails where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="send again what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            self.stdout.write("There is no Elasticsearch: the rows are searched themselves.")
            return
        try:
            found = compare()
        except EngineDown as down:
            raise CommandError(f"Elasticsearch does not answer: {down}") from down
        self.stdout.write(f"rows: {found.rows}, documents: {found.documents}")
        kinds = {"missing": found.missing, "stale": found.stale, "surplus": found.surplus}
        for name, keys in kinds.items():
            shown = ", ".join(f"{kind} {number}" for kind, number in keys[:SHOWN])
            self.stdout.write(f"{name}: {len(keys)}{f' ({shown})' if keys else ''}")
        if not found.keys:
            return
        if not options["repair"]:
            raise CommandError("They differ; --repair sends again what does.")
        mend(found.keys)
        sent = send_waiting()
        self.stdout.write(f"sent again: {sent.taken}{f' ({sent.error})' if sent.error else ''}")
