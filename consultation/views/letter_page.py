"""What the page of a letter shows: its passages beside the law, and the forms on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from consultation import rules
from consultation.forms.letters import LetterFileForm, PassageForm, TakeOverForm, TypedPassageForm
from consultation.models import Becomes, Letter, LetterPassage
from consultation.receiving.sentences import split_sentences
from consultation.rules import AnyUser

# These are folded: they are listed, and nobody has to look at them.
FOLDED = frozenset({Becomes.HEAD, Becomes.GREETING, Becomes.SIGNATURE, Becomes.HEADING})
_JOINTS = ",;:"
_SHOWN = 60


@dataclass(frozen=True)
class Piece:
    """Words of a passage; `is_cited` where they name what it speaks of."""

    words: str
    is_cited: bool = False


@dataclass(frozen=True)
class Cut:
    """A place where a passage may be split: the offset, and the words that would follow it."""

    at: int
    words: str


@dataclass
class Shown:
    passage: LetterPassage
    pieces: list[Piece]
    form: Form
    cuts: list[Cut]
    is_wrong: bool = False
    can_join: bool = False

    @property
    def is_folded(self) -> bool:
        return self.passage.becomes in FOLDED and not self.is_wrong


def letter_context(user: AnyUser, letter: Letter, **forms: Form) -> dict[str, Any]:
    """`forms` are those that came back wrong; passages' by `passage_<uid>`."""
    passages = list(letter.passages.with_subjects().in_order())
    for passage in passages:
        passage.letter = letter
    may_work = letter.is_open and rules.can_work_on_letter(user, letter)
    opinions = [each for each in passages if each.is_opinion]
    waiting = [each for each in opinions if not each.is_confirmed and not each.troubles]
    return {
        "letter": letter,
        "round": letter.round,
        "shown": [_shown(each, at, passages, forms) for at, each in enumerate(passages)],
        "opinions": len(opinions),
        "waiting": waiting,
        "left_over": sum(1 for each in passages if each.becomes == Becomes.LEFT_OVER),
        "troubled": sum(1 for each in opinions if each.troubles),
        "may_work": may_work,
        "may_undo": rules.can_take_back_letter(user, letter),
        "on_ledger": rules.can_see_ledger(user, letter.round),
        "file_form": forms.get("file_form") or LetterFileForm(),
        "add_form": forms.get("add_form") or _add_form(letter, passages),
        "take_form": forms.get("take_form") or _take_form(letter),
        "scans": range(1, letter.pages + 1),
    }


def _add_form(letter: Letter, passages: Sequence[LetterPassage]) -> TypedPassageForm:
    """For the page that was typed from last."""
    page = max((each.page or 1 for each in passages), default=1)
    return TypedPassageForm(round_=letter.round, initial={"page": page})


def _take_form(letter: Letter) -> TakeOverForm:
    names = ("lock_version", "stance", "number", "dated")
    initial = {name: getattr(letter, name) for name in names}
    return TakeOverForm(initial=initial, asks_signed=letter.is_from_agency)


def _shown(
    passage: LetterPassage, at: int, passages: Sequence[LetterPassage], forms: dict[str, Form]
) -> Shown:
    wrong = forms.get(f"passage_{passage.uid.hex}")
    return Shown(
        passage=passage,
        pieces=list(_pieces(passage)),
        form=wrong or _passage_form(passage),
        cuts=list(_cuts(passage)),
        is_wrong=wrong is not None,
        can_join=bool(at and passage.start is not None),
    )


def _passage_form(passage: LetterPassage) -> PassageForm:
    names = ("lock_version", "becomes", "kind", "text", "proposed_wording", "reason")
    initial = {name: getattr(passage, name) for name in names}
    initial["subjects"] = "; ".join(each.citation for each in passage.subjects.all())
    return PassageForm(initial=initial, prefix=str(passage.uid), round_=passage.letter.round)


def _pieces(passage: LetterPassage) -> Iterator[Piece]:
    """The passage's own words, cut where it names provisions; plain text, escaped as any."""
    if passage.start is None or passage.end is None:
        yield Piece(passage.text)
        return
    content, at = passage.letter.content, passage.start
    spans = sorted(
        {(each.start, each.end) for each in passage.subjects.all() if each.start is not None}
    )
    for start, end in spans:
        if start is None or end is None or start < at or end > passage.end:
            continue
        yield Piece(content[at:start])
        yield Piece(content[start:end], is_cited=True)
        at = end
    yield Piece(content[at : passage.end].rstrip())


def _cuts(passage: LetterPassage) -> Iterator[Cut]:
    """Before each sentence of the passage, and behind its commas and the like."""
    if passage.start is None or passage.end is None:
        return
    words = passage.words
    ends = {span.end for span in split_sentences(words)}
    ends |= {at + 1 for at, letter in enumerate(words) if letter in _JOINTS}
    for at in sorted(ends):
        following = words[at:].strip()
        if following and words[:at].strip():
            yield Cut(passage.start + at, following[:_SHOWN])
