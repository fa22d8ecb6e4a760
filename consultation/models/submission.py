"""What one agency says in one round: a stance, an approver, and the opinions under it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import Agency, User
from consultation import rules
from consultation.models.round import Round


class Stance(models.TextChoices):
    AGREES = "agree", _("Agrees")
    AGREES_WITH_OPINIONS = "agree_with_opinions", _("Agrees, with opinions")
    DISAGREES = "disagree", _("Disagrees")
    OUTSIDE_REMIT = "outside_remit", _("Outside its remit")


class SubmissionState(models.TextChoices):
    WRITING = "writing", pgettext_lazy("state of a submission", "Being written")
    SENT_UP = "sent_up", pgettext_lazy("state of a submission", "Awaiting approval")
    RETURNED = "returned", pgettext_lazy("state of a submission", "Returned")
    APPROVED = "approved", pgettext_lazy("state of a submission", "Sent")


SUBMISSION_TRANSITIONS = {
    SubmissionState.WRITING: {SubmissionState.SENT_UP},
    SubmissionState.SENT_UP: {SubmissionState.APPROVED, SubmissionState.RETURNED},
    SubmissionState.RETURNED: {SubmissionState.SENT_UP},
    SubmissionState.APPROVED: {SubmissionState.RETURNED},
}


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: rules.AnyUser) -> "SubmissionQuerySet":
        return self.filter(rules.visible_submissions(user)).distinct()

    def with_round(self) -> "SubmissionQuerySet":
        """With all that its page says above the opinions."""
        return self.select_related(
            "agency", "round__draft", "round__version", "round__lead", "sent_up_by", "approved_by"
        )

    def in_protocol_order(self) -> "SubmissionQuerySet":
        return self.order_by("agency__protocol_order", "agency__name")

    def approved(self) -> "SubmissionQuerySet":
        return self.filter(state=SubmissionState.APPROVED)


class Submission(models.Model):
    """Approval freezes the content; the letter's number and date come later, beside it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="submissions")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SubmissionState.choices,
        default=SubmissionState.WRITING,
    )
    stance = models.CharField(_("stance"), max_length=20, choices=Stance.choices, blank=True)
    sent_up_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_up_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    receipt_code = models.CharField(max_length=24, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    letter_date = models.DateField(_("date of the letter"), null=True, blank=True)
    letter_signatory = models.CharField(_("signatory of the letter"), max_length=150, blank=True)
    lock_version = models.PositiveIntegerField(default=0)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["round", "agency"], name="one_submission_an_agency"),
            models.UniqueConstraint(
                fields=["receipt_code"],
                condition=~Q(receipt_code=""),
                name="one_submission_a_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(approved_at__isnull=False) & ~Q(stance="") & ~Q(receipt_code="")),
                name="approved_has_approver_stance_and_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.round}"

    @property
    def is_editable(self) -> bool:
        return self.state in (SubmissionState.WRITING, SubmissionState.RETURNED)


class ReturnKind(models.TextChoices):
    """Who gave it back; empty for those made before this was kept."""

    BY_HEAD = "by_head", pgettext_lazy("who returned an answer", "The head of the agency")
    BY_COMPILER = "by_compiler", pgettext_lazy("who returned an answer", "The compiler")
    TAKEN_BACK = "taken_back", pgettext_lazy("who returned an answer", "Taken back by the agency")


class Return(models.Model):
    """A submission given back with a reason, by its head or by the compiler; never deleted.

    An answer that was sent and taken back by the agency's own head is one too.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="returns")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ReturnKind.choices, blank=True)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_return_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason[:60]
