"""A file kept as it came: private, under a name of its own, with its sum."""

import hashlib
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """What a checked upload becomes (`consultation.forms.uploads`); served by a view that asks
    `rules`, with `consultation.views.files.send_stored`.

    A model of its own inherits it and adds what the file belongs to, PROTECTed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Fixed, so that migrations need nothing of ours; the name in it is the uid.
    file = models.FileField(upload_to="stored/%Y/%m", max_length=255)
    name = models.CharField(_("name of the file"), max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("Bytes"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def measure(self, upload: "UploadedFile[Any]") -> bytes:
        """Note what a checked upload is: name, type, size, sum. Its bytes are given back."""
        upload.seek(0)
        content: bytes = upload.read()
        self.name = upload.name or ""
        self.content_type = upload.content_type or ""
        self.size = len(content)
        self.sha256 = hashlib.sha256(content).hexdigest()
        return content

    def hold(self, upload: "UploadedFile[Any]") -> None:
        """Take over a checked upload and put its bytes into the store; the row is not saved.

        Call it inside the act's transaction, before `save()`. Bytes whose row is rolled back stay
        behind unnamed: nothing shows them.
        """
        content = self.measure(upload)
        ending = self.name.rsplit(".", 1)[-1].lower()
        self.file.save(f"{self.uid}.{ending}", ContentFile(content), save=False)

    @property
    def kilobytes(self) -> int:
        """Rounded up: a small file is not nothing."""
        return -(-self.size // 1024)
