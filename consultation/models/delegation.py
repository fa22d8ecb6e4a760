"""A head's power lent to somebody for some days; kept for ever, for receipts say whose it was."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency, User
from consultation import rules


class DelegationKind(models.TextChoices):
    """Decree 30/2020, article 13: under authorisation, or standing in for a head who is away."""

    AUTHORISED = "authorised", pgettext_lazy("delegation", "By authorisation")
    ABSENCE = "absence", pgettext_lazy("delegation", "In the head's absence")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def of_agency(self, agency: Agency) -> "DelegationQuerySet":
        """The newest first, each with its people."""
        people = self.filter(agency=agency).select_related("giver", "taker", "recorded_by")
        return people.order_by("-starts_on", "-pk")

    def standing(self) -> "DelegationQuerySet":
        """Those that hold today or will."""
        return self.filter(ended_at=None, ends_on__gte=clock.today())

    def holding(self) -> "DelegationQuerySet":
        """Those by which somebody acts today."""
        return self.filter(rules.holding_today()).distinct()

    def over(self) -> "DelegationQuerySet":
        today = clock.today()
        return self.filter(Q(ended_at__isnull=False) | Q(ends_on__lt=today))


class Delegation(models.Model):
    """From one day to another, both included; `ended_at` when it was taken back before."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="delegations", verbose_name=_("agency")
    )
    giver = models.ForeignKey(
        User, models.PROTECT, related_name="given_delegations", verbose_name=_("whose power it is")
    )
    taker = models.ForeignKey(
        User, models.PROTECT, related_name="delegations", verbose_name=_("who acts")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=DelegationKind.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    document = models.CharField(_("document of the authorisation"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("taker")), name="nobody_delegates_to_himself"
            ),
        ]
        indexes = [models.Index(fields=["taker", "ends_on"], name="delegations_of_taker")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker} · {self.agency}"

    @property
    def holds_today(self) -> bool:
        return self.ended_at is None and self.starts_on <= clock.today() <= self.ends_on

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.ends_on < clock.today()
