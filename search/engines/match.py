"""A plan as FTS5 expressions. Only tokens of [a-z0-9_], in quotation marks, ever go in."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from search.query import Plan, SpelledOut, Word

COLUMNS = "{title_folded body_folded} : "
EXACT = "{title_exact body_exact} : "
PLAIN_TOKEN = re.compile(r"[a-z0-9_]+")
# Beyond so many words, pairs with marks cost more than they tell.
MOST_EXACT_PAIRS = 8
# A word in more than this share of the rows says nothing when any word will do.
COMMON_SHARE = 0.25


def every_word(plan: Plan, *, cited: bool = False) -> str | None:
    """Rows with all words, those with the pairs and the marks as typed ranked higher.

    With `cited`, the citation is required too, as a text would write it.
    """
    required = _required(plan)
    if cited and plan.citation:
        required.append(_quoted(plan.citation.words))
    required += [_unit(unit) for unit in plan.units]
    if not required:
        return None
    core = f"({COLUMNS}({' AND '.join(dict.fromkeys(required))}))"
    wished = [*(COLUMNS + pair for pair in _pairs(plan)), *_exactly(plan)]
    return f"{core} OR ({core} AND ({' OR '.join(wished)}))" if wished else core


def any_word(plan: Plan, frequency: Mapping[str, int], rows: int) -> str | None:
    """Rows with some of the words: of three or more words at least two neighbours.

    Phrases and document numbers stay required.
    """
    required = _required(plan)
    short_forms = [_quoted([unit.short]) for unit in plan.units if isinstance(unit, SpelledOut)]
    cited = [_quoted(plan.citation.words)] if plan.citation else []
    if len(plan.words) > 2:
        together = [f"({_unit(a)} AND {_unit(b)})" for a, b in pairwise(plan.words)]
        required.append(f"({' OR '.join(dict.fromkeys([*together, *short_forms, *cited]))})")
    telling = [_unit(word) for word in _telling(plan.words, frequency, rows)]
    wished = [*telling, *_pairs(plan), *short_forms, *cited]
    if not wished:
        return None
    loose = f"{COLUMNS}({' OR '.join(dict.fromkeys(wished))})"
    exact = _exactly(plan)
    some = f"(({loose}) OR {' OR '.join(exact)})" if exact else f"({loose})"
    return f"({COLUMNS}({' AND '.join(required)})) AND {some}" if required else some


def _required(plan: Plan) -> list[str]:
    return [
        *(_quoted(phrase.folded) for phrase in plan.phrases),
        *(_quoted([number]) for number in plan.numbers),
    ]


def _telling(words: tuple[Word, ...], frequency: Mapping[str, int], rows: int) -> tuple[Word, ...]:
    if len(words) <= 3:
        return words
    telling = tuple(word for word in words if frequency.get(word.folded, 0) <= COMMON_SHARE * rows)
    return telling or words


def _unit(unit: Word | SpelledOut) -> str:
    if isinstance(unit, SpelledOut):
        spelled = " AND ".join(_unit(inner) for inner in unit.units)
        return f"(({spelled}) OR {_quoted([unit.short])})"
    if not unit.long_forms:
        return _quoted([unit.folded])
    forms = [_quoted([unit.folded]), *(_quoted(form) for form in unit.long_forms)]
    return f"({' OR '.join(forms)})"


def _pairs(plan: Plan) -> list[str]:
    """Neighbours that stand side by side: most Vietnamese words have two syllables."""
    return list(dict.fromkeys(_quoted([a.folded, b.folded]) for a, b in pairwise(plan.words)))


def _exactly(plan: Plan) -> list[str]:
    """Words, pairs and phrases as typed, for those typed with marks."""
    words = plan.words
    found = [_quoted([word.exact]) for word in words if word.marked]
    if len(words) <= MOST_EXACT_PAIRS:
        found += [_quoted([a.exact, b.exact]) for a, b in pairwise(words) if a.marked or b.marked]
    found += [_quoted(phrase.exact) for phrase in plan.phrases if phrase.marked]
    return [f"{EXACT}{quoted}" for quoted in dict.fromkeys(found)]


def _quoted(words: Iterable[str]) -> str:
    """Raises: ValueError: something other than our own tokens was about to be asked."""
    words = list(words)
    if not words or not all(PLAIN_TOKEN.fullmatch(word) for word in words):
        raise ValueError(f"not tokens: {words!r}")
    return f'"{" ".join(words)}"'
