"""A file that was read and waits for a person to confirm it; afterwards, where it went."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.user import User
from cms.models.versions import VersionPage


class DraftImport(models.Model):
    """Confirmed once: a second click finds the version that the first one made."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="draft_imports")
    file = models.FileField(upload_to="imports/%Y/%m", max_length=255)
    file_name = models.CharField(_("name of the file"), max_length=255)
    outline = models.JSONField(help_text=_("What was read: the tree and its oddities."))
    created_at = models.DateTimeField()
    version = models.OneToOneField(
        VersionPage, models.PROTECT, null=True, related_name="draft_import"
    )

    class Meta:
        verbose_name = _("import of a draft law")
        verbose_name_plural = _("imports of draft laws")

    def __str__(self) -> str:
        return self.file_name
