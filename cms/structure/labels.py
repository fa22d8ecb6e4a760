"""Where a line begins with a label: "Điều 5.", "Chương II", "3,", "đ)", and how sure one can be."""

import re
from dataclasses import dataclass

from .levels import GROUPING, Level
from .numbering import follows, from_roman

_ROMAN_OR_DIGITS = r"[IVXLC]+(?:[-–]?[A-Za-zđ])?|\d{1,3}[a-zđ]?"
_UNITS = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
# "thứ nhất", "MƯỜI HAI"; what else may stand after "Phần" or "Chương" is no number.
_WORDS = (
    rf"[Tt]hứ (?:mười )?\w+|THỨ (?:MƯỜI )?\w+|(?:mười )?(?:{_UNITS})|(?:MƯỜI )?(?:{_UNITS.upper()})"
)
_REST = r"\s*([.:–-]?)\s*(.*)"
_HEADINGS = (
    (Level.PART, re.compile(rf"(?:PHẦN|Phần)\s+({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w){_REST}")),
    (Level.CHAPTER, re.compile(rf"(?:CHƯƠNG|Chương)\s+({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w){_REST}")),
    (Level.SECTION, re.compile(rf"(?:MỤC|Mục)\s+({_ROMAN_OR_DIGITS})(?!\w){_REST}")),
    (Level.SUBSECTION, re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+({_ROMAN_OR_DIGITS})(?!\w){_REST}")),
)
_INITIALS = ("P", "C", "M", "T", "Đ", "Ð")
# Some keyboards write the Icelandic letter that looks the same.
_LOOK_ALIKES = str.maketrans("Ðð", "Đđ")
# "Chương II Quy định chung" is a heading, "Chương II Luật này" begins a sentence.
_TITLE_ALIKE = re.compile(
    r"(?!(?:Luật|Bộ luật|Nghị|Hiến|Thông|Quyết|Pháp|Quy chế|Điều|Phần|Chương|Mục)\b)"
    r"[^\W\d_].{0,150}(?<![.;:,/])$"
)
_ARTICLE = re.compile(r"(?:ĐIỀU|Điều)\s+(\d{1,4}[a-zđ]{0,2})\s*([.:]?)\s*")
_APPENDIX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?(?:\s+([IVXLC]+|\d{1,3}|[A-Z])(?!\w))?\s*[.:–-]?\s*"
)
_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)(\.(?!\d)|[,)/](?=\s)|(?=\s))\s*")
_POINT = re.compile(r"([a-zđ]{1,2}\d{0,2})(\)|[./](?=\s))\s*")
_ROMAN_SECTION = re.compile(r"([IVXLC]+)\s?[.)]\s*(?=\S)")
# Forms to be filled in show "Điều 1 ........": no provision.
_LEADERS = re.compile(r"\.{4,}|…\s*…|…{2,}")
# What a person says is a label may be written in any way, but for its number.
_WORDS_BEFORE = r"(?:[^\W\d_]+\s+){0,2}?"
_SAID = {
    Level.PART: rf"{_WORDS_BEFORE}({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w)",
    Level.CHAPTER: rf"{_WORDS_BEFORE}({_WORDS}|{_ROMAN_OR_DIGITS})(?!\w)",
    Level.SECTION: rf"{_WORDS_BEFORE}({_ROMAN_OR_DIGITS})(?!\w)",
    Level.SUBSECTION: rf"{_WORDS_BEFORE}({_ROMAN_OR_DIGITS})(?!\w)",
    Level.ARTICLE: rf"{_WORDS_BEFORE}(\d{{1,4}}[a-zđ]{{0,2}})(?!\w)",
    Level.CLAUSE: r"(?:[Kk]hoản\s+)?(\d{1,3}[a-zđ]?)(?!\w)",
    Level.POINT: r"(?:[Đđ]iểm\s+)?([a-zđ]{1,2}\d{0,2})(?!\w)",
}
_SAID_LABELS = {level: re.compile(rf"{said}\s*[.,:;)/–-]*\s*") for level, said in _SAID.items()}
_FIRST_LETTER = re.compile(r"[“\"'(\s]*(\w)")


@dataclass(frozen=True)
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
        return bool(self.rest) and text == self.marker + self.rest


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
    if not text.startswith(_INITIALS) or _LEADERS.search(text):
        return None
    if text[0] in "ĐÐ":
        return _read_article(text, last_article)
    for level, pattern in _HEADINGS:
        if found := pattern.match(text):
            rest = found[3]
            if rest and not (is_capitals(rest) or found[2] or _is_title_alike(rest)):
                return None
            return Label(level, found[1], text[: found.start(3)].rstrip(), rest)
    return None


def read_appendix(text: str) -> Label | None:
    """The label of an appendix: alone on its line, or followed by capitals or a bracket."""
    found = _APPENDIX.match(text)
    if not found or _LEADERS.search(text):
        return None
    rest = text[found.end() :]
    if rest and not is_capitals(rest) and not rest.startswith("("):
        return None
    return Label(Level.APPENDIX, found[1] or "", found[0].rstrip(), rest)


def read_clause(text: str, earlier: str | None) -> Label | None:
    """The label of a clause; "3, …" and "3 …" only where the third clause is expected."""
    found = _CLAUSE.match(text)
    if not found or _LEADERS.search(text):
        return None
    number, rest = found[1], text[found.end() :]
    plain = found[2] == "."
    if not rest or (not plain and not (begins_with_capital(rest) and follows(number, earlier))):
        return None
    return Label(Level.CLAUSE, number, found[0].rstrip(), rest, unusual=not plain)


def read_point(text: str, earlier: str | None) -> Label | None:
    """The label of a point; "a. …" and "a/ …" only where the point is expected."""
    found = _POINT.match(text.translate(_LOOK_ALIKES) if text.startswith("ð") else text)
    if not found or _LEADERS.search(text):
        return None
    number, rest = found[1], text[found.end() :]
    letters = number.rstrip("0123456789")
    if not rest or (len(letters) == 2 and letters[0] != letters[1]) or letters == "ii":
        return None
    plain = found[2] == ")"
    if not plain and not (begins_with_capital(rest) and follows(number, earlier)):
        return None
    marker = text[: found.end()].rstrip()
    return Label(Level.POINT, number, marker, rest, unusual=not plain)


def read_roman_section(text: str, earlier: str | None) -> Label | None:
    """The label of a section written "II. …" in a plan or appendix: strictly one after another."""
    found = _ROMAN_SECTION.match(text)
    value = from_roman(found[1]) if found else None
    before = from_roman(earlier) if earlier else 0
    if not found or before is None or value != before + 1 or _LEADERS.search(text):
        return None
    return Label(Level.SECTION, found[1], found[0].rstrip(), text[found.end() :])


def is_capitals(text: str) -> bool:
    return text.isupper()


def _is_title_alike(rest: str) -> bool:
    return rest[0].isupper() and bool(_TITLE_ALIKE.match(rest))


def begins_with_capital(text: str) -> bool:
    found = _FIRST_LETTER.match(text)
    return bool(found and found[1].isupper())


def _read_article(text: str, last_article: str | None) -> Label | None:
    found = _ARTICLE.match(text.translate(_LOOK_ALIKES) if text[0] == "Ð" else text)
    if not found:
        return None
    number, rest = found[1], text[found.end() :]
    plain = bool(found[2]) and (not rest or not rest[0].islower())
    alone = not rest
    if not plain and not alone and not follows(number, last_article):
        return None
    if not plain and not found[2] and not alone and not begins_with_capital(rest):
        return None
    marker = text[: found.end()].rstrip()
    return Label(Level.ARTICLE, number, marker, rest, unusual=not (plain or alone))
