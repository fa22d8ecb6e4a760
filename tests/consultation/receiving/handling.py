"""What a compiler and an officer do with a letter, in few words."""

from uuid import uuid4

from consultation.models import Letter, LetterPassage
from consultation.receiving.bringing import bring_and_read, receive_file
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry
from consultation.receiving.marking import confirm_passages
from consultation.receiving.taking import take_over_letter
from tests.factories.letters import word_letter


def read_here(consultation, file=None) -> Letter:
    """A letter noted at the lead, with its file read."""
    entry = Entry(agency=consultation.agencies[0])
    by = consultation.compiler
    letter = note_letter(consultation.round, by=by, token=uuid4(), entry=entry)
    return receive_file(letter, by=by, file=file or word_letter())


def brought(consultation) -> Letter:
    return bring_and_read(
        consultation.round,
        by=consultation.officer(),
        token=uuid4(),
        agency=consultation.agencies[0],
        file=word_letter(),
    )


def confirm_all(letter, *, by) -> None:
    confirm_passages(letter, by=by, uids=[str(each.uid) for each in letter.passages.all()])


def take(letter, *, by, **values) -> Letter:
    letter.refresh_from_db()
    values = {"stance": letter.stance, "number": letter.number, "dated": letter.dated, **values}
    values.setdefault("is_signed", True)
    return take_over_letter(letter, by=by, lock_version=letter.lock_version, **values)


def whole(letter) -> str:
    return "".join(each.words for each in letter.passages.in_order().select_related("letter"))


def opinion_passage(letter, at=0) -> LetterPassage:
    return list(letter.passages.opinions().in_order())[at]
