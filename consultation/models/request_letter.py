"""What belongs to a round's asking: the file of the request letter, and each longer deadline."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation.models.round import Round
from consultation.models.stored import StoredFile


class RequestLetter(StoredFile):
    """The drafting agency's letter as a file; a new one takes the place of the one before."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="request_letters")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request letter")
        verbose_name_plural = _("request letters")
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(replaced_at=None),
                name="one_request_letter_a_round",
            )
        ]


class Extension(models.Model):
    """A later deadline, and why; never deleted."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="extensions")
    old_deadline = models.DateTimeField()
    new_deadline = models.DateTimeField()
    reason = models.TextField(_("reason"), max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_deadline__gt=F("old_deadline")), name="an_extension_gives_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.new_deadline:%d/%m/%Y}"
