"""What was confirmed in a letter is taken over: all of it together, or nothing."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit
from consultation.models import (
    LETTER_TRANSITIONS,
    Kind,
    Letter,
    LetterPassage,
    LetterState,
    LetterSubject,
    Opinion,
    Origin,
    Stance,
    Submission,
)
from consultation.models.change import change, move
from consultation.receiving.bringing import locked_letter
from consultation.receiving.standing import make_stand
from consultation.signals import letter_recorded, opinions_recorded


@transaction.atomic
def take_over_letter(
    letter: Letter,
    *,
    by: User,
    lock_version: int,
    is_signed: bool,
    stance: str,
    number: str = "",
    dated: date | None = None,
) -> Letter:
    """Make opinions of what was confirmed: of a signed letter they stand, else they are drafts.

    Raises:
        ValidationError: something is not confirmed, or the letter is not complete.
        StaleError: it was changed since `lock_version`.
    """
    letter = locked_letter(letter, by=by)
    letter.lock_version = lock_version
    signed = is_signed or not letter.is_from_agency
    passages = list(letter.passages.opinions().with_subjects().in_order())
    _check(passages, stance=stance, signed=signed, number=number, dated=dated)
    change(letter, is_signed=signed, stance=stance, number=number, dated=dated)
    if signed:
        opinions = _make_opinions(letter, passages, submission=None, by=by)
        make_stand(letter, by=by, opinions=opinions)
    else:
        _take_as_drafts(letter, passages, by=by)
    audit.record("letter.taken_over", letter, by=by, signed=signed, number=number)
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


def _check(
    passages: Sequence[LetterPassage],
    *,
    stance: str,
    signed: bool,
    number: str,
    dated: date | None,
) -> None:
    errors: dict[str, str] = {}
    asks = [each for each in passages if each.kind != Kind.AGREE]
    waiting = [each for each in passages if not each.is_confirmed]
    if stance not in Stance.values:
        errors["stance"] = _("Say where the agency stands.")
    elif stance in (Stance.AGREES, Stance.OUTSIDE_REMIT) and asks:
        errors["stance"] = _(
            "There are opinions that ask for changes: choose “Agrees, with opinions”."
        )
    elif stance == Stance.AGREES_WITH_OPINIONS and not asks:
        errors["stance"] = _("There is no opinion yet: mark one, or choose “Agrees”.")
    if signed and not number:
        errors["number"] = _("A signed letter has a number: type it.")
    if signed and not dated:
        errors["dated"] = _("A signed letter has a date: type it.")
    elif dated and dated > clock.today():
        errors["dated"] = _("This day is still to come: check the date of the letter.")
    if any(each.troubles for each in passages):
        errors["__all__"] = _("Some rows of the table are wrong: put them right first.")
    elif waiting:
        errors["__all__"] = _("Confirm every opinion first: %(count)d still wait.") % {
            "count": len(waiting)
        }
    elif any(not (each.text + each.proposed_wording).strip() for each in asks):
        errors["__all__"] = _("An opinion has no words: write it, or say that it is none.")
    if errors:
        raise ValidationError(errors)


def _make_opinions(
    letter: Letter,
    passages: Sequence[LetterPassage],
    *,
    submission: Submission | None,
    by: User,
) -> list[Opinion]:
    """One for each subject of each passage; without a subject, on the whole draft."""
    now = clock.now()
    made: list[Opinion] = []
    for passage in passages:
        subjects = list(passage.subjects.all()) or [LetterSubject.objects.create(passage=passage)]
        for subject in subjects:
            provision = subject.provision
            opinion = Opinion.objects.create(
                token=uuid5(letter.uid, str(subject.pk)),
                round=letter.round,
                agency=letter.agency,
                submission=submission,
                author=by if letter.is_from_agency else None,
                origin=Origin.LETTER,
                provision=provision,
                provision_text=provision.current_text if provision else None,
                dossier_file=subject.dossier_file,
                kind=passage.kind,
                text=passage.text,
                proposed_wording=passage.proposed_wording,
                reason=passage.reason,
                created_at=now,
                updated_at=now,
            )
            LetterSubject.objects.filter(pk=subject.pk).update(opinion=opinion)
            audit.record(
                "opinion.drafted", opinion, by=by, eid=opinion.tied_to, letter=str(letter.uid)
            )
            made.append(opinion)
    return made


def _take_as_drafts(letter: Letter, passages: Sequence[LetterPassage], *, by: User) -> None:
    """An unsigned letter fills the agency's own drafts, which go the normal way to its head."""
    submission, begun = Submission.objects.select_for_update(of=("self",)).get_or_create(
        round=letter.round, agency=letter.agency
    )
    if begun:
        audit.record("submission.begun", submission, by=by)
    if not submission.is_editable:
        raise ValidationError(_("Your answer was sent already: take it back to add to it."))
    opinions = _make_opinions(letter, passages, submission=submission, by=by)
    move(letter, LETTER_TRANSITIONS, LetterState.TAKEN, submission=submission, taken_at=clock.now())
    if opinions:
        opinions_recorded.send(Opinion, opinions=opinions, by=by)
