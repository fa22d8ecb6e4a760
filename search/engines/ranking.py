"""Which of many rows come first: BM25 over words, neighbours (`a+b`) and marks (`~a`, `~a+b`).

Plain Python, the same for every engine that has its best rows weighed here.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from search.query import Plan, SpelledOut

K1, B = 1.2, 0.75
# Beyond so many words, pairs with marks cost more than they tell.
MOST_EXACT_PAIRS = 8
# What stands for what was typed, short or long, weighs less.
LONG_FORM_WEIGHT = 0.5
# A lexeme in more than this share of the rows says nothing when any word will do; in no more
# rows than these it costs nothing either.
COMMON_SHARE = 0.05
FEW = 1000
TEXTS = ("title_folded", "body_folded", "title_exact", "body_exact")


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of how many rows lexemes stand; `mean_length` in tokens, 0 if unknown."""

    rows: int
    mean_length: float
    of: Mapping[str, int]

    def is_telling(self, lexeme: str) -> bool:
        return self.number(lexeme) <= max(COMMON_SHARE * self.rows, FEW)

    def rarest(self, lexemes: Iterable[str], most: int) -> tuple[list[str], int]:
        """Those that together stand in no more rows than `most`, one at least; in how many."""
        chosen: list[str] = []
        total = 0
        for lexeme in sorted(lexemes, key=self.number):
            if chosen and total + self.number(lexeme) > most:
                break
            chosen.append(lexeme)
            total += self.number(lexeme)
        return chosen, total

    def number(self, lexeme: str) -> int:
        return self.of.get(lexeme, 0)

    def weight(self, lexeme: str) -> float:
        """The rarer, the more it tells."""
        number = min(self.of.get(lexeme, 1), self.rows)
        return math.log(1 + (self.rows - number + 0.5) / (number + 0.5))


class Counts(NamedTuple):
    """How often lexemes stand in one row, and how many tokens it has."""

    of: Mapping[str, int]
    length: int

    def stands(self, words: Sequence[str]) -> bool:
        """Whether these words, of those counted, stand there one after the other, as far as their
        neighbours tell."""
        return all(lexeme in self.of for lexeme in _neighbours(words) or words)


class Counting:
    """How often each of a plan's lexemes stands in a row: its columns of TEXTS, and length."""

    def __init__(self, plan: Plan) -> None:
        lexemes = list(hoped_for(plan))
        self.plain = [(each, _pattern(each)) for each in lexemes if not each.startswith("~")]
        self.marked = [(each, _pattern(each[1:])) for each in lexemes if each.startswith("~")]

    def __call__(self, row: Mapping[str, Any]) -> Counts:
        of: dict[str, int] = {}
        for patterns, how in ((self.plain, "folded"), (self.marked, "exact")):
            if patterns:
                # Two spaces between words: none is needed by two words at once.
                text = f" {row[f'title_{how}']} | {row[f'body_{how}']} ".replace(" ", "  ")
                of |= {each: text.count(run) for each, run in patterns if run in text}
        return Counts(of, row["length"])


def _pattern(lexeme: str) -> str:
    return f" {lexeme.replace('+', '  ')} "


def hoped_for(plan: Plan) -> dict[str, float]:
    """Lexemes that put a row forward, and their weights."""
    found: dict[str, float] = {}
    for word in plan.words:
        for form in word.long_forms:
            found |= dict.fromkeys(form, LONG_FORM_WEIGHT)
            found |= dict.fromkeys(_neighbours(form), 1.0)
    short_forms = [unit.short for unit in plan.units if isinstance(unit, SpelledOut)]
    found |= dict.fromkeys(short_forms, LONG_FORM_WEIGHT)
    for phrase in plan.phrases:
        found |= dict.fromkeys([*phrase.folded, *_neighbours(phrase.folded)], 1.0)
        if phrase.marked:
            found |= dict.fromkeys([f"~{pair}" for pair in _neighbours(phrase.exact)], 1.0)
    if plan.citation:
        found |= dict.fromkeys(_neighbours(plan.citation.words), 1.0)
    found |= dict.fromkeys(plan.numbers, 1.0)
    found |= dict.fromkeys([word.folded for word in plan.words], 1.0)
    found |= dict.fromkeys(_neighbours([word.folded for word in plan.words]), 1.0)
    return found | dict.fromkeys(_exactly(plan), 1.0)


def typed_lexemes(plan: Plan) -> list[str]:
    """Words and neighbours as the index has them, without what abbreviations stand for."""
    runs = [[word.folded for word in plan.words], *(phrase.folded for phrase in plan.phrases)]
    found = [*plan.numbers, *(lexeme for run in runs for lexeme in (*run, *_neighbours(run)))]
    return list(dict.fromkeys(found)) or list(plan.citation.words if plan.citation else [])


def _exactly(plan: Plan) -> list[str]:
    words = plan.words
    found = [f"~{word.exact}" for word in words if word.marked]
    if len(words) <= MOST_EXACT_PAIRS:
        pairs = [(a, b) for a, b in pairwise(words) if a.marked or b.marked]
        found += [f"~{a.exact}+{b.exact}" for a, b in pairs]
    return found


def _neighbours(words: Sequence[str]) -> list[str]:
    return [f"{a}+{b}" for a, b in pairwise(words)]


def score_rows(
    rows: Sequence[Counts], hoped: Mapping[str, float], frequencies: Frequencies
) -> list[float]:
    mean = frequencies.mean_length
    mean = mean or sum(row.length for row in rows) / max(len(rows), 1) or 1.0
    weights = {lexeme: share * frequencies.weight(lexeme) for lexeme, share in hoped.items()}
    return [_score(row, weights, K1 * (1 - B + B * row.length / mean)) for row in rows]


def _score(row: Counts, weights: Mapping[str, float], saturation: float) -> float:
    return sum(
        weights[lexeme] * times * (K1 + 1) / (times + saturation)
        for lexeme, times in row.of.items()
    )
