"""What a round asks in particular: of a provision or the whole, of all agencies or some kinds."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import Agency, AgencyKind, Provision
from consultation.models.round import Round


class FocusQuestionQuerySet(models.QuerySet["FocusQuestion"]):
    def standing(self) -> "FocusQuestionQuerySet":
        """Those asked now, in their order, each with its provision."""
        standing = self.filter(withdrawn_at=None)
        return standing.select_related("provision__current_text").order_by("position", "pk")

    def on(self, provision: Provision) -> "FocusQuestionQuerySet":
        return self.filter(provision=provision)


class FocusQuestion(models.Model):
    """`agency_kinds`: a list of `AgencyKind`; empty asks every agency of the round.

    Once its round is open its words stay: a changed question is a new one, and the old withdrawn.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="focus_questions")
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="focus_questions"
    )
    agency_kinds = models.JSONField(default=list, blank=True)
    text = models.TextField(_("question"), max_length=1000)
    position = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = FocusQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("focus question")
        verbose_name_plural = _("focus questions")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_focus_question_asks_something")
        ]
        indexes = [models.Index(fields=["round", "provision"], name="focus_questions_of_place")]

    def __str__(self) -> str:
        return self.text[:60]

    def asks(self, agency: Agency) -> bool:
        """Whether the agency is among those it is put to."""
        return not self.agency_kinds or agency.kind in self.agency_kinds

    @property
    def kind_labels(self) -> list[Any]:
        names = dict(AgencyKind.choices)
        return [names[kind] for kind in self.agency_kinds if kind in names]
