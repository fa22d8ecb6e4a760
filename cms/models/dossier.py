"""The other files of a draft law's dossier: submission report, impact assessment and the like."""

import uuid

from django.db import models
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


class DossierFileQuerySet(models.QuerySet["DossierFile"]):
    def standing(self) -> "DossierFileQuerySet":
        """What has not been taken out, in the order it was put in."""
        return self.filter(removed_at=None).order_by("added_at", "pk")


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
