"""Where a line begins with a label: "Điều 5.", "Chương II", "3,", "đ)", and how sure one can be."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .levels import GROUPING, Level
from .numbering import arabic, follows, place

_ROMAN_OR_DIGITS = r"[IVXLC]+(?:[-–]?[A-Za-zđ])?|\d{1,3}[a-zđ]?"
_UNITS = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
# "thứ nhất", "MƯỜI HAI"; what else may stand after "Phần" or "Chương" is no number.
_WORDS = (
    rf"[Tt]hứ (?:mười )?\w+|THỨ (?:MƯỜI )?\w+|(?:mười )?(?:{_UNITS})|(?:MƯỜI )?(?:{_UNITS.upper()})"
    "|[Mm]ở đầu|MỞ ĐẦU|[Cc]uối|CUỐI"
)
# A consolidated text marks its notes so: "Điều 3[2]. Gàu".
NOTES = r"(?:\s?\[\d{1,3}\])*"
_REST = rf"{NOTES}\s*([.:–-]?)\s*(.*)"
_HEADINGS = tuple(
    (level, re.compile(rf"(?:{name.upper()}|{name})\s+({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w){_REST}"))
    for level, name in (
        (Level.PART, "Phần"),
        (Level.CHAPTER, "Chương"),
        (Level.SECTION, "Mục"),
        (Level.SUBSECTION, "Tiểu mục"),
    )
)
HEADING_INITIALS = ("P", "C", "M", "T", "Đ", "Ð")
# Some keyboards write the Icelandic letter that looks the same.
LOOK_ALIKES = str.maketrans("Ðð", "Đđ")
# "Chương II Quy định chung" is a heading, "Chương II Luật này" begins a sentence.
_CITES = re.compile(r"(?:Luật|Bộ luật|Nghị|Hiến|Thông|Quyết|Pháp|Quy chế|Điều|Phần|Chương|Mục)\b")
_TITLE_ALIKE = re.compile(r"[^\W\d_].{0,150}(?<![.;:,/])$")
_ARTICLE = re.compile(
    r"(?:ĐIỀU|Điều)\s+"
    r"(\d{1,4}(?:\s?(?:bis|ter|quater)(?!\w)|[A-ZĐ](?!\w)|[a-zđ]{0,2})"
    r"|[Tt]hứ\s(?:mười\s)?\w+|THỨ\s(?:MƯỜI\s)?\w+)"
    rf"{NOTES}\s*([.:]|[-–—/)](?=\s)|)\s*"
)
_APPENDIX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|[Ss]ố))?(?:\s+([IVXLC]+[A-Za-zđ]?|\d{1,3}[A-Za-zđ]?|[A-Z])"
    rf"(?!\w))?{NOTES}\s*([.:–-]?)\s*"
)
# Forms to be filled in show "Điều 1 ........": no provision.
_LEADERS = re.compile(r"\.{4,}|…\s*…|…{2,}")
# What a person says is a label may be written in any way, but for its number.
_WORDS_BEFORE = r"(?:[^\W\d_]+\s+){0,2}?"
_SAID = {
    Level.PART: rf"{_WORDS_BEFORE}({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w)",
    Level.CHAPTER: rf"{_WORDS_BEFORE}({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w)",
    Level.SECTION: rf"{_WORDS_BEFORE}({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w)",
    Level.SUBSECTION: rf"{_WORDS_BEFORE}({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w)",
    Level.ARTICLE: rf"{_WORDS_BEFORE}([Tt]hứ \w+|\d{{1,4}}[a-zđ]{{0,2}})(?!\w)",
    Level.CLAUSE: r"(?:[Kk]hoản\s+)?(\d{1,3}[a-zđ]?)(?!\w)",
    Level.POINT: r"(?:[Đđ]iểm\s+)?([a-zđ]{1,2}\d{0,2})(?!\w)",
}
_SAID_LABELS = {level: re.compile(rf"{said}\s*[.,:;)/–-]*\s*") for level, said in _SAID.items()}
_FIRST_LETTER = re.compile(r"[“\"'(\s]*(\w)")


@dataclass(frozen=True, slots=True)
class Label:
    """`marker` is the label as printed, `rest` what follows it on the line.

    An `unusual` label is written in a way that only its number, being the one expected, explains.
    """

    level: Level
    number: str
    marker: str
    rest: str
    unusual: bool = False

    def is_cramped(self, text: str) -> bool:
        """Whether the label of that line runs into what follows it: "6.Mất"."""
        runs_on = bool(self.rest) and len(text) == len(self.marker) + len(self.rest)
        return runs_on and not self.rest.startswith("[")


def read_as(level: Level, text: str) -> Label | None:
    """The label of a line of which a person has said the level; None without a number for it."""
    pattern = _SAID_LABELS.get(level)
    found = pattern.match(text) if pattern else None
    if not found:
        return None
    rest = text[found.end() :]
    if not rest and level in (Level.CLAUSE, Level.POINT):
        return None
    return Label(level, found[1], found[0].rstrip(), rest)


def read_heading(
    text: str, last_article: str | None = None, said: Level | None = None
) -> Label | None:
    """The label of a part, chapter, section, subsection or article at the start of a line.

    `said` is the level that a person has given the line.
    """
    if said is not None:
        return read_as(said, text) if said in (*GROUPING, Level.ARTICLE) else None
    if not text.startswith(HEADING_INITIALS):
        return None
    return _heading_of(text, last_article)


@lru_cache(maxsize=2048)
def _heading_of(text: str, last_article: str | None) -> Label | None:
    """A reading of a law asks about each of its headings several times."""
    if has_leaders(text):
        return None
    if text[0] in "ĐÐ":
        return _read_article(text, last_article)
    for level, pattern in _HEADINGS:
        if found := pattern.match(text):
            rest = found[3]
            if rest and not (is_capitals(rest) or found[2] or is_title_alike(rest)):
                return None
            return Label(level, found[1], text[: found.start(3)].rstrip(), rest)
    return None


def read_appendix(text: str) -> Label | None:
    """The label of an appendix: alone on its line, or before a title or a bracket."""
    found = _APPENDIX.match(text)
    if not found or has_leaders(text):
        return None
    rest = text[found.end() :]
    is_titled = bool(found[1] and found[2]) and is_title_alike(rest)
    if rest and not (is_capitals(rest) or rest.startswith("(") or is_titled):
        return None
    return Label(Level.APPENDIX, found[1] or "", found[0].rstrip(), rest)


def has_leaders(text: str) -> bool:
    """Whether dots lead to where something is to be written, or to a page."""
    return ("...." in text or "…" in text) and bool(_LEADERS.search(text))


def is_capitals(text: str) -> bool:
    return text.isupper()


def is_title_alike(rest: str) -> bool:
    """Whether words that follow a label may be a title: no sentence, no name of another law."""
    return rest[:1].isupper() and not _CITES.match(rest) and bool(_TITLE_ALIKE.match(rest))


def begins_with_capital(text: str) -> bool:
    found = _FIRST_LETTER.match(text)
    return bool(found and found[1].isupper())


def _read_article(text: str, last_article: str | None) -> Label | None:
    found = _ARTICLE.match(text.translate(LOOK_ALIKES) if text[0] == "Ð" else text)
    if not found or not place(arabic(found[1])).base:
        return None
    number, mark, rest = found[1], found[2], text[found.end() :]
    plain = mark in (".", ":") and (not rest or not rest[0].islower())
    alone = not rest and not mark
    if not plain and not alone and not follows(arabic(number), last_article):
        return None
    is_marked = mark in (".", ":")
    if not plain and not alone and not is_marked and not _may_begin(rest):
        return None
    marker = text[: found.end()].rstrip()
    return Label(Level.ARTICLE, number, marker, rest, unusual=not (plain or alone))


def _may_begin(rest: str) -> bool:
    return begins_with_capital(rest) and not _CITES.match(rest)
