"""Titles and snippets as safe HTML with the found words marked, cut from the text given."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Token, fold, tokens
from search.query import Plan, SpelledOut, Word

SNIPPET_WORDS = 36
# Grammatical words: marked like any other, but no reason to choose a place for a snippet.
SMALL_WORDS = frozenset(
    fold(
        "và của các những có là cho trong theo được về tại với này đó để thì mà hoặc đến từ một"
        " khi bị bởi vào ra trên dưới như không do"
    ).split()
)


SMALL = 0.2


class Piece(NamedTuple):
    """One word of the text: its place, its folded form, how much it was asked for."""

    start: int
    end: int
    folded: str
    weight: float


def mark(text: str, plan: Plan) -> SafeString:
    """The whole text with the words the plan asks for in <mark>."""
    return _html(text, _pieces(text, plan), 0, len(text))


def snippet(text: str, plan: Plan, words: int = SNIPPET_WORDS) -> SafeString:
    """The stretch of so many words that says most about the plan, "…" where it was cut."""
    text = text.strip()
    pieces = _pieces(text, plan)
    if len(pieces) <= words:
        return _html(text, pieces, 0, len(text))
    first = _best_start(pieces, words)
    chosen = pieces[first : first + words]
    # The text's own beginning and end keep their quotation marks and full stops.
    start = 0 if first == 0 else chosen[0].start
    ends = first + words >= len(pieces)
    end = len(text) if ends else chosen[-1].end
    body = _html(text, chosen, start, end).strip()
    return mark_safe(f"{'' if first == 0 else '… '}{body}{'' if ends else ' …'}")


def _pieces(text: str, plan: Plan) -> list[Piece]:
    weights = _weights(plan)
    typed = _typed_with_marks(plan)
    found = list(_whole_words(text))
    # Where the very word stands, the same letters with other marks were not meant.
    exactly = {
        token.folded for token in found if token.exact in typed.get(token.folded, frozenset())
    }
    pieces = []
    for token in found:
        weight = weights.get(token.folded, 0.0)
        if token.folded in exactly and token.exact not in typed[token.folded]:
            weight = 0.0
        pieces.append(Piece(token.start, token.end, token.folded, weight))
    return _without_lonely(pieces)


def _without_lonely(pieces: list[Piece]) -> list[Piece]:
    """Small words are left where they touch no other found word, if there are greater ones."""
    if all(piece.weight <= SMALL for piece in pieces):
        return pieces
    around = [0.0, *(piece.weight for piece in pieces), 0.0]
    return [
        piece._replace(weight=0.0) if piece.weight <= SMALL and not (before or after) else piece
        for before, piece, after in zip(around, pieces, around[2:], strict=False)
    ]


def _whole_words(text: str) -> Iterator[Token]:
    """Each place once: a document number as a whole, not its parts again."""
    ends_at = -1
    for token in tokens(text):
        if token.start >= ends_at:
            yield token
            ends_at = token.end


def _weights(plan: Plan) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in plan.words:
        for long in word.long_forms:
            weights.update(dict.fromkeys(long, 0.6))
    for short in _short_forms(plan.units):
        weights[short] = 1.0
    for word in plan.words:
        small = len(word.folded) == 1 or word.folded in SMALL_WORDS
        weights[word.folded] = SMALL if small else 1.0
    if plan.citation:
        weights.update(dict.fromkeys(plan.citation.words, 0.5))
    for phrase in plan.phrases:
        weights.update(dict.fromkeys(phrase.folded, 2.0))
    weights.update(dict.fromkeys(plan.numbers, 3.0))
    return weights


def _short_forms(units: tuple[Word | SpelledOut, ...]) -> Iterator[str]:
    for unit in units:
        if isinstance(unit, SpelledOut):
            yield unit.short
            yield from _short_forms(unit.units)


def _typed_with_marks(plan: Plan) -> dict[str, frozenset[str]]:
    """Folded word → its forms as typed; empty when nothing was typed with marks."""
    marked = [word.marked for word in plan.words] + [phrase.marked for phrase in plan.phrases]
    if not any(marked):
        return {}
    typed: dict[str, frozenset[str]] = {}
    pairs = [(word.folded, word.exact) for word in plan.words]
    for phrase in plan.phrases:
        pairs += zip(phrase.folded, phrase.exact, strict=True)
    for folded, exact in pairs:
        typed[folded] = typed.get(folded, frozenset()) | {exact}
    return typed


def _best_start(pieces: list[Piece], words: int) -> int:
    """Many different words asked for, near each other, as early as may be."""
    last = len(pieces) - words
    starts: list[int] = [*range(0, last, max(1, words // 8)), last]
    return max(starts, key=lambda start: (_worth(pieces[start : start + words]), -start))


def _worth(stretch: list[Piece]) -> float:
    worth = 0.0
    seen: set[str] = set()
    previous = 0.0
    for piece in stretch:
        if piece.weight:
            worth += piece.weight * (0.1 if piece.folded in seen else 1.0)
            worth += 0.2 * piece.weight if previous else 0.0
            seen.add(piece.folded)
        previous = piece.weight
    return worth


def _html(text: str, pieces: list[Piece], start: int, end: int) -> SafeString:
    """text[start:end] escaped, neighbouring marked words under one mark."""
    out: list[str] = []
    at, open_ = start, False
    for piece in pieces:
        gap = text[at : piece.start]
        goes_on = open_ and piece.weight > 0 and gap.isspace() and "\n" not in gap
        if open_ and not goes_on:
            out.append("</mark>")
        out.append(escape(gap))
        if piece.weight > 0 and not goes_on:
            out.append("<mark>")
        open_ = piece.weight > 0
        out.append(escape(text[piece.start : piece.end]))
        at = piece.end
    out.append("</mark>" if open_ else "")
    out.append(escape(text[at:end]))
    return mark_safe("".join(out))
