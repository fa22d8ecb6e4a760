"""A letter makes its agency's answer stand, and undone it does so no longer."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import ngettext

from cms import clock
from cms.models import User
from consultation import audit
from consultation.approving.by_letter import approve_by_letter, take_back_by_letter
from consultation.models import (
    LETTER_TRANSITIONS,
    ApprovedAs,
    Letter,
    LetterState,
    Opinion,
    OpinionState,
    Submission,
)
from consultation.models.change import move
from consultation.signals import opinions_recorded, submission_recorded


@transaction.atomic
def make_stand(letter: Letter, *, by: User, opinions: Sequence[Opinion] = ()) -> None:
    """The letter is taken over: its agency's answer stands with these opinions, locked rows."""
    submission, _made = Submission.objects.select_for_update(of=("self",)).get_or_create(
        round=letter.round, agency=letter.agency
    )
    submission.round, submission.agency = letter.round, letter.agency
    for opinion in opinions:
        opinion.submission = submission
    Opinion.objects.filter(pk__in=[each.pk for each in opinions]).update(submission=submission)
    receipt = approve_by_letter(
        submission,
        opinions,
        stance=letter.stance,
        number=letter.number,
        dated=letter.dated,
        is_late=letter.is_late,
    )
    move(letter, LETTER_TRANSITIONS, LetterState.TAKEN, submission=submission, taken_at=clock.now())
    audit.record(
        "submission.approved_by_letter",
        submission,
        by=by,
        letter=str(letter.uid),
        number=letter.number,
        opinions=len(opinions),
        receipt=receipt.code,
        sha256=receipt.content_sha256,
        late=letter.is_late,
    )
    submission_recorded.send(Submission, submission=submission, by=by)
    if opinions:
        fresh = list(Opinion.objects.filter(pk__in=[each.pk for each in opinions]))
        opinions_recorded.send(Opinion, opinions=fresh, by=by)


def take_back_answer(letter: Letter, submission: Submission, *, by: User) -> None:
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    submission.round, submission.agency = letter.round, letter.agency
    opinions = list(
        Opinion.objects.select_for_update(of=("self",)).filter(
            letter_subject__passage__letter=letter, state=OpinionState.APPROVED
        )
    )
    placed = Opinion.objects.filter(pk__in=[each.pk for each in opinions], placed__isnull=False)
    if count := placed.count():
        words = ngettext(
            "%(count)d opinion of this letter stands in the synthesis: it cannot be undone here.",
            "%(count)d opinions of this letter stand in the synthesis: it cannot be undone here.",
            count,
        )
        raise ValidationError(words % {"count": count})
    receipt = submission.receipts.current().first()
    others = submission.letters.standing().exclude(pk=letter.pk).exists()
    by_letter = receipt is not None and receipt.approved_as == ApprovedAs.LETTER
    wrote = submission.opinions.approved().exclude(pk__in=[each.pk for each in opinions]).exists()
    take_back_by_letter(submission, opinions, is_whole=by_letter and not others and not wrote)
    submission_recorded.send(Submission, submission=submission, by=by)
    if opinions:
        fresh = list(Opinion.objects.filter(pk__in=[each.pk for each in opinions]))
        opinions_recorded.send(Opinion, opinions=fresh, by=by)
