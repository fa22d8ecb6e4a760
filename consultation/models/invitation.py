"""An agency asked in a round, and when it first opened the draft."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency
from consultation import rules
from consultation.models.activation import ActivationCode
from consultation.models.focus_question import FocusQuestion
from consultation.models.membership import Membership
from consultation.models.opinion import OpinionState
from consultation.models.round import Round
from consultation.models.submission import Submission, SubmissionState


class Progress(models.TextChoices):
    """How far an asked agency has come."""

    UNOPENED = "unopened", pgettext_lazy("progress of an agency", "Not opened yet")
    OPENED = "opened", pgettext_lazy("progress of an agency", "Opened, not begun")
    WRITING = "writing", pgettext_lazy("progress of an agency", "Writing")
    WAITING = "waiting", pgettext_lazy("progress of an agency", "Awaiting its head")
    RETURNED = "returned", pgettext_lazy("progress of an agency", "Returned")
    SENT = "sent", pgettext_lazy("progress of an agency", "Sent")


_OF_STATE = {
    SubmissionState.WRITING: Progress.WRITING,
    SubmissionState.SENT_UP: Progress.WAITING,
    SubmissionState.RETURNED: Progress.RETURNED,
    SubmissionState.APPROVED: Progress.SENT,
}


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def in_protocol_order(self) -> "InvitationQuerySet":
        return self.select_related("agency").order_by("agency__protocol_order", "agency__name")

    def answerable_by(self, user: rules.AnyUser) -> "InvitationQuerySet":
        """Where one may write now; each with its round and agency."""
        asked = self.filter(rules.answerable_invitations(user))
        # An open round stands before one that is closed and takes what is late.
        return asked.select_related("round", "agency").order_by("-round__state", "round__deadline")

    def own_of(self, user: rules.AnyUser) -> "InvitationQuerySet":
        """What one's agencies are asked: the pressing first, then the newest."""
        return (
            self.filter(rules.own_invitations(user))
            .select_related("round__draft", "round__version", "agency")
            .order_by("round__deadline", "pk")
        )

    def with_written(self) -> "InvitationQuerySet":
        """Each with the number of its agency's opinions, drafts too, as `written`."""
        # From the submission: an index holds its opinions, while a round has thousands.
        answer = Submission.objects.filter(round=OuterRef("round"), agency=OuterRef("agency"))
        standing = ~models.Q(opinions__state=OpinionState.WITHDRAWN)
        counted = answer.annotate(n=models.Count("opinions", filter=standing))
        return self.annotate(written=Coalesce(Subquery(counted.values("n")), 0))

    def with_answers(self) -> "InvitationQuerySet":
        """Each with what its agency's submission says of itself, as `answer_…`; no words."""
        answer = Submission.objects.filter(round=OuterRef("round"), agency=OuterRef("agency"))
        opinions = answer.annotate(
            count=models.Count("opinions", filter=models.Q(opinions__state="approved"))
        )
        told = ("uid", "state", "stance", "approved_at", "is_late", "letter_number", "letter_date")
        return self.annotate(
            answer_opinions=Subquery(opinions.values("count")),
            **{f"answer_{name}": Subquery(answer.values(name)) for name in told},
        )

    def with_activation(self) -> "InvitationQuerySet":
        """Each with whether its agency has who looks after its members, and its latest code."""
        code = ActivationCode.objects.latest_of(OuterRef("agency"))
        keepers = Membership.objects.in_time().filter(
            agency=OuterRef("agency"), role__in=rules.KEEPERS, user__is_active=True
        )
        told = ("made_at", "expires_at", "used_at")
        return self.annotate(
            has_keeper=Exists(keepers),
            **{f"code_{name}": Subquery(code.values(name)[:1]) for name in told},
        )

    def with_questions(self) -> "InvitationQuerySet":
        """Each with whether its round asks anything in particular, as `has_questions`."""
        asked = FocusQuestion.objects.filter(round=OuterRef("round"), withdrawn_at=None)
        return self.annotate(has_questions=Exists(asked))


class Invitation(models.Model):
    round = models.ForeignKey(Round, models.PROTECT, related_name="invitations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    first_opened_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["round", "agency"], name="an_agency_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.round}"

    @property
    def key(self) -> str:
        """Round and agency as one public name, for forms and addresses."""
        return f"{self.round.uid}:{self.agency.code}"

    @property
    def label(self) -> str:
        return f"{self.agency.brief_name} · {self.round.name}"

    @property
    def takes_words(self) -> bool:
        """Whether its agency still writes, or sent; for one that was read `with_answers`."""
        state = self.answer_state  # type: ignore[attr-defined]
        return state in (None, SubmissionState.WRITING, SubmissionState.RETURNED)

    @property
    def progress(self) -> Progress:
        """For an invitation that was read `with_answers`."""
        if self.answer_state:  # type: ignore[attr-defined]
            return _OF_STATE[self.answer_state]  # type: ignore[attr-defined]
        return Progress.OPENED if self.first_opened_at else Progress.UNOPENED

    @property
    def activation(self) -> str:
        """How far its agency has come in, for an invitation that was read `with_activation`."""
        if self.has_keeper:  # type: ignore[attr-defined]
            return "inside"
        made, used = self.code_made_at, self.code_used_at  # type: ignore[attr-defined]
        if made is None or used is not None:
            return "none"
        is_alive = self.code_expires_at > clock.now()  # type: ignore[attr-defined]
        return "waiting" if is_alive else "expired"

    @property
    def is_late(self) -> bool:
        """Sent after the deadline; for an invitation that was read `with_answers`."""
        return bool(self.answer_is_late)  # type: ignore[attr-defined]
