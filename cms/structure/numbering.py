"""How a law numbers itself: Roman numerals, words, the Vietnamese alphabet, order, labels."""

import re
from functools import lru_cache
from typing import NamedTuple

from .levels import Level

ALPHABET = "abcdđeghiklmnopqrstuvxy"

_NAMES = {
    Level.PREAMBLE: "Phần mở đầu",
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.CLAUSE: "khoản",
    Level.POINT: "điểm",
    Level.INTRO: "đoạn mở đầu",
    Level.APPENDIX: "Phụ lục",
    Level.ATTACHMENT: "Văn bản ban hành kèm theo",
    Level.TABLE: "Bảng",
}
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
# Chapters and parts before the first and after the last number.
UNNUMBERED = {"mở đầu": "modau", "cuối": "cuoi"}
_LAST = 999
# "Điều 8 bis" stands where others write "Điều 8a".
_AGAIN = {"bis": 1, "ter": 2, "quater": 3}
_ORDINALS = {"nhất": 1, "nhì": 2, "tư": 4, "bẩy": 7} | {w: n for n, w in enumerate(_WORDS, 1)}
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Place(NamedTuple):
    """Where a number stands among its sisters: 29a is (29, 1), điểm đ (5, 0), điểm c1 (3, 1)."""

    base: int
    inserted: int


def label(level: Level, number: str) -> str:
    """Return "Điều 5", "khoản 2", "điểm a", "Phần thứ nhất"."""
    if number[:3].casefold() == "thứ":
        number = number.lower()
    if level is Level.SECTION and not number:
        return "Nội dung"
    return f"{_NAMES[level]} {number}".strip()


def to_roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        written += digits * (number // value)
        number %= value
    return written


def from_roman(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 399; None for anything else."""
    value = 0
    for digit, following in zip(text, f"{text[1:]} "[: len(text)], strict=True):
        if digit not in _DIGITS:
            return None
        own = _DIGITS[digit]
        value += -own if own < _DIGITS.get(following, 0) else own
    return value if value and to_roman(value) == text else None


def from_words(text: str) -> int | None:
    """The value of "thứ nhất" … "thứ mười chín", with or without its "thứ"."""
    words = text.casefold().removeprefix("thứ").split()
    if len(words) == 2 and words[0] == "mười":
        return 10 + unit if (unit := _ORDINALS.get(words[1], 0)) in range(1, 10) else None
    return _ORDINALS.get(words[0]) if len(words) == 1 else None


def to_words(number: int, *, ordinal: bool = False) -> str:
    """Return "mười hai", of an ordinal ("thứ …") "nhất", "tư"; from 20 on the digits."""
    if not 0 < number < 20:
        return str(number)
    if ordinal and number in (1, 4):
        return "nhất" if number == 1 else "tư"
    tens = "mười " if number > 10 else ""
    return tens + _WORDS[(number - 1) % 10]


@lru_cache(maxsize=2048)
def arabic(number: str) -> str:
    """A number as addresses write it: "II", "02" and "thứ hai" are "2", "29A" is "29a"."""
    found = re.fullmatch(r"([IVXLC]+)[-–]?([A-Za-zđĐ]?)", number)
    if found and (value := from_roman(found[1])):
        return f"{value}{found[2].lower()}"
    if value := from_words(number):
        return str(value)
    if found := re.fullmatch(r"thứ\s+(\d+)", number.lower()):
        return found[1]
    if named := UNNUMBERED.get(number.casefold()):
        return named
    return re.sub(r"^0+(?=\d)|\s", "", number.lower())


@lru_cache(maxsize=2048)
def place(number: str) -> Place:
    """The place of an arabic number or of a point's letter; (0, 0) for what is neither."""
    number = number.lower()
    if found := re.fullmatch(r"(\d+)\s?(bis|ter|quater)", number):
        return Place(int(found[1]), _AGAIN[found[2]])
    if found := re.fullmatch(r"(\d+)([a-zđ]?)", number):
        return Place(int(found[1]), ALPHABET.find(found[2]) + 1 if found[2] else 0)
    if number == UNNUMBERED["cuối"]:
        return Place(_LAST, 0)
    if found := re.fullmatch(r"([a-zđ])\1?(\d*)", number):
        doubled = len(ALPHABET) if number[:2] == found[1] * 2 else 0
        return Place(ALPHABET.find(found[1]) + 1 + doubled, int(found[2] or 0))
    return Place(0, 0)


def follows(number: str, earlier: str | None) -> bool:
    """Whether `number` is what one expects after `earlier`, or as the first of its kind."""
    here = place(number)
    if earlier is None:
        return here == (1, 0)
    before = place(earlier)
    return here in ((before.base + 1, 0), (before.base, before.inserted + 1))


def expected_after(earlier: str | None, *, letters: bool) -> str:
    """The number one expects after `earlier`: a letter of the alphabet for points."""
    base = place(earlier).base if earlier else 0
    return ALPHABET[base % len(ALPHABET)] if letters else str(base + 1)
