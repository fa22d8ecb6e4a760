"""A person's work on a letter: confirm, split, join, correct, tie elsewhere; never lose a word.

However it is divided, the passages of a letter with words lie end to end and are the whole letter.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms.models import DossierFile, Provision, User
from consultation import audit
from consultation.models import Becomes, Kind, Letter, LetterPassage, LetterSubject
from consultation.models.change import change
from consultation.receiving.bringing import locked_letter
from consultation.receiving.wording import read_wording
from consultation.signals import letter_recorded

Subjects = Sequence[Provision | DossierFile]
# What a person may write of a passage.
CONTENT_FIELDS = ("becomes", "kind", "text", "proposed_wording", "reason")


@transaction.atomic
def change_passage(
    passage: LetterPassage,
    *,
    by: User,
    lock_version: int,
    subjects: Subjects,
    is_confirmed: bool = True,
    **content: Any,
) -> LetterPassage:
    """Say what a passage becomes, in which words, and what it speaks of.

    Raises:
        StaleError: somebody else changed it since `lock_version`.
        ValidationError: a subject is not of this round, or a kind is unknown.
    """
    letter, passage = _locked(passage, by=by)
    passage.lock_version = lock_version
    _check_content(letter, content, subjects)
    # What a row of a table got wrong is settled by the person who wrote it anew.
    change(passage, is_confirmed=is_confirmed, troubles=[], **content)
    _tie(passage, subjects if passage.becomes == Becomes.OPINION else ())
    _note(letter, "letter.passage_changed", by=by, becomes=passage.becomes)
    return passage


@transaction.atomic
def confirm_passages(letter: Letter, *, by: User, uids: Sequence[str]) -> int:
    """Confirm what was proposed as it stands, several at once; how many were."""
    letter = locked_letter(letter, by=by)
    proposed = letter.passages.opinions().filter(uid__in=uids, is_confirmed=False, troubles=[])
    count = proposed.update(is_confirmed=True, lock_version=F("lock_version") + 1)
    _note(letter, "letter.passages_confirmed", by=by, count=count)
    return count


@transaction.atomic
def split_passage(passage: LetterPassage, *, by: User, at: int) -> LetterPassage:
    """Make two of one, the second from `at` in the letter's text; returned is the second.

    Raises:
        ValidationError: there is nothing on one side of `at`.
    """
    letter, passage = _locked(passage, by=by)
    start, end = passage.start, passage.end
    if start is None or end is None or not start < at < end:
        raise ValidationError(_("Choose a place between two words of the passage."))
    if not letter.content[start:at].strip() or not letter.content[at:end].strip():
        raise ValidationError(_("Choose a place between two words of the passage."))
    change(passage, end=at, is_confirmed=False, **_read(letter.content[start:at]))
    second = LetterPassage.objects.create(
        letter=letter,
        start=at,
        end=end,
        becomes=passage.becomes,
        **_read(letter.content[at:end]),
    )
    passage.subjects.filter(start__gte=at).update(passage=second)
    _note(letter, "letter.passage_split", by=by, at=at)
    return second


@transaction.atomic
def join_passage(passage: LetterPassage, *, by: User) -> LetterPassage:
    """Put it together with the one before it; returned is the one.

    Raises:
        ValidationError: it is the first.
    """
    letter, passage = _locked(passage, by=by)
    first = letter.passages.filter(end=passage.start).first() if passage.start else None
    if first is None or first.start is None:
        raise ValidationError(_("There is no passage before this one."))
    known = set(first.subjects.values_list("provision", flat=True))
    passage.subjects.filter(provision__in=known).delete()
    passage.subjects.update(passage=first)
    end, becomes = passage.end, passage.becomes
    passage.delete()
    joined = Becomes.OPINION if Becomes.OPINION in (becomes, first.becomes) else first.becomes
    words = _read(letter.content[first.start : end])
    change(first, end=end, becomes=joined, is_confirmed=False, **words)
    _note(letter, "letter.passages_joined", by=by)
    return first


@transaction.atomic
def add_passage(
    letter: Letter, *, by: User, page: int | None = None, subjects: Subjects = (), **content: Any
) -> LetterPassage:
    """Type what a scan says, beside the picture of its page; it is confirmed by who typed it."""
    letter = locked_letter(letter, by=by)
    if not letter.is_scan:
        raise PermissionDenied
    if page is None or not 1 <= page <= letter.pages:
        raise ValidationError({"page": _("The letter has pages 1 to %d.") % letter.pages})
    _check_content(letter, content, subjects)
    if not (content.get("text", "") + content.get("proposed_wording", "")).strip():
        raise ValidationError({"text": _("Type the words of the letter first.")})
    passage = LetterPassage.objects.create(letter=letter, page=page, is_confirmed=True, **content)
    _tie(passage, subjects if passage.becomes == Becomes.OPINION else ())
    _note(letter, "letter.passage_added", by=by, page=page)
    return passage


@transaction.atomic
def drop_passage(passage: LetterPassage, *, by: User) -> None:
    """Take out what was typed of a scan; what a letter says in its own words stays.

    Raises:
        PermissionDenied: it is a piece of the letter itself.
    """
    letter, passage = _locked(passage, by=by)
    if passage.start is not None or not letter.is_scan:
        raise PermissionDenied
    passage.subjects.all().delete()
    passage.delete()
    _note(letter, "letter.passage_dropped", by=by)


def _locked(passage: LetterPassage, *, by: User) -> tuple[Letter, LetterPassage]:
    letter = locked_letter(passage.letter, by=by)
    fresh = LetterPassage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    fresh.letter = letter
    return letter, fresh


def _check_content(letter: Letter, content: dict[str, Any], subjects: Subjects) -> None:
    unknown = set(content) - set(CONTENT_FIELDS)
    if unknown:
        raise TypeError(f"not content of a passage: {', '.join(sorted(unknown))}")
    if content.get("becomes", Becomes.OPINION) not in Becomes.values:
        raise ValidationError({"becomes": _("Say what this passage is.")})
    if content.get("kind", Kind.AMEND) not in Kind.values:
        raise ValidationError({"kind": _("Choose what the opinion asks for.")})
    for subject in subjects:
        if isinstance(subject, Provision):
            is_there = subject.version_id == letter.round.version_id and not subject.retired_at
        else:
            is_there = subject.draft_id == letter.round.draft_id and not subject.removed_at
        if not is_there:
            words = _("This provision is not part of the draft that is asked about.")
            raise ValidationError({"subjects": words})


def _tie(passage: LetterPassage, subjects: Subjects) -> None:
    """Where the letter names a provision stays known while the passage is about it."""
    spans = {each.provision_id: (each.start, each.end) for each in passage.subjects.all()}
    passage.subjects.all().delete()
    for subject in dict.fromkeys(subjects):
        if isinstance(subject, Provision):
            start, end = spans.get(subject.pk, (None, None))
            LetterSubject.objects.create(passage=passage, provision=subject, start=start, end=end)
        else:
            LetterSubject.objects.create(passage=passage, dossier_file=subject)


def _read(words: str) -> dict[str, str]:
    return dict(read_wording(words)._asdict())


def _note(letter: Letter, action: str, *, by: User, **details: Any) -> None:
    """One more step of work on the letter: whoever takes over must have seen it."""
    Letter.objects.filter(pk=letter.pk).update(lock_version=F("lock_version") + 1)
    audit.record(action, letter, by=by, **details)
    letter_recorded.send(Letter, letter=letter, by=by)
