"""Automatic numbering of Word: the "1.", "a)", "Điều 5." that the file does not hold as text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from cms.structure.numbering import to_roman, to_words

from .package import Element, W, child_of, value

NUMBERING, STYLES = "word/numbering.xml", "word/styles.xml"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_BULLET = "-"
_NUMBERS = f"{W}numPr"
_DEEPEST = 9


@dataclass
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = " "
    restarts_after: int | None = None
    legal: bool = False


@dataclass
class _List:
    """One abstract list: its levels and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document; `label_of` must see every paragraph once, in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._overridden: dict[str, dict[int, _Level]] = {}
        self._started: set[str] = set()
        self._styles = {} if styles is None else _style_numbers(styles)
        if numbering is not None:
            self._read(numbering)

    def label_of(self, paragraph_properties: Element | None, style: str) -> str:
        """The label printed before the paragraph, with its space; empty if it has none."""
        if not self._lists:
            return ""
        found = _own_numbers(paragraph_properties)
        inherited = self._styles.get(style, (None, 0))
        number_id = inherited[0] if found[0] is None else found[0]
        level = inherited[1] if found[1] is None else found[1]
        if number_id is None or number_id not in self._lists:
            return ""
        return self._count(number_id, level)

    def _count(self, number_id: str, at: int) -> str:
        abstract_id, starts = self._lists[number_id]
        counted = self._abstract[abstract_id]
        levels = counted.levels | self._overridden[number_id]
        if at not in levels:
            return ""
        if number_id not in self._started:
            self._started.add(number_id)
            for level in starts:
                counted.counts.pop(level, None)
        start = starts.get(at, levels[at].start)
        counted.counts[at] = counted.counts.get(at, start - 1) + 1
        for deeper in range(at + 1, _DEEPEST):
            limit = levels[deeper].restarts_after if deeper in levels else None
            if limit != 0 and (limit is None or at < limit):
                counted.counts.pop(deeper, None)
        return _written(levels, counted.counts, at)

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            levels = {
                int(value(item, "ilvl") or 0): _read_level(item)
                for item in abstract.iterfind(f"{W}lvl")
            }
            self._abstract[value(abstract, "abstractNumId") or ""] = _List(levels)
        self._link(numbering)
        for number in numbering.iterfind(f"{W}num"):
            abstract_id = value(number.find(f"{W}abstractNumId")) or ""
            if abstract_id not in self._abstract:
                continue
            starts, overridden = {}, {}
            for override in number.iterfind(f"{W}lvlOverride"):
                at = int(value(override, "ilvl") or 0)
                if (start := value(override.find(f"{W}startOverride"))) is not None:
                    starts[at] = int(start)
                if (level := override.find(f"{W}lvl")) is not None:
                    overridden[at] = _read_level(level)
            number_id = value(number, "numId") or ""
            self._lists[number_id] = (abstract_id, starts)
            self._overridden[number_id] = overridden

    def _link(self, numbering: Element) -> None:
        """Give a list that is only the use of a list style the levels of that style."""
        by_style = {
            value(item.find(f"{W}styleLink")): value(item, "abstractNumId") or ""
            for item in numbering.iterfind(f"{W}abstractNum")
            if item.find(f"{W}styleLink") is not None
        }
        for item in numbering.iterfind(f"{W}abstractNum"):
            used = value(item.find(f"{W}numStyleLink"))
            if used in by_style:
                own = value(item, "abstractNumId") or ""
                self._abstract[own] = self._abstract[by_style[used]]


def _read_level(level: Element) -> _Level:
    restart = value(level.find(f"{W}lvlRestart"))
    suffix = value(level.find(f"{W}suff"))
    return _Level(
        start=int(value(level.find(f"{W}start")) or 1),
        number_format=value(next(level.iter(f"{W}numFmt"), None)) or "decimal",
        text=value(level.find(f"{W}lvlText")) or "",
        suffix="" if suffix == "nothing" else " ",
        restarts_after=None if restart is None else int(restart),
        legal=level.find(f"{W}isLgl") is not None,
    )


def _own_numbers(properties: Element | None) -> tuple[str | None, int | None]:
    numbers = None if properties is None else child_of(properties, _NUMBERS)
    if numbers is None:
        return None, None
    level = value(numbers.find(f"{W}ilvl"))
    return value(numbers.find(f"{W}numId")), None if level is None else int(level)


def _style_numbers(styles: Element) -> dict[str, tuple[str, int]]:
    """The list and level that each style carries, its own or inherited."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based_on: dict[str, str | None] = {}
    for style in styles.iterfind(f"{W}style"):
        name = value(style, "styleId") or ""
        own[name] = _own_numbers(style.find(f"{W}pPr"))
        based_on[name] = value(style.find(f"{W}basedOn"))
    found = {}
    for name in own:
        number_id, level, seen, at = None, None, set(), name
        while at in own and at not in seen:
            seen.add(at)
            number_id = own[at][0] if number_id is None else number_id
            level = own[at][1] if level is None else level
            at = based_on[at] or ""
        if number_id is not None:
            found[name] = (number_id, level or 0)
    return found


def _written(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.number_format == "bullet":
        return _BULLET + level.suffix

    def number(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        source = levels.get(other, level)
        plain = level.legal and other != at
        return _number(
            counts.get(other, source.start), "decimal" if plain else source.number_format
        )

    label = re.sub(r"%([1-9])", number, level.text)
    return label + level.suffix if label.strip() else ""


def _number(count: int, number_format: str) -> str:
    written = _FORMATS.get(number_format)
    return written(count) if written else str(count)


def letters(count: int) -> str:
    """As Word counts: a … z, aa, bb …; it knows no đ, so the fifth letter is e."""
    if count < 1:
        return str(count)
    return _LATIN[(count - 1) % 26] * ((count - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "upperRoman": to_roman,
    "lowerRoman": lambda count: to_roman(count).lower(),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "numberInDash": lambda count: f"- {count} -",
    "vietnameseCounting": to_words,
    "cardinalText": lambda count: to_words(count).capitalize(),
    "ordinalText": lambda count: f"Thứ {to_words(count, ordinal=True)}",
    "none": lambda _count: "",
}
