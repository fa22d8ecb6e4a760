"""What was typed into the search field, as a plan that names no engine. Plain Python."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, get_args

from search.analysis import Token, fold, tidy, tokens

LONGEST_QUERY = 500
MOST_WORDS = 32
MOST_PHRASES = 5
# Words that only tie a citation to its law: "khoản 2 Điều 5 của Luật …".
TIES = frozenset({"cua", "theo", "tai", "trong"})

QUOTED = re.compile(r'"([^"]{1,200})"')
# Read on text without marks. Điều 5, Đ12, đ.20 · khoản 2, K3, k.2 · điểm a, điểm đ).
_NUMBER = r"\d{1,4}(?:[a-z](?![a-z0-9]))?(?!\d|[.,]\d)"
_ARTICLE = rf"(?<![a-z0-9])(?:dieu\s*|d\.?\s?)(?P<article>{_NUMBER})"
_CLAUSE = rf"(?:khoan\s*|k\.?\s?)(?P<clause%d>{_NUMBER})"
_POINT = r"diem\s+(?P<point%d>[a-z]\d?)(?![a-z0-9])\)?"
CITATION = re.compile(
    rf"(?:(?<![a-z0-9]){_POINT % 1}[\s,]+)?(?:(?<![a-z0-9]){_CLAUSE % 1}[\s,]+)?{_ARTICLE}"
    rf"(?:[\s,]*{_CLAUSE % 2})?(?:[\s,]+{_POINT % 2})?"
)

Sort = Literal["relevance", "newest", "position"]
Facet = Literal[
    "kind", "draft", "document_type", "field", "agency", "year", "opinion_kind", "answer"
]
ALL_FACETS: tuple[Facet, ...] = get_args(Facet)

# Folded short form → its folded long forms, word by word.
Abbreviations = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked: the words, the chosen facets, the days, order and page.

    `since` and `until` are days of the last change, both included. Only `wanted_facets` are
    counted. `after` is the `next` of the page before, as it was given out.
    """

    text: str
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = "relevance"
    wanted_facets: tuple[Facet, ...] = ALL_FACETS
    after: str = ""
    size: int = 20


@dataclass(frozen=True, slots=True)
class Citation:
    """An address in a law. Several points when "d" was typed without marks: d or đ."""

    article: str
    clause: str = ""
    points: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """As a text would cite it, small to large, folded: "khoan 2 dieu 5"."""
        parts = [f"diem {fold(point)}" for point in self.points[:1]]
        parts += [f"khoan {self.clause}"] if self.clause else []
        return tuple(" ".join([*parts, f"dieu {self.article}"]).split())


class Phrase(NamedTuple):
    """Words in quotation marks: all of them, in this order."""

    folded: tuple[str, ...]
    exact: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word, and what it stands for if it is an abbreviation."""

    folded: str
    exact: str
    marked: bool
    long_forms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SpelledOut:
    """Words that together spell an abbreviation out: it will do instead of them."""

    units: tuple["Word | SpelledOut", ...]
    short: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`words` are all words in order; `units` are the same, grouped where an abbreviation
    may stand for several. Phrases and document numbers are always required."""

    phrases: tuple[Phrase, ...] = ()
    numbers: tuple[str, ...] = ()
    citation: Citation | None = None
    words: tuple[Word, ...] = ()
    units: tuple[Word | SpelledOut, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.phrases or self.numbers or self.citation or self.words)

    @property
    def heading(self) -> str:
        """The words as one folded run, as a heading would have them."""
        phrases = [" ".join(phrase.folded) for phrase in self.phrases]
        return " ".join([*phrases, *(word.folded for word in self.words)])

    @property
    def can_relax(self) -> bool:
        return len(self.units) > 1 or (bool(self.words) and self.citation is not None)


def read_abbreviations(pairs: Iterable[tuple[str, str]]) -> Abbreviations:
    """(short, long) pairs as typed by an administrator, ready for `parse`."""
    long_forms: dict[str, list[tuple[str, ...]]] = {}
    for short, long in pairs:
        key, words = fold(short), tuple(fold(long).split())
        if key and " " not in key and len(words) > 1:
            long_forms.setdefault(key, []).append(words)
    return {
        key: tuple(dict.fromkeys([*forms, *_partly_short(key, forms, long_forms)]))
        for key, forms in long_forms.items()
    }


def _partly_short(
    key: str, forms: list[tuple[str, ...]], known: Mapping[str, list[tuple[str, ...]]]
) -> list[tuple[str, ...]]:
    """VBQPPL is also written "văn bản QPPL"."""
    found = []
    for words in forms:
        for short, parts in known.items():
            for part in parts if short != key else ():
                for at in _places(words, part):
                    found.append((*words[:at], short, *words[at + len(part) :]))
    return found


def _places(words: tuple[str, ...], part: tuple[str, ...]) -> list[int]:
    size = len(part)
    return [at for at in range(len(words) - size + 1) if words[at : at + size] == part]


def parse(text: str, abbreviations: Abbreviations) -> Plan:
    """Never fails, whatever was typed; nothing usable gives an empty plan."""
    text = _composed(text[:LONGEST_QUERY])
    phrases, text = _take_phrases(text)
    citation, text = _take_citation(text)
    numbers: list[str] = []
    words: list[Word] = []
    ends_at = 0
    for token in tokens(text):
        if token.kind == "document":
            if token.start >= ends_at:
                numbers.append(token.folded)
                ends_at = token.end
        elif not (citation and token.folded in TIES):
            words.append(_word(token, abbreviations))
    words = words[:MOST_WORDS]
    return Plan(
        phrases=tuple(phrases[:MOST_PHRASES]),
        numbers=tuple(dict.fromkeys(numbers)),
        citation=citation,
        words=tuple(words),
        units=_group(words, abbreviations),
    )


def _composed(text: str) -> str:
    """NFC without stray marks and with plain quotation marks: one character, one letter."""
    composed = unicodedata.normalize("NFC", tidy(text))
    return "".join(char for char in composed if not unicodedata.combining(char))


def _word(token: Token, abbreviations: Abbreviations) -> Word:
    long_forms = abbreviations.get(token.folded, ())
    return Word(token.folded, token.exact, token.marked, long_forms)


def _take_phrases(text: str) -> tuple[list[Phrase], str]:
    phrases = []
    for match in QUOTED.finditer(text):
        if found := list(tokens(match[1])):
            phrases.append(
                Phrase(
                    tuple(token.folded for token in found),
                    tuple(token.exact for token in found),
                    any(token.marked for token in found),
                )
            )
    return phrases, QUOTED.sub(" ", text)


def _take_citation(text: str) -> tuple[Citation | None, str]:
    match = CITATION.search("".join(map(_bare_letter, text)))
    if match is None:
        return None, text
    clause = match["clause1"] or match["clause2"] or ""
    place = "point1" if match["point1"] else "point2"
    points: tuple[str, ...] = ()
    if match[place]:
        typed = text[match.start(place) : match.end(place)].lower()
        cited = text[match.start() : match.end()]
        unsure = typed == "d" and cited.isascii()
        points = ("d", "đ") if unsure else (typed,)
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return Citation(match["article"], clause, points), rest


def _bare_letter(char: str) -> str:
    bare = unicodedata.normalize("NFD", char.lower())[0]
    return "d" if bare == "đ" else bare


def _group(words: list[Word], abbreviations: Abbreviations) -> tuple[Word | SpelledOut, ...]:
    """Shortest first, so that QPPL is found inside a spelled-out VBQPPL."""
    folded = tuple(word.folded for word in words)
    runs = [
        (len(long), at, short)
        for short, forms in abbreviations.items()
        for long in forms
        for at in _places(folded, long)
    ]
    units: list[tuple[int, int, Word | SpelledOut]] = [
        (at, at + 1, word) for at, word in enumerate(words)
    ]
    for size, start, short in sorted(runs):
        inside = [unit for unit in units if start <= unit[0] and unit[1] <= start + size]
        if inside and inside[0][0] == start and inside[-1][1] == start + size:
            group = SpelledOut(tuple(unit for _, _, unit in inside), short)
            at = units.index(inside[0])
            units[at : at + len(inside)] = [(start, start + size, group)]
    return tuple(unit for _, _, unit in units)
