"""The words that name provisions in running text, "khoản 1, 2", "Đ5", "Chương II"; their chains."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .levels import Level
from .numbering import ALPHABET, arabic

_MOST_IN_A_RANGE = 30
TO = "đến"
_RANGES = (TO, "-", "–")

_SPACE = r"[^\S\n]"
_AND = rf"{_SPACE}*(?:,|và|hoặc|đến|[-–]){_SPACE}*"
# A number that counts something is no number of a provision: "khoản 2, 10 ngày".
_NO_AMOUNT = (
    r"(?![\d/%])(?![.,]\d{3})"
    rf"(?!{_SPACE}*(?:%|(?:ngày|tháng|năm|triệu|tỷ|tỉ|nghìn|đồng|lần|người)\b))"
)
_LETTERS = ALPHABET + ALPHABET.upper()
_ARTICLE = rf"\d{{1,3}}[a-zđ]?(?!\w){_NO_AMOUNT}"
_CLAUSE = rf"\d{{1,3}}[a-zđ]?(?!\w){_NO_AMOUNT}"
_POINT = rf"[{_LETTERS}]\d?(?!\w)\)?"
_ROMAN = r"(?:[IVXLC]+|\d{1,2})(?!\w)"


def _listed(one: str) -> str:
    return rf"{one}(?:{_AND}{one})*"


# A point may be one digit behind a full stop ("7.2"), or letters behind it ("7.2.b").
_UNIT = re.compile(
    rf"""
      (?<![^\W\d])(?:các{_SPACE}+)?(?:
        (?P<short>(?:[Đđ]iều|ĐIỀU|Đ\.?){_SPACE}*(?P<s_article>\d{{1,3}}[a-zđ]?)
            (?:\.(?P<s_clause>\d{{1,2}}[a-z]?)|\((?P<p_clause>\d{{1,2}})\))
            (?:\.?(?P<s_point>[{_LETTERS}])(?!\w)|\((?P<p_point>[{_LETTERS}])\))?(?![\w/])(?!\.\d))
      | (?P<article>(?:[Đđ]iều|ĐIỀU){_SPACE}*(?:số{_SPACE}*)?(?P<articles>{_listed(_ARTICLE)})
            |(?<![/-])Đ\.?{_SPACE}?(?P<d_articles>\d{{1,3}}[a-zđ]?(?![\d/%])))
      | (?P<clause>(?:[Kk]hoản|KHOẢN){_SPACE}*(?P<clauses>{_listed(_CLAUSE)})
            |(?<![/-])[Kk]\.?{_SPACE}?(?P<k_clauses>\d{{1,2}}[abc]?(?![\d/%])))
      | (?P<point>(?<!quan\s)(?<!thời\s)(?<!địa\s)(?:[Đđ]iểm|ĐIỂM){_SPACE}+
            (?P<points>{_listed(_POINT)}))
      | (?P<chapter>(?:[Cc]hương|CHƯƠNG){_SPACE}+(?P<chapters>{_listed(_ROMAN)}))
      | (?P<section>(?:[Mm]ục|MỤC){_SPACE}+(?P<sections>{_ROMAN}))
      | (?P<part>(?:Phần|PHẦN){_SPACE}+(?P<parts>{_ROMAN}|thứ{_SPACE}+\w+))
      | (?P<appendix>(?:[Pp]hụ{_SPACE}lục|PHỤ{_SPACE}LỤC){_SPACE}+(?:số{_SPACE}*)?
            (?P<appendices>{_listed(_ROMAN)}))
      | (?P<intro>(?:[Đđ]oạn|[Kk]hổ){_SPACE}+(?:mở{_SPACE}+đầu|đầu{_SPACE}+tiên|đầu)
            (?={_SPACE}+(?:[Đđ]iều|[Kk]hoản|của)))
      )
    """,
    re.VERBOSE,
)
_JOINT = re.compile(
    r"[^\S\n]*\n?[^\S\n]*(?P<sign>[,;:/]|\(|(?:và|hoặc|đến)\b)?[^\S\n]*"
    r"(?:(?:của|tại|ở|thuộc|trong|và)\b[^\S\n]*)?(?:các[^\S\n]+)?"
)

_LEVELS = {
    "article": Level.ARTICLE,
    "clause": Level.CLAUSE,
    "point": Level.POINT,
    "chapter": Level.CHAPTER,
    "section": Level.SECTION,
    "part": Level.PART,
    "appendix": Level.APPENDIX,
    "intro": Level.INTRO,
}
_NUMBERS = {
    "article": ("articles", "d_articles"),
    "clause": ("clauses", "k_clauses"),
    "point": ("points",),
    "chapter": ("chapters",),
    "section": ("sections",),
    "part": ("parts",),
    "appendix": ("appendices",),
}


class Unit(NamedTuple):
    """One word with its numbers: "khoản 1, 2" is (CLAUSE, ("1", "2"), start, end)."""

    level: Level
    numbers: tuple[str, ...]
    start: int
    end: int
    joint: str = ""


def find_chains(text: str) -> Iterator[list[Unit]]:
    """Units that follow each other with only small words between them."""
    chain: list[Unit] = []
    for unit in _units(text):
        if chain:
            between = _JOINT.fullmatch(text, chain[-1].end, unit.start)
            if between is None:
                yield chain
                chain = []
            else:
                unit = unit._replace(joint=between["sign"] or " ")
        chain.append(unit)
    if chain:
        yield chain


def _units(text: str) -> Iterator[Unit]:
    for found in _UNIT.finditer(text):
        start, end = found.span()
        if found["short"]:
            yield Unit(Level.ARTICLE, (arabic(found["s_article"]),), start, end)
            # What is written as one word stays one span: its parts share it.
            clause = found["s_clause"] or found["p_clause"]
            yield Unit(Level.CLAUSE, (arabic(clause),), end, end)
            if point := found["s_point"] or found["p_point"]:
                yield Unit(Level.POINT, (point.lower(),), end, end)
            continue
        kind = next(name for name in _LEVELS if found[name])
        written = next((found[name] for name in _NUMBERS.get(kind, ()) if found[name]), "")
        yield Unit(_LEVELS[kind], _numbers(written, _LEVELS[kind]), start, end)


def _numbers(written: str, level: Level) -> tuple[str, ...]:
    if not written:
        return ("",)
    if level is Level.PART:
        return (arabic(written),)
    parts = re.split(r"\s*(,|và|hoặc|đến|[-–])\s*", written)
    numbers = [_number(part) for part in parts[::2]]
    listed = [numbers[0]]
    for joint, number in zip(parts[1::2], numbers[1:], strict=True):
        if joint in _RANGES:
            listed.extend(numbers_between(listed[-1], number))
        listed.append(number)
    return tuple(dict.fromkeys(listed))


def _number(written: str) -> str:
    written = written.strip(" )")
    return arabic(written) if written[:1].isupper() or written[:1].isdigit() else written.lower()


def numbers_between(first: str, last: str) -> tuple[str, ...]:
    if not (first.isdecimal() and last.isdecimal()):
        return ()
    if not 0 < int(last) - int(first) <= _MOST_IN_A_RANGE:
        return ()
    return tuple(map(str, range(int(first) + 1, int(last))))
