"""Uploads that nobody confirmed: after some weeks they are thrown away, their files too."""

from datetime import timedelta

from django.db import transaction
from django_q.models import Schedule

from cms import clock
from cms.models import DraftImport

KEPT_DAYS = 30
NAME = "forget imports"


def forget_imports(days: int = KEPT_DAYS) -> int:
    """Throw away what was uploaded longer ago and made no pages; how many. Nothing legal is in it.

    Each by itself: cut off anywhere, the next turn goes on.
    """
    since = clock.now() - timedelta(days=days)
    old = DraftImport.objects.filter(version=None, created_at__lt=since).order_by("pk")
    return sum(_forget(pk) for pk in old.values_list("pk", flat=True))


def schedule_forgetting(**kwargs: object) -> None:
    """Receiver of `post_migrate`: a turn every night, by whatever worker runs."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": "cms.importing.expiry.forget_imports",
            "schedule_type": Schedule.DAILY,
        },
    )


@transaction.atomic
def _forget(pk: int) -> bool:
    kept = DraftImport.objects.select_for_update().filter(pk=pk, version=None).first()
    if kept is None:
        return False
    file = kept.file
    kept.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name or ""))
    return True
