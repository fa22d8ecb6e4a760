"""A signed letter is its agency's approval: what it says stands, under its number and date.

These are steps of the acts in `consultation.receiving`, which have asked whether they may.
"""

from collections.abc import Sequence
from datetime import date

from consultation.approving.freezing import (
    approve_opinions,
    end_receipt,
    freeze_answer,
    renew_receipt,
)
from consultation.models import (
    SUBMISSION_TRANSITIONS,
    ApprovedAs,
    Opinion,
    OpinionState,
    Receipt,
    ReceiptEnd,
    Submission,
    SubmissionState,
    Visibility,
)
from consultation.models.change import change, move

_TAKEN_BACK = {SubmissionState.APPROVED: {SubmissionState.WRITING}}


def approve_by_letter(
    submission: Submission,
    opinions: Sequence[Opinion],
    *,
    stance: str,
    number: str,
    dated: date | None,
    is_late: bool,
) -> Receipt:
    """Make the answer stand with the letter's opinions; the submission's row is locked.

    Words that the agency wrote here and never sent stay its drafts. To an answer that stands
    already, the letter adds its opinions, and its number and date.
    """
    if submission.state == SubmissionState.APPROVED:
        receipt = _add_to_answer(submission, opinions)
    else:
        if submission.state != SubmissionState.SENT_UP:
            move(submission, SUBMISSION_TRANSITIONS, SubmissionState.SENT_UP)
        submission.stance = stance
        change(submission, stance=stance)
        receipt = freeze_answer(submission, opinions, by=None, as_=ApprovedAs.LETTER)
        # Late is what came late, not what was entered late.
        change(submission, is_late=is_late)
        Receipt.objects.filter(pk=receipt.pk).update(is_late=is_late)
    if not submission.letter_number:
        change(submission, letter_number=number, letter_date=dated)
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(is_late=is_late)
    return receipt


def take_back_by_letter(
    submission: Submission, opinions: Sequence[Opinion], *, is_whole: bool
) -> None:
    """Undo it: its opinions are withdrawn; the answer too where it `is_whole` the letter's.

    What the agency wrote here before is its unsent words again.
    """
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(
        state=OpinionState.WITHDRAWN, visibility=Visibility.AGENCY
    )
    if not is_whole:
        if opinions:
            renew_receipt(submission, by=None, as_=ApprovedAs.LETTER)
        return
    end_receipt(submission, why=ReceiptEnd.TAKEN_BACK)
    move(
        submission,
        _TAKEN_BACK,
        SubmissionState.WRITING,
        stance="",
        approved_at=None,
        is_late=False,
        letter_number="",
        letter_date=None,
    )


def _add_to_answer(submission: Submission, opinions: Sequence[Opinion]) -> Receipt:
    if not opinions:
        return submission.receipts.current().get()
    approve_opinions(opinions)
    return renew_receipt(submission, by=None, as_=ApprovedAs.LETTER)
