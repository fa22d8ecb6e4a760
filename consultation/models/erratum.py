"""What of the text was changed while agencies were asked about it: nothing is changed silently."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import Provision, ProvisionText, SectionPage, User, VersionPage
from consultation.models.round import Round


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def in_order(self) -> "ErratumQuerySet":
        """As they came, each with both texts."""
        texts = ("old_text", "new_text", "provision__section")
        return self.select_related(*texts).order_by("at", "pk")

    def of_section(self, section: SectionPage) -> "ErratumQuerySet":
        """Each once, though more rounds may have been open on the text."""
        return self._once().filter(provision__section=section).in_order()

    def of_version(self, version: VersionPage) -> "ErratumQuerySet":
        return self._once().filter(round__version=version).in_order()

    def of_rounds(self, rounds: Iterable[int]) -> "ErratumQuerySet":
        return self.filter(round__in=rounds).in_order().reverse()

    def _once(self) -> "ErratumQuerySet":
        same = self.filter(
            provision=models.OuterRef("provision"),
            at=models.OuterRef("at"),
            pk__lt=models.OuterRef("pk"),
        )
        return self.exclude(models.Exists(same))


class Erratum(models.Model):
    """One provision, before and after: without an old text it came in, without a new one it went.

    Only ever inserted.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="errata")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="errata")
    old_text = models.ForeignKey(ProvisionText, models.PROTECT, null=True, related_name="+")
    new_text = models.ForeignKey(ProvisionText, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason of the change"), max_length=255, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        constraints = [
            models.CheckConstraint(
                condition=Q(old_text__isnull=False) | Q(new_text__isnull=False),
                name="an_erratum_changes_a_text",
            )
        ]
        indexes = [models.Index(fields=["provision", "at"], name="errata_of_provision")]

    def __str__(self) -> str:
        return f"{self.provision} · {self.at:%d/%m/%Y}"

    @property
    def texts(self) -> tuple[str, str]:
        """Before and after; "" where there is none."""
        old, new = self.old_text, self.new_text
        return (old.text or old.heading if old else "", new.text or new.heading if new else "")
