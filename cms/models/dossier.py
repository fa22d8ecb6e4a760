"""The other files of a draft law's dossier: submission report, impact assessment and the like."""

import uuid
from contextlib import suppress

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models.drafts import DraftPage
from cms.models.user import User


class DossierKind(models.TextChoices):
    SUBMISSION_REPORT = "submission_report", _("Submission report")
    IMPACT_ASSESSMENT = "impact_assessment", _("Impact assessment report")
    COMPARISON = "comparison", _("Comparison and explanatory table")
    LAW_REVIEW = "law_review", _("Review of the law in force")
    EARLIER_OPINIONS = "earlier_opinions", _("Earlier opinions and their answers")
    APPRAISAL = "appraisal", _("Appraisal report")
    OTHER = "other", pgettext_lazy("file of a dossier", "Other file")


# Citations are Vietnamese whatever the language of the screen, as those of provisions are.
CITED_AS: dict[str, str] = {
    DossierKind.SUBMISSION_REPORT: "Tờ trình",
    DossierKind.IMPACT_ASSESSMENT: "Báo cáo đánh giá tác động",
    DossierKind.COMPARISON: "Bản so sánh, thuyết minh",
    DossierKind.LAW_REVIEW: "Báo cáo rà soát pháp luật",
    DossierKind.EARLIER_OPINIONS: "Bản tổng hợp ý kiến trước",
    DossierKind.APPRAISAL: "Báo cáo thẩm định",
    DossierKind.OTHER: "Tài liệu",
}
ADDRESS = "file_"


class DossierFileQuerySet(models.QuerySet["DossierFile"]):
    def standing(self) -> "DossierFileQuerySet":
        """What has not been taken out, in the order it was put in."""
        return self.filter(removed_at=None).order_by("added_at", "pk")

    def at(self, address: str) -> "DossierFileQuerySet":
        """The file of an `address`, one or none; what is no such address finds none."""
        with suppress(ValueError):
            return self.filter(uid=uuid.UUID(address.removeprefix(ADDRESS)))
        return self.none()

    def standing_for(self, gone: "DossierFile") -> "DossierFile | None":
        """The file itself while it is there, else the newest that was put in its place."""
        alike = Q(pk=gone.pk) | Q(draft=gone.draft_id, kind=gone.kind, title=gone.title)
        return self.filter(alike, removed_at=None).order_by("added_at", "pk").last()


class DossierFile(models.Model):
    """Taken out, it is no longer shown; its row and its bytes stay."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(DraftPage, models.PROTECT, related_name="dossier_files")
    title = models.CharField(pgettext_lazy("of a file", "Title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=DossierKind.choices)
    file = models.FileField(upload_to="dossiers/%Y/%m", max_length=255)
    file_name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = DossierFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a dossier")
        verbose_name_plural = _("files of dossiers")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """What stands for it where a provision's eId would stand: “file_<uid>”."""
        return f"{ADDRESS}{self.uid}"

    @property
    def citation(self) -> str:
        """“Tờ trình: về dự án Luật …”; a title that says itself what it is stands alone."""
        name = CITED_AS.get(self.kind, CITED_AS[DossierKind.OTHER])
        if self.title.casefold().startswith(name.casefold()):
            return self.title
        return f"{name}: {self.title}"


class DossierWords(models.Model):
    """What could be read of a file, for the search: megabytes that no list of files needs."""

    file = models.OneToOneField(
        DossierFile, models.CASCADE, primary_key=True, related_name="readable"
    )
    words = models.TextField()

    class Meta:
        verbose_name = _("words of a file of a dossier")
        verbose_name_plural = _("words of files of dossiers")

    def __str__(self) -> str:
        return str(self.file)
