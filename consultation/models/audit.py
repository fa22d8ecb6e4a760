"""The audit chain: what was done, in an order that cannot be changed unseen.

An entry names people by their account's random uid, so erasing a name leaves the chain valid.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """The end of the chain: one row, locked last in each act."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("end of the audit chain")
        verbose_name_plural = _("end of the audit chain")

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def of(self, thing: models.Model) -> "AuditEntryQuerySet":
        """What was done to one thing that has a `uid`."""
        uid = str(getattr(thing, "uid", thing.pk))
        return self.filter(object_type=thing._meta.label_lower, object_uid=uid)


class AuditEntry(models.Model):
    """One fact. The database refuses to change or delete it."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_uid = models.CharField(max_length=36, blank=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_uid = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["object_type", "object_uid"], name="audit_of_object")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
