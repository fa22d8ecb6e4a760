"""A frozen synthesis: its data as canonical JSON, its proofs, and the files drawn from it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import User
from consultation import rules
from consultation.models.round import Round


class EditionStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("status of an edition", "Working edition")
    FINAL = "final", pgettext_lazy("status of an edition", "Final edition")


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: rules.AnyUser) -> "EditionQuerySet":
        """Without the frozen data, which may be megabytes, until it is asked for."""
        return self.defer("data").filter(rules.visible_editions(user)).distinct()

    def replacing(self, edition: "Edition") -> "EditionQuerySet":
        """Those made after it in its round, the newest first."""
        made_after = self.filter(round=edition.round_id, number__gt=edition.number)
        return made_after.defer("data").order_by("-number")

    def listed(self) -> "EditionQuerySet":
        """With their documents and counts; the frozen data stays in the database."""
        return (
            self.defer("data")
            .annotate(figures=F("data__counts"))
            .select_related("made_by", "round", "replaces")
            .prefetch_related(models.Prefetch("files", EditionFile.objects.order_by("kind")))
        )


class Edition(models.Model):
    """Never changed once made; number, date and signatory are facts that come after it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("edition"))
    status = models.CharField(_("status"), max_length=6, choices=EditionStatus.choices)
    data = models.JSONField(help_text=_("The whole edition, schema version inside."))
    sha256 = models.CharField(max_length=64)
    merkle_root = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    issued_number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    signatory = models.CharField(_("signatory"), max_length=150, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="editions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.round} ({self.number})"

    @property
    def counts(self) -> dict[str, Any]:
        return self.data["counts"]


class FileKind(models.TextChoices):
    SUBMISSION = "submission", _("Table for submission")
    INTERNAL = "internal", _("Internal table")


class EditionFileQuerySet(models.QuerySet["EditionFile"]):
    def visible_to(self, user: rules.AnyUser) -> "EditionFileQuerySet":
        return self.filter(rules.visible_edition_files(user)).distinct()

    def of_record(self) -> "EditionFileQuerySet":
        """What went out; the internal table is no part of the record, whoever reads it."""
        return self.filter(kind=FileKind.SUBMISSION, edition__status=EditionStatus.FINAL)

    def newest_first(self) -> "EditionFileQuerySet":
        """With their editions' numbers; the frozen data stays in the database."""
        return (
            self.select_related("edition__round")
            .defer("edition__data")
            .order_by("-edition", "kind")
        )


class EditionFile(models.Model):
    """A document drawn from an edition; the same edition draws the same words again."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    format = models.CharField(max_length=4, default="pdf")
    file = models.FileField(upload_to="editions/%Y/%m", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    drawn_at = models.DateTimeField()

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of an edition")
        verbose_name_plural = _("documents of editions")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "format"], name="one_file_a_kind_and_format"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.get_kind_display()}"

    @property
    def download_name(self) -> str:
        """As an office would name it; official documents are Vietnamese."""
        is_ours = self.kind == FileKind.INTERNAL
        kind = "Bảng tổng hợp nội bộ" if is_ours else "Bảng tổng hợp ý kiến"
        name = f"{kind}, bản {self.edition.number} ({self.edition.round.name[:100]})"
        return f"{name.replace('/', '-')}.{self.format}"
