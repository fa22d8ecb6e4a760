"""The bodies that draft, ask and are asked."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry or central body")
    PEOPLES_COMMITTEE = "committee", _("Provincial People's Committee")
    DEPARTMENT = "department", _("Department")
    COMMUNE = "commune", _("Commune or ward")
    FRONT = "front", _("Fatherland Front and its members")
    ELECTED = "elected", _("Elected body")
    FORCES = "forces", _("Police and military")
    JUSTICE = "justice", _("Court, procuracy, enforcement")
    OTHER = "other", _("Other body")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def in_protocol_order(self) -> "AgencyQuerySet":
        """The order of official lists, which is not the alphabet's."""
        return self.order_by("protocol_order", "name")


class Agency(models.Model):
    """One body, with the heading its letters carry (Decree 30/2020, annex I)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    official_code = models.CharField(
        _("official code"),
        max_length=35,
        blank=True,
        help_text=_("Identifier of the body in electronic exchange: “H18.04”."),
    )
    name = models.CharField(_("name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=AgencyKind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior body"),
    )
    protocol_order = models.PositiveIntegerField(_("protocol order"), default=1000)
    superior_name = models.CharField(_("superior body on letters"), max_length=255, blank=True)
    letter_symbol = models.CharField(_("symbol of letters"), max_length=40, blank=True)
    place_name = models.CharField(_("place on letters"), max_length=80, blank=True)
    signing_title = models.TextField(
        _("signing title"), blank=True, help_text=_("One line for each line of the block.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["protocol_order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["official_code"],
                condition=~models.Q(official_code=""),
                name="one_agency_an_official_code",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def brief_name(self) -> str:
        return self.short_name or self.name
