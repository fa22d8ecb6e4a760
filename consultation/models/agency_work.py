"""An agency shares its work: who looks at which article, what its people note for each other.

Nothing of it leaves the agency.
"""

import uuid

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.models import Provision, User, VersionPage
from consultation import rules
from consultation.models.submission import Submission


def articles_of(version: VersionPage) -> QuerySet[Provision]:
    """What can be given to somebody, and the chapters it stands in: each page of the law."""
    pages = Provision.objects.of_version(version).filter(eid=F("section__eid"))
    return pages.select_related("section").defer("section__body")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: rules.AnyUser) -> "AssignmentQuerySet":
        return self.filter(rules.visible_agency_work(user))

    def standing(self) -> "AssignmentQuerySet":
        """Not given to somebody else since."""
        return self.filter(ended_at=None)

    def of_officer(self, user: User) -> "AssignmentQuerySet":
        """What is mine to do now, the pressing first; each with its answer and round."""
        open_ = self.standing().filter(
            officer=user, finished_at=None, submission__round__state__in=rules.TAKES_OPINIONS
        )
        told = open_.select_related(
            "provision__section", "submission__round__draft", "submission__agency"
        )
        return told.defer("provision__section__body").order_by(
            F("due_on").asc(nulls_last=True), "provision__current_text__position"
        )

    def in_legal_order(self) -> "AssignmentQuerySet":
        return self.order_by("provision__current_text__position", "pk")


class Assignment(models.Model):
    """An article that somebody of the agency is to look at; given on, it stays as it was."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="assignments")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="assignments")
    officer = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    due_on = models.DateField(_("until the day"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment of an article")
        verbose_name_plural = _("assignments of articles")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "provision"],
                condition=Q(ended_at=None),
                name="an_article_is_given_to_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provision} · {self.officer}"

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.finished_at is None and self.due_on < clock.today()


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: rules.AnyUser) -> "NoteQuerySet":
        return self.filter(rules.visible_agency_work(user))

    def in_order(self) -> "NoteQuerySet":
        return self.select_related("by", "provision__section").order_by("at", "pk")


class Note(models.Model):
    """A word inside the agency on an article, or (without one) on the answer; never sent.

    Taken away it loses its words on the screen; that it was there stays.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notes")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="notes")
    text = models.TextField(_("note"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_note_has_words"),
        ]
        indexes = [models.Index(fields=["submission", "provision"], name="note_at_provision")]

    def __str__(self) -> str:
        return self.text[:60]
