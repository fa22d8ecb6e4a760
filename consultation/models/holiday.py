"""Days off beside Saturday and Sunday, and Saturdays that are worked in exchange.

The days of the solar calendar are there from the start (Labour Code 2019, article 112). Those of
the moon's calendar, the second day of the national day and exchanged days are announced each
year; an administrator enters them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """Of a recurring one only day and month count."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    recurs = models.BooleanField(_("every year"), default=False)
    is_worked = models.BooleanField(
        _("worked in exchange"),
        default=False,
        help_text=_("A Saturday or Sunday on which offices work, in exchange for another day."),
    )

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recurs=False) | Q(is_worked=False),
                name="an_exchanged_day_does_not_recur",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} · {self.name}"
