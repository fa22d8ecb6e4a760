"""The ledger: letters noted row by row, each by itself, each undone by itself.

A signed letter that only says where its agency stands is an answer as soon as it is noted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.inviting import invite_agencies
from consultation.models import (
    LETTER_TRANSITIONS,
    Letter,
    LetterState,
    Round,
    Stance,
    Submission,
)
from consultation.models.change import StaleError, change, move
from consultation.receiving.files import hold_file
from consultation.receiving.ledger_rows import DoubtError, Entry, check_entry, doubts_about
from consultation.receiving.standing import make_stand, take_back_answer
from consultation.signals import letter_recorded, submission_recorded

# What these say needs no opinions beside it.
WHOLE_ANSWERS = frozenset({Stance.AGREES, Stance.OUTSIDE_REMIT})


@transaction.atomic
def note_letter(
    round_: Round,
    *,
    by: User,
    token: UUID,
    entry: Entry,
    lock_version: int = 0,
    file: "UploadedFile[Any] | None" = None,
) -> Letter:
    """Keep one row; the same token again is the same row, amended if its version is known.

    Raises:
        DoubtError: the agency has a letter, the number is known, or it is asked about here first.
        StaleError: it was changed elsewhere since `lock_version`.
        ValidationError: the row contradicts itself, or what it would change is taken over.
    """
    if not rules.can_enter_letters(by, round_):
        raise PermissionDenied
    Round.objects.select_for_update().get(pk=round_.pk)
    known = (
        Letter.objects.select_related("round", "agency", "submission", "file")
        .filter(token=token)
        .first()
    )
    if known is not None:
        return _amend(known, by=by, entry=entry, lock_version=lock_version, file=file)
    if Letter.objects.filter(token=token).exists():
        raise PermissionDenied
    letter = _begin(round_, token, entry, by=by)
    letter.file = hold_file(letter, file) if file else None
    letter.save(force_insert=True)
    audit.record("letter.noted", letter, by=by, **_facts(letter))
    _take_if_whole(letter, by=by)
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


@dataclass(frozen=True)
class Typed:
    """A row as it was sent; `file` is a checked upload."""

    token: UUID
    entry: Entry
    lock_version: int = 0
    file: "UploadedFile[Any] | None" = None


@dataclass
class Outcome:
    """What became of a row: a letter, or questions, or what is wrong by the name of its cell."""

    letter: Letter | None = None
    doubts: Sequence[str] = ()
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_stale: bool = False


def note_letters(round_: Round, *, by: User, rows: Iterable[Typed]) -> list[Outcome]:
    """Each row by itself, as `note_letter` does: what is wrong in one keeps no other back."""
    return [_note_row(round_, row, by=by) for row in rows]


def _note_row(round_: Round, row: Typed, *, by: User) -> Outcome:
    try:
        letter = note_letter(
            round_,
            by=by,
            token=row.token,
            entry=row.entry,
            lock_version=row.lock_version,
            file=row.file,
        )
    except DoubtError as doubt:
        return Outcome(doubts=doubt.messages)
    except ValidationError as refusal:
        has_cells = hasattr(refusal, "error_dict")
        return Outcome(errors=refusal.message_dict if has_cells else {"": refusal.messages})
    except StaleError:
        return Outcome(letter=Letter.objects.with_round().get(token=row.token), is_stale=True)
    return Outcome(letter=letter)


@transaction.atomic
def take_back_letter(letter: Letter, *, by: User) -> Letter:
    """Undo an entry; what it approved stands no longer. Its row and its words stay in the table.

    Raises:
        ValidationError: an opinion of it stands in a row of the synthesis.
    """
    Round.objects.select_for_update().get(pk=letter.round_id)
    letter = Letter.objects.select_related("round", "agency", "submission").get(pk=letter.pk)
    if letter.state == LetterState.DROPPED:
        return letter
    if not rules.can_take_back_letter(by, letter):
        raise PermissionDenied
    was_taken = letter.state == LetterState.TAKEN
    move(letter, LETTER_TRANSITIONS, LetterState.DROPPED)
    if was_taken and letter.submission:
        take_back_answer(letter, letter.submission, by=by)
    audit.record("letter.taken_back", letter, by=by, after_taking=was_taken)
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


def _begin(round_: Round, token: UUID, entry: Entry, *, by: User) -> Letter:
    """A new letter, not saved yet; its agency is asked from now on, if it was not."""
    check_entry(entry)
    is_additional = _settle_doubts(round_, entry)
    if not round_.invitations.filter(agency=entry.agency).exists():
        invite_agencies(round_, by=by, agencies=[entry.agency])
    return Letter(
        token=token,
        round=round_,
        agency=entry.agency,
        stance=entry.stance,
        number=entry.number,
        dated=entry.dated,
        received_on=entry.received_on or clock.today(),
        is_additional=is_additional,
        entered_by=by,
        entered_at=clock.now(),
    )


def _settle_doubts(round_: Round, entry: Entry) -> bool:
    """Whether it is one more letter of the agency; raises DoubtError until it is confirmed."""
    if not entry.confirmed and (asked := doubts_about(round_, entry)):
        raise DoubtError(asked)
    return Letter.objects.standing().filter(round=round_, agency=entry.agency).exists()


def _amend(
    letter: Letter,
    *,
    by: User,
    entry: Entry,
    lock_version: int,
    file: "UploadedFile[Any] | None",
) -> Letter:
    if letter.state == LetterState.DROPPED or not rules.can_work_on_letter(by, letter):
        raise PermissionDenied
    check_entry(entry)
    values = _changed(letter, entry)
    if not values and file is None:
        # The answer to the last save was lost on its way, and the same row came again.
        return letter
    letter.lock_version = lock_version
    if letter.state == LetterState.TAKEN:
        _check_taken(letter, values)
    if file is not None:
        values["file"] = hold_file(letter, file)
        letter.content, letter.pages = "", 0
        values.update(content="", pages=0)
    change(letter, **values)
    if letter.state == LetterState.TAKEN and letter.submission:
        change(letter.submission, letter_number=letter.number, letter_date=letter.dated)
        submission_recorded.send(Submission, submission=letter.submission, by=by)
    audit.record("letter.amended", letter, by=by, **_facts(letter))
    _take_if_whole(letter, by=by)
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


def _changed(letter: Letter, entry: Entry) -> dict[str, Any]:
    typed = {"stance": entry.stance, "number": entry.number, "dated": entry.dated}
    if entry.received_on:
        typed["received_on"] = entry.received_on
    changed = {name: value for name, value in typed.items() if getattr(letter, name) != value}
    if entry.agency.pk != letter.agency_id:
        raise ValidationError(
            {"agency": _("The agency of a noted letter stays: undo the row and type it anew.")}
        )
    return changed


def _check_taken(letter: Letter, values: dict[str, Any]) -> None:
    """Number and date are facts beside the answer; where the agency stands is the answer."""
    if "stance" in values:
        raise ValidationError({"stance": _("This letter is taken over: undo it first.")})
    if not values.get("number", letter.number) or not values.get("dated", letter.dated):
        raise ValidationError({"number": _("A letter taken over keeps a number and a date.")})


def _take_if_whole(letter: Letter, *, by: User) -> None:
    """Agreement with number and date is an answer; one with opinions waits for them."""
    is_whole = letter.stance in WHOLE_ANSWERS and letter.number and letter.dated
    if letter.is_open and is_whole and not letter.passages.opinions().exists():
        make_stand(letter, by=by)


def _facts(letter: Letter) -> dict[str, Any]:
    return {
        "agency": letter.agency.code,
        "stance": letter.stance,
        "number": letter.number,
        "dated": letter.dated.isoformat() if letter.dated else "",
        "additional": letter.is_additional,
        "file_sha256": letter.file.sha256 if letter.file else "",
    }
