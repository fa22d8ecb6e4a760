"""The signed letter of an agency, as a file beside the frozen content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation import rules
from consultation.models.stored import StoredFile
from consultation.models.submission import Submission


class SignedLetterQuerySet(models.QuerySet["SignedLetter"]):
    def visible_to(self, user: rules.AnyUser) -> "SignedLetterQuerySet":
        return self.filter(rules.visible_signed_letters(user)).distinct()

    def newest_first(self) -> "SignedLetterQuerySet":
        return self.order_by("-added_at", "-pk")


class SignedLetter(StoredFile):
    """Another file put in its place is another row: the newest is the one that counts."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="signed_letters")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = SignedLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed letter")
        verbose_name_plural = _("signed letters")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="a_signed_letter_is_kept_once"
            )
        ]
