"""Every earlier wording of an opinion, as it was sent up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation.models.opinion import Opinion


class OpinionRevision(models.Model):
    """An earlier wording of an opinion: appended, never changed."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["opinion", "number"], name="one_revision_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.opinion} ({self.number})"
