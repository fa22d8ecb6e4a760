"""Make all search rows anew from what is published and said."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from search.documents import rebuild_documents


class Command(BaseCommand):
    help = "Make all search rows anew; searches go on with the old ones meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        counts = rebuild_documents()
        for kind, number in counts.items():
            self.stdout.write(f"{kind}: {number}")
        self.stdout.write(f"{sum(counts.values())} in {perf_counter() - began:.1f} s")
