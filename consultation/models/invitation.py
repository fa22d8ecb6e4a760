"""An agency asked in a round, and when it first opened the draft."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import Agency
from consultation.models.round import Round


class Invitation(models.Model):
    round = models.ForeignKey(Round, models.PROTECT, related_name="invitations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    first_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["round", "agency"], name="an_agency_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.round}"
