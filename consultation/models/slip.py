"""A written remark sent from a phone by the code on paper; it waits for a secretary."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import Provision, ProvisionText, User
from consultation.models.meeting import Meeting
from consultation.models.remark import Remark
from consultation.models.round import Round


class SlipState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("state of a written remark", "Waiting")
    TAKEN = "taken", pgettext_lazy("state of a written remark", "Taken over")
    REFUSED = "refused", pgettext_lazy("state of a written remark", "Not taken over")


class SlipQuerySet(models.QuerySet["Slip"]):
    def waiting(self) -> "SlipQuerySet":
        return self.filter(state=SlipState.WAITING)

    def with_subject(self) -> "SlipQuerySet":
        return self.select_related("round__version", "provision", "author", "meeting")

    def in_order(self) -> "SlipQuerySet":
        return self.order_by("sent_at", "pk")


class Slip(models.Model):
    """Kept as it was sent; what a secretary makes of it is a remark of its own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="slips")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    provision_text = models.ForeignKey(ProvisionText, models.PROTECT, null=True, related_name="+")
    place_typed = models.CharField(_("provision, as typed"), max_length=80, blank=True)
    body_name = models.CharField(_("body"), max_length=255, blank=True)
    text = models.TextField(_("remark"))
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SlipState.choices, default=SlipState.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    handled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    remark = models.OneToOneField(Remark, models.PROTECT, null=True, related_name="slip")
    lock_version = models.PositiveIntegerField(default=0)

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("written remark")
        verbose_name_plural = _("written remarks")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_written_remark_has_words"),
            models.CheckConstraint(
                condition=Q(state="waiting", remark=None, handled_at=None)
                | Q(state="taken", remark__isnull=False, handled_at__isnull=False)
                | Q(state="refused", remark=None, handled_at__isnull=False) & ~Q(reason=""),
                name="a_written_remark_is_taken_or_refused_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state"], name="slip_waiting")]

    def __str__(self) -> str:
        return self.text[:60]


class SlipAuthor(models.Model):
    """The name a participant gave, apart from the words."""

    slip = models.OneToOneField(Slip, models.PROTECT, related_name="author")
    name = models.CharField(_("name"), max_length=150)

    class Meta:
        verbose_name = _("author of a written remark")
        verbose_name_plural = _("authors of written remarks")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="an_author_has_a_name")]

    def __str__(self) -> str:
        return self.name
