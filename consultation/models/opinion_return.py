"""One opinion given back by the compiler, and what the agency made of it: kept for the figures."""

import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import User
from consultation import rules
from consultation.models.opinion import Opinion


class ReturnOutcome(models.TextChoices):
    """What became of a returned opinion; an empty outcome: it is with the agency."""

    SPECIFIC = "specific", pgettext_lazy("outcome of a return", "Made specific")
    CHANGED = "changed", pgettext_lazy("outcome of a return", "Changed, still general")
    KEPT = "kept", pgettext_lazy("outcome of a return", "Kept as it was")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome of a return", "Withdrawn")


class OpinionReturnQuerySet(models.QuerySet["OpinionReturn"]):
    def visible_to(self, user: rules.AnyUser) -> "OpinionReturnQuerySet":
        return self.filter(rules.visible_opinion_returns(user))

    def waiting(self) -> "OpinionReturnQuerySet":
        return self.filter(outcome="")

    def of_agencies(self, agencies: Collection[int]) -> "OpinionReturnQuerySet":
        """What these agencies have to make specific, of answers that stand; the oldest first."""
        told = self.waiting().filter(
            opinion__agency__in=agencies,
            opinion__submission__state="approved",
            opinion__round__state__in=rules.TAKES_OPINIONS,
        )
        return told.select_related(
            "opinion__provision",
            "opinion__dossier_file",
            "opinion__agency",
            "opinion__submission",
            "opinion__round__draft",
        ).order_by("returned_at", "pk")

    def in_order(self) -> "OpinionReturnQuerySet":
        return self.select_related("by", "opinion").order_by("returned_at", "pk")

    def figures(self) -> dict[str, int]:
        """`returned`, `waiting`, and one number for each outcome; one query."""
        outcomes = {
            value: models.Count("pk", filter=Q(outcome=value)) for value in ReturnOutcome.values
        }
        return self.aggregate(
            returned=models.Count("pk"),
            waiting=models.Count("pk", filter=Q(outcome="")),
            **outcomes,
        )


class OpinionReturn(models.Model):
    """`before` is the content as it was sent, `was_specific` what the rules said of it then."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="returns")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    before = models.JSONField()
    returned_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ReturnOutcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OpinionReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("return of an opinion")
        verbose_name_plural = _("returns of opinions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="an_opinion_returned_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["opinion"], condition=Q(outcome=""), name="one_open_return_an_opinion"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | Q(ended_at__isnull=False),
                name="an_ended_return_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]
