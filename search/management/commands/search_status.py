"""How the search is: which engine answers, what waits, what was refused."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from search.engines import database_engine
from search.engines.elasticsearch import EngineDown, Indices
from search.outbox import health


class Command(BaseCommand):
    help = "Tell which engine answers, how many changes wait for it and how many it refused."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"database: {database_engine().name}")
        if not settings.ELASTICSEARCH_URL:
            self.stdout.write("elasticsearch: not set up")
            return
        self.stdout.write(f"elasticsearch: {self._state()}")
        found = health()
        self.stdout.write(f"waiting: {found.waiting} (oldest {found.oldest_seconds:.0f} s)")
        self.stdout.write(f"refused: {found.refused}")
        if found.is_database_alone:
            self.stdout.write("a change-over is under way or was cut short: only the database")
            self.stdout.write("answers; if no rebuild is running, run rebuild_search")
        elif found.is_rebuilding:
            self.stdout.write("a rebuild is under way")

    def _state(self) -> str:
        try:
            names = Indices().in_use()
        except EngineDown as down:
            return f"down ({down}); the database answers"
        return ", ".join(names) or "no index yet: run rebuild_search; the database answers"
