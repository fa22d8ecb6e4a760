"""What Elasticsearch has still to be told, and the rebuild of its indices that is under way."""

from datetime import datetime

from django.db import models


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    def waiting(self) -> "OutboxQuerySet":
        """Rows that the engine has not in their present state, refused ones among them."""
        return self.filter(sent_at=None)

    def refused(self) -> "OutboxQuerySet":
        return self.waiting().filter(is_refused=True)

    def due(self, now: datetime) -> "OutboxQuerySet":
        return self.waiting().filter(is_refused=False, due_at__lte=now).order_by("pk")

    def since(self, moment: datetime) -> "OutboxQuerySet":
        """What a copy of the rows begun at that moment may have missed."""
        return self.filter(models.Q(sent_at=None) | models.Q(sent_at__gte=moment))


class OutboxEntry(models.Model):
    """One change of one search row. Its number is the row's revision: it is given out while the
    row is locked, so that a later change of the same row has a higher one."""

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    noted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # Kept for a day after: a rebuild sends it again.
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The engine will never take it as it is; `error` says why.
    is_refused = models.BooleanField(default=False)
    error = models.CharField(max_length=200, blank=True)
    # The rebuild that began after this change, and so copies its row anyway.
    copied_by = models.BigIntegerField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="outbox_waiting", condition=models.Q(sent_at__isnull=True)
            ),
            models.Index(fields=["kind", "object_id", "-id"], name="outbox_of_row"),
            models.Index(fields=["sent_at"], name="outbox_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind} {self.object_id}"


class IndexRebuild(models.Model):
    """A rebuild under way. While `is_swapping`, only the database may answer; a rebuild that was
    killed then leaves it so until the next one is through."""

    generation = models.CharField(max_length=20)
    began_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    is_swapping = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.generation
