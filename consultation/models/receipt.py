"""A receipt: what was approved, when, by whom, with its sum; kept when it is overtaken."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import User
from consultation.models.delegation import Delegation
from consultation.models.submission import Submission


class ApprovedAs(models.TextChoices):
    """In whose power an answer was approved; `delegation` of the receipt names the document."""

    HEAD = "head", pgettext_lazy("who approved", "Head of the agency")
    AUTHORISED = "authorised", pgettext_lazy("who approved", "By authorisation of the head")
    ABSENCE = "absence", pgettext_lazy("who approved", "In the absence of the head")
    LETTER = "letter", pgettext_lazy("who approved", "By its signed letter")


class ReceiptEnd(models.TextChoices):
    """Why a receipt is not the one that stands."""

    TAKEN_BACK = "taken_back", pgettext_lazy("why a receipt ended", "Taken back by the agency")
    RETURNED = "returned", pgettext_lazy("why a receipt ended", "Returned by the compiler")
    RENEWED = "renewed", pgettext_lazy("why a receipt ended", "An opinion was sent anew")


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def current(self) -> "ReceiptQuerySet":
        """Those whose answer stands as it was approved."""
        return self.filter(ended_at=None)

    def newest_first(self) -> "ReceiptQuerySet":
        return self.order_by("-issued_at", "-pk")

    def light(self) -> "ReceiptQuerySet":
        """Without the frozen words, which may be many, until they are asked for."""
        return self.defer("data")


class Receipt(models.Model):
    """One approval of an answer. `data` is all that its letter is drawn from.

    `data` has the keys of `approving.freezing.frozen_data`; it is empty for what was approved
    before receipts were kept by themselves, whose words stand in the opinions.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="receipts")
    code = models.CharField(max_length=24, unique=True)
    content_sha256 = models.CharField(max_length=64)
    data = models.JSONField(default=dict)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_as = models.CharField(
        _("approved as"), max_length=10, choices=ApprovedAs.choices, blank=True
    )
    delegation = models.ForeignKey(Delegation, models.PROTECT, null=True, related_name="receipts")
    opinions = models.PositiveIntegerField(default=0)
    is_late = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=12, choices=ReceiptEnd.choices, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(ended_at=None),
                name="one_standing_receipt_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_why="") | Q(ended_at__isnull=False),
                name="a_receipt_ends_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code
