"""Focus questions: answered by an opinion with words, or declined with a word; never by silence."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.approving.locking import hold_answer
from consultation.models import FocusAnswer, FocusQuestion, Opinion, OpinionState, Submission
from consultation.signals import submission_recorded


@transaction.atomic
def answer_question(
    question: FocusQuestion,
    *,
    by: User,
    submission: Submission,
    opinion: Opinion | None = None,
    declined: str = "",
) -> FocusAnswer:
    """Tie an opinion of this answer to the question, or say why there is none; the last one holds.

    Raises:
        ValidationError: it is not put to this agency, the opinion is of another answer, or there
            is neither an opinion nor a word.
    """
    hold_answer(submission)
    if not rules.can_write(by, submission):
        raise PermissionDenied
    _check_fits(question, submission, opinion)
    declined = " ".join(declined.split())
    if (opinion is None) == (not declined):
        raise ValidationError(
            {"declined": _("Answer with an opinion, or say in a word why you have no answer.")}
        )
    answer, _made = FocusAnswer.objects.update_or_create(
        question=question,
        submission=submission,
        defaults={"opinion": opinion, "declined_reason": declined, "by": by, "at": clock.now()},
    )
    audit.record(
        "submission.question_answered",
        submission,
        by=by,
        question=str(question.uid),
        opinion=str(opinion.uid) if opinion else "",
    )
    submission_recorded.send(Submission, submission=submission, by=by)
    return answer


class Asked(NamedTuple):
    """A question put to an agency, and what holds as its answer."""

    question: FocusQuestion
    answer: FocusAnswer | None


def questions_of(submission: Submission) -> list[Asked]:
    """What this agency is asked in particular, in order; two queries."""
    standing = submission.round.focus_questions.standing().select_related("provision__section")
    asked = [question for question in standing if question.asks(submission.agency)]
    if not asked:
        return []
    given = submission.focus_answers.holding().select_related(
        "opinion__provision", "opinion__dossier_file"
    )
    answers = {answer.question_id: answer for answer in given if covers(answer)}
    return [Asked(question, answers.get(question.pk)) for question in asked]


def covers(answer: FocusAnswer) -> bool:
    """A word why not, or an opinion that stands and says something: bare agreement does not."""
    opinion = answer.opinion
    if opinion is None:
        return True
    words = (opinion.text + opinion.proposed_wording + opinion.reason).strip()
    return opinion.state != OpinionState.WITHDRAWN and bool(words)


def open_questions(submission: Submission) -> list[FocusQuestion]:
    return [asked.question for asked in questions_of(submission) if asked.answer is None]


def check_questions(submission: Submission) -> None:
    """Raises ValidationError while a question put to this agency has no answer and no word."""
    if left := open_questions(submission):
        raise ValidationError(
            ngettext(
                "%(count)d focus question has no answer yet. “Agrees” does not cover it: "
                "answer it with an opinion, or say in a word why you have no answer.",
                "%(count)d focus questions have no answer yet. “Agrees” does not cover them: "
                "answer each with an opinion, or say in a word why you have no answer.",
                len(left),
            )
            % {"count": len(left)},
            code="focus",
        )


def _check_fits(question: FocusQuestion, submission: Submission, opinion: Opinion | None) -> None:
    if question.round_id != submission.round_id or not question.asks(submission.agency):
        raise ValidationError(_("This question is not put to your agency."))
    if question.withdrawn_at is not None:
        raise ValidationError(_("This question is not asked any more."))
    if opinion is not None and opinion.submission_id != submission.pk:
        raise ValidationError(_("This opinion is part of another answer."))
