"""A file that was read and waits for a person to confirm it; afterwards, where it went."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.drafts import DraftPage
from cms.models.user import User
from cms.models.versions import VersionPage


class DraftImportQuerySet(models.QuerySet["DraftImport"]):
    def waiting_for(self, user: User) -> "DraftImportQuerySet":
        """What a person uploaded and has not confirmed, newest first, without its texts."""
        found = self.filter(by=user, version=None).defer("outline", "lines", "edits", "both_ways")
        return found.order_by("-created_at")


class DraftImport(models.Model):
    """Confirmed once: a second click finds the version that the first one made.

    While `question` stands, a person must say first how its tracked changes are meant;
    `both_ways` is what either answer comes to. Without both question and `outline` its reading
    was cut off: it can be read again. `lines` are what was read, never changed; `edits` are a
    person's corrections of how they are divided, and `outline` is what both together make.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="draft_imports")
    file = models.FileField(upload_to="imports/%Y/%m", max_length=255)
    file_name = models.CharField(_("name of the file"), max_length=255)
    question = models.TextField(blank=True)
    both_ways = models.JSONField(null=True)
    tracked_changes = models.CharField(max_length=6, blank=True)
    outline = models.JSONField(null=True, help_text=_("What was read: the tree and its oddities."))
    lines = models.JSONField(default=list)
    edits = models.JSONField(default=list)
    draft = models.ForeignKey(DraftPage, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField()
    version = models.OneToOneField(
        VersionPage, models.PROTECT, null=True, related_name="draft_import"
    )

    objects = DraftImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a draft law")
        verbose_name_plural = _("imports of draft laws")

    def __str__(self) -> str:
        return self.file_name

    @property
    def was_cut_off(self) -> bool:
        return self.outline is None and not self.question
