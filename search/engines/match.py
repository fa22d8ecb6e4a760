"""A plan as FTS5 expressions. Only tokens of [a-z0-9_], in quotation marks, ever go in."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from search.engines.ranking import Frequencies
from search.query import Plan, SpelledOut, Word

COLUMNS = "{title_folded body_folded} : "
EXACT = "{title_exact body_exact} : "
PLAIN_TOKEN = re.compile(r"[a-z0-9_]+")
# Of more words than these, none but the words themselves are weighed in every row.
MOST_RANKED = 3


def every_word(plan: Plan, *, cited: bool = False) -> str | None:
    """Rows with all words. With `cited`, the citation is required too, as a text would write it."""
    required = _all_required(plan, cited)
    return f"({COLUMNS}({' AND '.join(required)}))" if required else None


def every_word_ranked(plan: Plan, *, cited: bool = False) -> str | None:
    """The same rows, those with the pairs and the marks as typed ranked higher."""
    core = every_word(plan, cited=cited)
    wished = [*(COLUMNS + pair for pair in _pairs(plan)), *_exactly(plan)]
    if core is None or not wished or len(plan.words) > MOST_RANKED:
        return core
    # One required word makes the wishes no condition; all of them again would cost as much again.
    first = COLUMNS + _all_required(plan, cited)[0]
    return f"{core} AND ({' OR '.join([first, *wished])})"


def any_word(plan: Plan, known: Frequencies) -> str | None:
    """Rows with a word that tells something, or with two that do not side by side; with any word
    where none that tells is known.

    Phrases and document numbers stay required. `has_neighbours` looks at what is found.
    """
    required = _required(plan)
    short_forms = [_quoted([unit.short]) for unit in plan.units if isinstance(unit, SpelledOut)]
    cited = [_quoted(plan.citation.words)] if plan.citation else []
    telling = [word for word in plan.words if known.is_telling(word.folded)]
    if len(plan.words) <= MOST_RANKED or not any(known.number(word.folded) for word in telling):
        telling = list(plan.words)
    # Two neighbours of which one tells are found by that one.
    left_out = [pair for pair in pairwise(plan.words) if not {*pair} & {*telling}]
    pairs = [_quoted([a.folded, b.folded]) for a, b in left_out]
    wished = [*map(_unit, telling), *pairs, *short_forms, *cited]
    if not wished:
        return None
    loose = f"{COLUMNS}({' OR '.join(dict.fromkeys(wished))})"
    return f"({COLUMNS}({' AND '.join(required)})) AND ({loose})" if required else loose


def has_neighbours(plan: Plan, stands: Callable[[Sequence[str]], bool]) -> bool:
    """Of three or more words, two that were typed side by side, or what stands for several.

    `stands` tells whether words stand in the row one after the other.
    """
    if len(plan.words) < 3:
        return True
    there = [any(map(stands, ((word.folded,), *word.long_forms))) for word in plan.words]
    if any(a and b for a, b in pairwise(there)):
        return True
    others = [(unit.short,) for unit in plan.units if isinstance(unit, SpelledOut)]
    return any(map(stands, [*others, plan.citation.words] if plan.citation else others))


def title(heading: str) -> str | None:
    """Rows called so, among other words of their titles; one word is no name."""
    words = heading.split()
    return f"title_folded : {_quoted(words)}" if len(words) > 1 else None


def _all_required(plan: Plan, cited: bool) -> list[str]:
    required = _required(plan)
    if cited and plan.citation:
        required.append(_quoted(plan.citation.words))
    return list(dict.fromkeys([*required, *map(_unit, plan.units)]))


def _required(plan: Plan) -> list[str]:
    return [
        *(_quoted(phrase.folded) for phrase in plan.phrases),
        *(_quoted([number]) for number in plan.numbers),
    ]


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
    found += [_quoted([a.exact, b.exact]) for a, b in pairwise(words) if a.marked or b.marked]
    found += [_quoted(phrase.exact) for phrase in plan.phrases if phrase.marked]
    return [f"{EXACT}{quoted}" for quoted in dict.fromkeys(found)]


def _quoted(words: Iterable[str]) -> str:
    """Raises: ValueError: something other than our own tokens was about to be asked."""
    words = list(words)
    if not words or not all(PLAIN_TOKEN.fullmatch(word) for word in words):
        raise ValueError(f"not tokens: {words!r}")
    return f'"{" ".join(words)}"'
