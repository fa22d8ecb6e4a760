"""Addresses in a version, and the texts that stood there: what opinions point at.

A provision is never deleted, only retired; its texts are appended, never changed.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models.versions import SectionPage, VersionPage
from cms.structure.address import citation


class ProvisionQuerySet(models.QuerySet["Provision"]):
    def of_version(self, version: VersionPage) -> "ProvisionQuerySet":
        """The provisions that stand in a version now, in its order, each with its text."""
        return (
            self.filter(version=version, retired_at=None)
            .select_related("current_text")
            .order_by("current_text__position")
        )

    def of_section(self, section: SectionPage) -> "ProvisionQuerySet":
        return (
            self.filter(section=section, retired_at=None)
            .select_related("current_text")
            .order_by("current_text__position")
        )


class Provision(models.Model):
    """An address: stable from its first publishing on."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(VersionPage, models.PROTECT, related_name="provisions")
    section = models.ForeignKey(SectionPage, models.PROTECT, related_name="provisions")
    eid = models.CharField(max_length=200)
    current_text = models.OneToOneField(
        "cms.ProvisionText", models.PROTECT, null=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        constraints = [
            models.UniqueConstraint(fields=["version", "eid"], name="one_provision_an_address"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=False) | ~Q(eid=""), name="provision_has_an_address"
            ),
        ]
        indexes = [models.Index(fields=["section"], name="provision_of_section")]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """As lawyers write it, small to large: "điểm a khoản 2 Điều 5"."""
        return citation(self.eid)

    @property
    def anchor(self) -> str:
        """Its address on the web: the page of its section and the place on it."""
        return f"{self.section.url}#{self.eid}"


class ProvisionText(models.Model):
    """What stood at an address from one publishing on; an opinion points at this row."""

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="texts")
    level = models.CharField(max_length=12)
    number = models.CharField(max_length=40, blank=True)
    marker = models.CharField(
        max_length=60, blank=True, help_text=_("The label exactly as printed.")
    )
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    table = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    position = models.PositiveIntegerField(help_text=_("Order in the version."))
    source = models.JSONField(default=list, help_text=_("Paragraphs of the original file."))
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("text of a provision")
        verbose_name_plural = _("texts of provisions")
        indexes = [models.Index(fields=["provision", "-published_at"], name="text_of_provision")]

    def __str__(self) -> str:
        return f"{self.number} {self.heading or self.text[:60]}".strip()
