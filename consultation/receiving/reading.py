"""A letter read beside the law: every sentence gets its place, citations become proposed opinions.

Plain Python, no Django. The passages lie end to end and are the whole letter: nothing is lost,
whatever is guessed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from consultation.receiving.frame import head_ends, signature_of
from consultation.receiving.judging import (
    AGREEMENT,
    GREETING,
    HEAD,
    HEADING,
    LEFT_OVER,
    LONGEST_HEADING,
    OPINION,
    SIGNATURE,
    Judge,
    Law,
    Piece,
    Subject,
)
from consultation.receiving.sentences import Span, split_sentences
from consultation.receiving.wording import agrees, asks, gives_reason, read_wording

__all__ = ["AGREEMENT", "OPINION", "Law", "Passage", "Subject", "covers", "read_letter"]

_FEW_WORDS = 4
# Behind the provision that a heading names: its title, a colon, or nothing.
_TITLE = re.compile(r"[^\S\n]*(?:[.:]?|\.[^\S\n][^:\n]*:?|[:–-][^\S\n]?[^:;.\n]*|\([^)\n]*\):?)\s*")


@dataclass(frozen=True)
class Passage:
    """`text[start:end]` of the letter. An opinion without subjects is about the whole draft."""

    start: int
    end: int
    becomes: str
    subjects: tuple[Subject, ...] = ()
    kind: str = "amend"
    text: str = ""
    proposed_wording: str = ""
    reason: str = ""


def read_letter(text: str, law: Law) -> list[Passage]:
    """Passages from 0 to the end of the letter's text (NFC), in order."""
    if not text:
        return []
    return [_finished(text, piece) for piece in _merged(text, list(_pieces(text, law)))]


def _pieces(text: str, law: Law) -> Iterator[Piece]:
    start = head_ends(text)
    if start:
        yield Piece(Span(0, start), HEAD)
    signature = signature_of(text, start)
    body = [Span(start, signature.start if signature else len(text))]
    if signature:
        body.append(Span(signature.end, len(text)))
    judge = Judge(text, law)
    for number, part in enumerate(body):
        if number and signature:
            yield Piece(signature, SIGNATURE)
        for span in split_sentences(text[part.start : part.end]):
            yield judge.judge(Span(span.start + part.start, span.end + part.start))


def _merged(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """Sentences that belong to one opinion put together; headings and the like by themselves."""
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        last = kept[-1] if kept else None
        if last is not None and _continues(text, last, piece):
            kept[-1] = Piece(
                Span(last.span.start, piece.span.end),
                last.becomes,
                [*last.subjects, *piece.subjects],
            )
        elif piece.becomes == OPINION and _only_names(text, piece) and _is_taken_up(pieces, at):
            kept.append(replace(piece, becomes=HEADING, subjects=[]))
        else:
            kept.append(piece)
    yield from _with_general(text, kept)


def _with_general(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """What asks for something and names no provision speaks of the whole draft, with its reason."""
    last: Piece | None = None
    for piece in pieces:
        words = text[piece.span.start : piece.span.end]
        if last and piece.becomes == LEFT_OVER and gives_reason(words):
            last.span = Span(last.span.start, piece.span.end)
            continue
        if last:
            yield last
        is_general = asks(words) and len(words.split()) > _FEW_WORDS
        if piece.becomes == LEFT_OVER and is_general:
            last = replace(piece, becomes=OPINION)
        else:
            last = None
            yield piece
    if last:
        yield last


def _continues(text: str, last: Piece, piece: Piece) -> bool:
    """Whether a sentence belongs to the opinion before it."""
    words = text[piece.span.start : piece.span.end]
    before = text[last.span.start : last.span.end]
    if last.becomes == OPINION and piece.becomes == LEFT_OVER:
        same_line = "\n" not in before[len(before.rstrip()) :]
        opens = before.rstrip().endswith(":")
        said = gives_reason(words) or words.lstrip()[:1] in '“"('
        return same_line or opens or said or not asks(before)
    if last.becomes == OPINION and piece.becomes == OPINION:
        # A heading that names the provision, and the words that follow it about the same one.
        inner = {subject.eid for subject in piece.subjects}
        return _only_names(text, last) and inner <= {subject.eid for subject in last.subjects}
    if last.becomes == LEFT_OVER and piece.becomes == LEFT_OVER:
        return (
            not last.span.end - last.span.start
            or not before.strip()
            or ("\n" not in before[len(before.rstrip()) :] and asks(before) == asks(words))
        )
    return last.becomes == piece.becomes and piece.becomes in (GREETING, HEAD, SIGNATURE)


def _only_names(text: str, piece: Piece) -> bool:
    """Whether a piece is a heading that names provisions and asks for nothing."""
    words = text[piece.span.start : piece.span.end].strip()
    if asks(words) or agrees(words) or len(words) > LONGEST_HEADING:
        return False
    named = max((subject.end for subject in piece.subjects), default=piece.span.start)
    return bool(_TITLE.fullmatch(text[named : piece.span.end]))


def _is_taken_up(pieces: list[Piece], at: int) -> bool:
    """Whether the next piece names its own provision, so that this one only leads to it."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    return following is not None and following.becomes == OPINION


def _finished(text: str, piece: Piece) -> Passage:
    start, end = piece.span
    if piece.becomes != OPINION:
        return Passage(start, end, piece.becomes)
    found = read_wording(text[start:end])
    return Passage(start, end, OPINION, tuple(piece.subjects), *found)


def covers(passages: Iterable[Passage], text: str) -> bool:
    """Whether the passages are the whole text, in order: the promise of this module."""
    return "".join(text[each.start : each.end] for each in passages) == text
