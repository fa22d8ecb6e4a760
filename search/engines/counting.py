"""How common words are is counted anew by a job of the queue, where PostgreSQL does not keep it."""

from django.db import connections
from django_q.models import Schedule

from search.engines.postgresql_bm25 import frequencies_are_outdated, refresh_frequencies

NAME = "search word counts"


def count_words() -> str:
    """Cheap where little has changed."""
    if not frequencies_are_outdated():
        return "as they were"
    refresh_frequencies()
    return "counted"


def schedule_counting(using: str, **kwargs: object) -> None:
    """Receiver of `post_migrate`. FTS5 keeps its own counts."""
    if connections[using].vendor == "postgresql":
        Schedule.objects.get_or_create(
            name=NAME,
            defaults={
                "func": "search.engines.counting.count_words",
                "schedule_type": Schedule.HOURLY,
            },
        )
