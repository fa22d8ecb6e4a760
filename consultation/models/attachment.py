"""Files that come with an opinion: figures, photographs, documents it rests on."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation import rules
from consultation.models.opinion import Opinion
from consultation.models.stored import StoredFile

MOST_FILES = 5


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: rules.AnyUser) -> "AttachmentQuerySet":
        """Of every opinion the person may read."""
        return self.filter(opinion__in=Opinion.objects.visible_to(user).order_by().values("pk"))

    def standing(self) -> "AttachmentQuerySet":
        """What has not been taken off, in the order it was attached."""
        return self.filter(removed_at=None).order_by("added_at", "pk")


class Attachment(StoredFile):
    """Attached and taken off while its opinion is a draft; its row and its bytes stay."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="attachments")
    description = models.CharField(_("what it shows"), max_length=200, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="an_attachment_is_removed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["opinion", "removed_at"], name="attachment_of_opinion")]

    def content(self) -> dict[str, Any]:
        """What of it is frozen by approval: its bytes by their sum, and what was said of it."""
        return {"name": self.name, "sha256": self.sha256, "description": self.description}


class AttachmentWords(models.Model):
    """What could be read of an attachment, for the search."""

    attachment = models.OneToOneField(
        Attachment, models.CASCADE, primary_key=True, related_name="readable"
    )
    words = models.TextField()

    class Meta:
        verbose_name = _("words of an attachment")
        verbose_name_plural = _("words of attachments")

    def __str__(self) -> str:
        return str(self.attachment)
