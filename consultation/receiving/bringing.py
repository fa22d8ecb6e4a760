"""A letter and its file: brought by its agency, opened beside the law, closed to be read anew."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.models import (
    LETTER_TRANSITIONS,
    Becomes,
    Kind,
    Letter,
    LetterPassage,
    LetterState,
    LetterSubject,
    Round,
    Stance,
)
from consultation.models.change import change, move
from consultation.receiving.files import Words, hold_file, rows_of, words_of
from consultation.receiving.frame import read_facts
from consultation.receiving.reading import AGREEMENT, OPINION, Law, Passage, read_letter
from consultation.receiving.tables import TableRow, read_table
from consultation.receiving.wording import disagrees, is_outside_remit
from consultation.signals import letter_recorded


def law_of(round_: Round) -> Law:
    """The addresses that stand in the round's version now; one query."""
    standing = round_.version.provisions.filter(retired_at=None)
    return Law(round_.draft.title, frozenset(standing.values_list("eid", flat=True)))


@transaction.atomic
def bring_letter(
    round_: Round, *, by: User, token: UUID, agency: Agency, file: "UploadedFile[Any]"
) -> Letter:
    """An agency brings its own letter; private to it until it is taken over.

    Raises:
        ValidationError: it has one already that is not taken over.
    """
    asked = round_.invitations.filter(agency=agency).exists()
    if not asked or not rules.can_bring_letter(by, round_, agency.pk):
        raise PermissionDenied
    Round.objects.select_for_update().get(pk=round_.pk)
    if (known := Letter.objects.filter(token=token, agency=agency).first()) is not None:
        return known
    others = Letter.objects.standing().filter(round=round_, agency=agency)
    if others.filter(is_from_agency=True).exclude(state=LetterState.TAKEN).exists():
        raise ValidationError(
            _("Your agency has a letter here already: go on with it, or undo it.")
        )
    letter = Letter(
        token=token,
        round=round_,
        agency=agency,
        received_on=clock.today(),
        is_signed=False,
        is_from_agency=True,
        is_additional=others.exists(),
        entered_by=by,
        entered_at=clock.now(),
    )
    letter.file = hold_file(letter, file)
    letter.save(force_insert=True)
    audit.record(
        "letter.brought", letter, by=by, agency=agency.code, file_sha256=letter.file.sha256
    )
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


def bring_and_read(
    round_: Round, *, by: User, token: UUID, agency: Agency, file: "UploadedFile[Any]"
) -> Letter:
    """Keep an agency's letter, then read it; raises as `bring_letter` and `read_file` do."""
    return read_file(bring_letter(round_, by=by, token=token, agency=agency, file=file), by=by)


def bring_table(
    round_: Round, *, by: User, token: UUID, agency: Agency, file: "UploadedFile[Any]"
) -> Letter:
    """Keep an agency's filled table and check it row by row; nothing is taken over yet.

    Raises:
        ImportRefused: the file is unsafe or unreadable.
        TableRefused: it is not our table, or empty; nothing is kept.
    """
    rows = read_table(rows_of(file), law_of(round_).eids)
    return _keep_table(round_, by=by, token=token, agency=agency, file=file, rows=rows)


@transaction.atomic
def _keep_table(
    round_: Round,
    *,
    by: User,
    token: UUID,
    agency: Agency,
    file: "UploadedFile[Any]",
    rows: Sequence[TableRow],
) -> Letter:
    letter = bring_letter(round_, by=by, token=token, agency=agency, file=file)
    if letter.passages.exists():
        return letter
    move(letter, LETTER_TRANSITIONS, LetterState.READ, is_table=True)
    _keep_rows(letter, rows)
    stance = (
        Stance.AGREES_WITH_OPINIONS if any(r.kind != Kind.AGREE for r in rows) else Stance.AGREES
    )
    change(letter, stance=stance)
    audit.record(
        "letter.table_read",
        letter,
        by=by,
        rows=len(rows),
        wrong=sum(bool(r.troubles) for r in rows),
    )
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


def _keep_rows(letter: Letter, rows: Sequence[TableRow]) -> None:
    """A passage for each row of a table, with what is wrong in it."""
    kept = LetterPassage.objects.bulk_create(
        LetterPassage(
            letter=letter,
            page=row.number,
            becomes=Becomes.OPINION,
            kind=row.kind,
            text=row.text,
            proposed_wording=row.proposed_wording,
            reason=row.reason,
            troubles=list(row.troubles),
        )
        for row in rows
    )
    _tie(
        letter,
        [(row, eid, None, None) for row, each in zip(kept, rows, strict=True) for eid in each.eids],
    )


def receive_file(letter: Letter, *, by: User, file: "UploadedFile[Any]") -> Letter:
    """Keep the file, then read it: where the reading fails, the file is there to be looked at."""
    return read_file(give_file(letter, by=by, file=file), by=by)


def read_file(letter: Letter, *, by: User) -> Letter:
    """Read the words of a letter's file, which takes seconds in no transaction, and divide them.

    Raises:
        ImportRefused: broken or hostile, or needs more than it may.
    """
    if letter.file is None or letter.content or letter.is_scan:
        return letter
    return open_letter(letter, by=by, words=words_of(letter.file))


@transaction.atomic
def give_file(letter: Letter, *, by: User, file: "UploadedFile[Any]") -> Letter:
    """Put a file to a letter that was noted without one, or another in its place; unread yet."""
    letter = locked_letter(letter, by=by)
    if letter.state == LetterState.READ:
        _forget_passages(letter)
        move(letter, LETTER_TRANSITIONS, LetterState.NOTED)
    kept = hold_file(letter, file)
    change(letter, file=kept, content="", pages=0)
    audit.record("letter.file_given", letter, by=by, file_sha256=kept.sha256)
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


@transaction.atomic
def open_letter(letter: Letter, *, by: User, words: Words) -> Letter:
    """Divide the words of its file into passages; a letter that is open already stays as it is."""
    letter = locked_letter(letter, by=by)
    if letter.passages.exists() or letter.is_scan:
        return letter
    facts = read_facts(words.text)
    passages = read_letter(words.text, law_of(letter.round))
    move(
        letter,
        LETTER_TRANSITIONS,
        LetterState.READ,
        content=words.text,
        pages=words.pages,
        number=letter.number or facts.number[:60],
        dated=letter.dated or facts.dated,
        stance=letter.stance or guess_stance(words.text, passages),
    )
    _keep_passages(letter, passages)
    audit.record("letter.read", letter, by=by, passages=len(passages), pages=words.pages)
    letter_recorded.send(Letter, letter=letter, by=by)
    return letter


@transaction.atomic
def close_letter(letter: Letter, *, by: User) -> Letter:
    """Forget how it was divided, so that it can be read anew from its file."""
    letter = locked_letter(letter, by=by)
    if letter.state == LetterState.READ:
        _forget_passages(letter)
        move(letter, LETTER_TRANSITIONS, LetterState.NOTED, content="", pages=0)
        audit.record("letter.closed", letter, by=by)
        letter_recorded.send(Letter, letter=letter, by=by)
    return letter


def guess_stance(text: str, passages: Sequence[Passage]) -> str:
    """Where the agency seems to stand; a person confirms it."""
    opinions = [each for each in passages if each.becomes == OPINION and each.kind != Kind.AGREE]
    agreed = " ".join(text[p.start : p.end] for p in passages if p.becomes == AGREEMENT)
    whole = [each for each in opinions if not each.subjects]
    if any(each.kind == Kind.DISAGREE and disagrees(text[each.start : each.end]) for each in whole):
        return Stance.DISAGREES
    if opinions:
        return Stance.AGREES_WITH_OPINIONS
    if is_outside_remit(agreed):
        return Stance.OUTSIDE_REMIT
    return Stance.AGREES if agreed else ""


def locked_letter(letter: Letter, *, by: User) -> Letter:
    """Round, then letter; raises PermissionDenied where it is not this person's work, or done."""
    Round.objects.select_for_update().get(pk=letter.round_id)
    fresh = Letter.objects.with_round().get(pk=letter.pk)
    if not fresh.is_open or not rules.can_work_on_letter(by, fresh):
        raise PermissionDenied
    return fresh


def _forget_passages(letter: Letter) -> None:
    LetterSubject.objects.filter(passage__letter=letter).delete()
    letter.passages.all().delete()


def _keep_passages(letter: Letter, passages: Sequence[Passage]) -> None:
    kept = LetterPassage.objects.bulk_create(
        LetterPassage(
            letter=letter,
            start=each.start,
            end=each.end,
            becomes=each.becomes,
            kind=each.kind,
            text=each.text,
            proposed_wording=each.proposed_wording,
            reason=each.reason,
        )
        for each in passages
    )
    _tie(
        letter,
        [
            (row, found.eid, found.start, found.end)
            for row, each in zip(kept, passages, strict=True)
            for found in each.subjects
        ],
    )


def _tie(
    letter: Letter, named: Iterable[tuple[LetterPassage, str, int | None, int | None]]
) -> None:
    """Passages to the provisions they name, by their addresses."""
    standing = letter.round.version.provisions.filter(retired_at=None)
    provisions = dict(standing.values_list("eid", "pk"))
    LetterSubject.objects.bulk_create(
        LetterSubject(passage=passage, provision_id=provisions[eid], start=start, end=end)
        for passage, eid, start, end in named
        if eid in provisions
    )
