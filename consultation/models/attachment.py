"""Files that come with an opinion: figures, photographs, documents it rests on."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation import rules
from consultation.models.opinion import Opinion
from consultation.models.stored import StoredFile

MOST_FILES = 5


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: rules.AnyUser) -> "AttachmentQuerySet":
        return self.filter(rules.visible_attachments(user)).distinct()

    def standing(self) -> "AttachmentQuerySet":
        """What has not been taken off, in the order it was attached."""
        return self.filter(removed_at=None).order_by("added_at", "pk")

    def with_opinion(self) -> "AttachmentQuerySet":
        return self.select_related("opinion__submission__round", "opinion__agency")


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
        return {"sha256": self.sha256, "description": self.description}


def marked(opinions: "models.QuerySet[Opinion]") -> "models.QuerySet[Opinion]":
    """Each with `has_files`, so that what has none is not asked after again."""
    files = Attachment.objects.standing().filter(opinion=OuterRef("pk"))
    return opinions.annotate(has_files=Exists(files))


def read_files(opinions: Iterable[Opinion], user: rules.AnyUser | None = None) -> None:
    """Give each opinion its `files`, those the person may read; for an act (no `user`) all.

    One query; none where all were `marked` and have none.
    """
    known = list(opinions)
    for one in known:
        one.files = []
    owners = [one for one in known if getattr(one, "has_files", True)]
    if not owners:
        return
    found: dict[int, list[Attachment]] = defaultdict(list)
    standing = Attachment.objects.standing().filter(opinion__in=owners)
    for file in standing.visible_to(user) if user is not None else standing:
        found[file.opinion_id].append(file)
    for one in owners:
        one.files = found[one.pk]
