"""A meeting about drafts: one may serve several rounds. Who is invited, its course, its papers."""

import secrets
import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency, User
from consultation import rules
from consultation.models.round import Round
from consultation.models.stored import StoredFile

# No 0 O 1 I L: a code is read from paper and typed.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
# Who comes early may write before the secretary has begun.
EARLY = timedelta(minutes=30)


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state of a meeting", "Being prepared")
    RUNNING = "running", pgettext_lazy("state of a meeting", "Under way")
    MINUTES = "minutes", pgettext_lazy("state of a meeting", "Minutes being made")
    CONFIRMED = "confirmed", pgettext_lazy("state of a meeting", "Minutes confirmed")


MEETING_TRANSITIONS = {
    MeetingState.PLANNED: {MeetingState.RUNNING},
    MeetingState.RUNNING: {MeetingState.MINUTES},
    MeetingState.MINUTES: {MeetingState.CONFIRMED},
    MeetingState.CONFIRMED: set(),
}


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: rules.AnyUser) -> "MeetingQuerySet":
        return self.filter(rules.visible_meetings(user)).distinct()

    def of_round(self, round_: Round) -> "MeetingQuerySet":
        return self.filter(agenda__round=round_).select_related("host").order_by("-starts_at")

    def with_figures(self) -> "MeetingQuerySet":
        """How many remarks were noted and how many slips wait, as `noted` and `waiting`."""
        remarks = Q(remarks__removed_at=None)
        return self.annotate(
            noted=models.Count("remarks", filter=remarks, distinct=True),
            waiting=models.Count("slips", filter=Q(slips__state="waiting"), distinct=True),
        )


class Meeting(models.Model):
    """`code` stands on the paper that lets participants write from a phone.

    `corrections_until` is an exclusive instant; until then bodies may correct their remarks.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name of the meeting"), max_length=255)
    host = models.ForeignKey(Agency, models.PROTECT, related_name="meetings")
    place = models.CharField(_("place"), max_length=255)
    starts_at = models.DateTimeField(_("begins"))
    ended_at = models.DateTimeField(null=True, blank=True)
    chair = models.CharField(_("chair"), max_length=255)
    secretary = models.CharField(_("secretary of the meeting"), max_length=255)
    attendance = models.TextField(_("participants"), blank=True)
    programme = models.TextField(_("programme"), blank=True)
    conclusion = models.TextField(_("conclusion of the chair"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, editable=False)
    minutes_sent_at = models.DateTimeField(null=True, blank=True)
    corrections_until = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(confirmed_at__isnull=False, minutes_sent_at__isnull=False),
                name="confirmed_minutes_were_sent",
            ),
            models.CheckConstraint(
                condition=Q(minutes_sent_at=None, corrections_until=None)
                | Q(corrections_until__gt=F("minutes_sent_at")),
                name="sent_minutes_may_be_corrected",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_slips(self) -> bool:
        """Whether participants may send remarks by the code on paper: closed with the minutes."""
        if self.state == MeetingState.PLANNED:
            return clock.now() >= self.starts_at - EARLY
        return self.state == MeetingState.RUNNING

    @property
    def takes_notes(self) -> bool:
        """Until the minutes are sent: what was noted without a network may come after the end."""
        running = self.state in (MeetingState.RUNNING, MeetingState.MINUTES)
        return running and self.minutes_sent_at is None

    @property
    def takes_corrections(self) -> bool:
        until = self.corrections_until
        return self.state == MeetingState.MINUTES and until is not None and clock.now() < until

    @property
    def last_day_of_corrections(self) -> date | None:
        return clock.last_day(self.corrections_until) if self.corrections_until else None


class AgendaItem(models.Model):
    """A round the meeting speaks of."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    round = models.ForeignKey(Round, models.PROTECT, related_name="agenda_items")

    class Meta:
        verbose_name = _("draft on the agenda")
        verbose_name_plural = _("drafts on the agenda")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "round"], name="a_meeting_serves_it_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.round}"


class InvitedBody(models.Model):
    """An agency, or a body that is none (a company, an association), invited to a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="bodies")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("invited body")
        verbose_name_plural = _("invited bodies")
        ordering = [F("agency__protocol_order").asc(nulls_last=True), "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agency"], name="an_agency_is_invited_to_it_once"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, name="") | Q(agency=None) & ~Q(name=""),
                name="an_invited_body_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.agency.name if self.agency else self.name


class SignedMinutes(StoredFile):
    """The signed minutes as a file, with number and date; a new one takes its place."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="signed_minutes")
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated = models.DateField(_("date of signature"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("signed minutes")
        verbose_name_plural = _("signed minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(replaced_at=None),
                name="one_signed_minutes_a_meeting",
            )
        ]
