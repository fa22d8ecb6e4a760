"""A comparison of two versions as a document: drawn once for what both say, then kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import VersionPage


class ComparisonKind(models.TextChoices):
    PDF = "pdf", _("PDF file")
    WORD = "docx", _("Word file")


class ComparisonFile(models.Model):
    """`key` stands for the texts and titles of both versions; another text is another file.

    Until it is drawn, `rows_done` of `rows` are; `failed_at` says that the drawing gave up.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    old = models.ForeignKey(VersionPage, models.CASCADE, related_name="+")
    new = models.ForeignKey(VersionPage, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=4, choices=ComparisonKind.choices)
    rows = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to="comparisons/%Y/%m", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comparison as a document")
        verbose_name_plural = _("comparisons as documents")
        constraints = [
            models.UniqueConstraint(fields=["key", "kind"], name="one_file_a_comparison_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.old} – {self.new} ({self.kind})"
