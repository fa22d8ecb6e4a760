"""What an agency says to a focus question: an opinion, or a word why it has none."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation.models.focus_question import FocusQuestion
from consultation.models.opinion import Opinion, OpinionState
from consultation.models.submission import Submission


class FocusAnswerQuerySet(models.QuerySet["FocusAnswer"]):
    def holding(self) -> "FocusAnswerQuerySet":
        """Declined with a word, or an opinion that has not been taken back."""
        return self.filter(Q(opinion=None) | ~Q(opinion__state=OpinionState.WITHDRAWN))


class FocusAnswer(models.Model):
    """One an answer and question; frozen with the answer, as its opinion is."""

    question = models.ForeignKey(FocusQuestion, models.PROTECT, related_name="answers")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="focus_answers")
    opinion = models.ForeignKey(
        Opinion, models.PROTECT, null=True, blank=True, related_name="focus_answers"
    )
    declined_reason = models.CharField(_("why we have no answer"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = FocusAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a focus question")
        verbose_name_plural = _("answers to focus questions")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "submission"], name="one_answer_a_focus_question"
            ),
            models.CheckConstraint(
                condition=Q(opinion=None) & ~Q(declined_reason="")
                | Q(opinion__isnull=False, declined_reason=""),
                name="a_focus_question_is_answered_or_declined",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.opinion or self.declined_reason}"
