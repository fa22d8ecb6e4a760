"""A round: one version of a draft put to agencies, by a lead agency, until a deadline."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency, VersionPage
from consultation import rules
from consultation.models.deadline import deadline_words


class Whose(models.TextChoices):
    """Whose draft it is: the document we make, and who may accept, follow from it."""

    REPLYING = "replying", _("Replying to another body's draft")
    DRAFTING = "drafting", _("Drafting our own")


class Wording(models.TextChoices):
    """How a letter names its last day: the 20th is in time, or the 19th is the last."""

    NO_LATER_THAN = "no_later_than", pgettext_lazy("deadline", "no later than")
    BEFORE = "before", pgettext_lazy("deadline", "before")


class RoundState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state of a round", "Being prepared")
    OPEN = "open", pgettext_lazy("state of a round", "Open")
    CLOSED = "closed", pgettext_lazy("state of a round", "Closed")
    ISSUED = "issued", pgettext_lazy("state of a round", "Sent to the drafting agency")
    ANSWERED = "answered", pgettext_lazy("state of a round", "Answered")


ROUND_TRANSITIONS = {
    RoundState.PLANNED: {RoundState.OPEN},
    RoundState.OPEN: {RoundState.CLOSED},
    RoundState.CLOSED: {RoundState.OPEN, RoundState.ISSUED},
    RoundState.ISSUED: {RoundState.ANSWERED},
    RoundState.ANSWERED: set(),
}


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: rules.AnyUser) -> "RoundQuerySet":
        return self.filter(rules.visible_rounds(user)).distinct()

    def led_by(self, user: rules.AnyUser) -> "RoundQuerySet":
        return self.filter(rules.led_rounds(user))

    def with_pages(self) -> "RoundQuerySet":
        return self.select_related("version", "lead", "draft", "draft__drafting_agency")

    def newest_first(self) -> "RoundQuerySet":
        return self.order_by(F("opened_at").desc(nulls_last=True), "-pk")

    def open_now(self) -> "RoundQuerySet":
        """The most pressing first."""
        return self.filter(state=RoundState.OPEN).order_by("deadline", "pk")

    def lately_answered(self) -> "RoundQuerySet":
        return self.filter(state=RoundState.ANSWERED).order_by("-answered_at", "-pk")

    def with_counts(self) -> "RoundQuerySet":
        """How many agencies were `asked`, how many `answered`, how many `opinions` they sent."""
        return self.annotate(
            asked=_count("invitations"),
            answered=_count("submissions", submissions__state="approved"),
            opinions_sent=_count("opinions", opinions__state="approved"),
        )


def _count(relation: str, **conditions: str) -> Subquery:
    """A count by itself: joined counts would multiply each other."""
    one = Round.objects.filter(pk=OuterRef("pk")).order_by()
    return Subquery(one.annotate(n=Count(relation, filter=Q(**conditions))).values("n"))


class Round(models.Model):
    """Its deadlines are exclusive instants; the drafter's is a date from its letter."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=255)
    version = models.ForeignKey(VersionPage, models.PROTECT, related_name="rounds")
    draft = models.ForeignKey("cms.DraftPage", models.PROTECT, related_name="rounds")
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="led_rounds")
    whose = models.CharField(_("whose draft"), max_length=10, choices=Whose.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState.choices, default=RoundState.PLANNED
    )
    is_public = models.BooleanField(_("record open to the public"), default=True)
    request_number = models.CharField(_("number of the request"), max_length=60, blank=True)
    request_date = models.DateField(_("date of the request"), null=True, blank=True)
    drafter_deadline = models.DateTimeField(
        _("the drafting agency's deadline"), null=True, blank=True
    )
    drafter_wording = models.CharField(
        max_length=13, choices=Wording.choices, default=Wording.NO_LATER_THAN
    )
    deadline = models.DateTimeField(_("our deadline"))
    wording = models.CharField(
        max_length=13, choices=Wording.choices, default=Wording.NO_LATER_THAN
    )
    # Of the calendar files: each change of the deadline is a later one.
    calendar_sequence = models.PositiveIntegerField(default=0)
    # The public may be asked too, until an instant of its own; without one, until our deadline.
    takes_public = models.BooleanField(_("the public may comment"), default=False)
    public_deadline = models.DateTimeField(_("deadline of the public"), null=True, blank=True)
    reminders_stopped_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation round")
        verbose_name_plural = _("consultation rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(deadline__gt=F("opened_at")),
                name="round_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(takes_public=False) | Q(is_public=True),
                name="the_public_is_asked_in_the_open",
            ),
            models.CheckConstraint(
                condition=Q(drafter_deadline=None) | Q(drafter_deadline__gte=F("deadline")),
                name="our_deadline_leaves_time_to_compile",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        return clock.last_day(self.deadline)

    @property
    def deadline_words(self) -> str:
        return deadline_words(self.deadline, self.wording)

    @property
    def drafter_deadline_words(self) -> str:
        """Empty where the drafting agency set none."""
        theirs = self.drafter_deadline
        return deadline_words(theirs, self.drafter_wording) if theirs else ""

    @property
    def drafter_last_day(self) -> date | None:
        return clock.last_day(self.drafter_deadline) if self.drafter_deadline else None

    @property
    def public_last_day(self) -> date | None:
        """The public's own last day; None: as long as the agencies are asked."""
        return clock.last_day(self.public_deadline) if self.public_deadline else None

    @property
    def public_day(self) -> date:
        """The last day on which the public may comment, where it is asked."""
        return self.public_last_day or self.last_day

    @property
    def is_past_deadline(self) -> bool:
        return clock.now() >= self.deadline

    @property
    def days_left(self) -> int:
        """Whole days from today to the last day; 0 on the last day, negative after it."""
        return (self.last_day - clock.today()).days

    @property
    def is_replying(self) -> bool:
        return self.whose == Whose.REPLYING
