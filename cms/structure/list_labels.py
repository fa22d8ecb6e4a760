"""Labels of clauses, points and Roman sections: "1.", "3,", "(2)", "đ)", "a/", "II."."""

import re
from collections.abc import Sequence

from .labels import LOOK_ALIKES, NOTES, Label, begins_with_capital, has_leaders
from .levels import Level
from .numbering import follows, from_roman

_NUMBER = r"\d{1,3}[a-zđA-ZĐ]?"
_CLAUSE = re.compile(
    rf"({_NUMBER}){NOTES}(\.(?!\d)|[,)](?=\s)|/(?=\s|[^\W\d])|\s?[-–](?=\s)|(?=\s))\s*"
    rf"|\((\d{{1,2}})\)\s*|Khoản\s+({_NUMBER})\s*[.:]\s*"
)
_POINT = re.compile(
    rf"([a-zđ]{{1,2}}\d{{0,2}}){NOTES}(\s?\)|[.,](?=\s)|/(?=\s|[^\W\d])|\s?[-–](?=\s))\s*"
    r"|\(([a-zđ]\d{0,2})\)\s*"
)
_ROMAN_SECTION = re.compile(r"([IVXLC]+)\s?(?:[.)/]|[-–](?=\s))\s*(?=\S)")
# A note's number printed against the clause's: "3.2 Giếng …" is the third, with the second note.
_NOTED = re.compile(r"(\d{1,3}[a-zđ]?)\.(?=(?!0?1\s)\d{1,3}\s[^\W\d_])")
# "2 Khoản này được sửa đổi …" is what a note says.
_SAYS_NOTE = re.compile(
    r"(?:Khoản|Điểm|Điều|Mục|Chương|Đoạn|Cụm từ|Nội dung|Tên|Phụ lục)\b.{0,80}\bđược\s"
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)"
)
# Such marks are seldom a slip of the pen: a list that begins with one goes on with it.
_BRACKETS = (")", "/", "(")


def read_clause(
    text: str, earlier: str | None, marker: str = "", *, in_point: bool = False
) -> Label | None:
    """The label of a clause; "3, …", "3 …", "3) …" only where the third clause is expected.

    `earlier` and `marker` are the number and the print of the clause before; a list "1)", "2)"
    within a point, or within clauses that are printed "1.", is no list of clauses.
    """
    found = _CLAUSE.match(text)
    if noted := _NOTED.match(text):
        rest = text[noted.end() :]
        is_next = follows(noted[1], earlier) and begins_with_capital(rest.lstrip("0123456789 "))
        return Label(Level.CLAUSE, noted[1], noted[0], rest, unusual=True) if is_next else None
    if not found or has_leaders(text):
        return None
    number, mark = _printed_number(found), _mark(found)
    rest = text[found.end() :]
    if not rest or (not mark and _SAYS_NOTE.match(rest)):
        return None
    label = Label(Level.CLAUSE, number, found[0].rstrip(), rest, unusual=mark != ".")
    if mark == ".":
        return label
    if mark in (*_BRACKETS, "-", "–") and in_point and style_of(marker) != mark:
        return None
    return label if _is_expected(label, mark, earlier, marker) else None


def read_point(
    text: str, earlier: str | None, marker: str = "", *, in_point: bool = False
) -> Label | None:
    """The label of a point; "a. …", "a/ …", "(a) …" only where the point is expected."""
    found = _POINT.match(text.translate(LOOK_ALIKES) if text[:1] in "ð(" else text)
    if not found or has_leaders(text):
        return None
    number, rest = found[1] or found[3], text[found.end() :]
    letters = number.rstrip("0123456789")
    if not rest or (len(letters) == 2 and letters[0] != letters[1]) or letters == "ii":
        return None
    mark = (found[2] or "").strip() if found[1] else "("
    label = Label(Level.POINT, number, text[: found.end()].rstrip(), rest, unusual=mark != ")")
    if mark == ")":
        return label
    if mark == "(" and in_point and style_of(marker) != mark:
        return None
    return label if _is_expected(label, mark, earlier, marker) else None


def read_roman_section(text: str, earlier: str | None) -> Label | None:
    """The label of a section written "II. …" in a plan or appendix: strictly one after another."""
    found = _ROMAN_SECTION.match(text)
    value = from_roman(found[1]) if found else None
    before = from_roman(earlier) if earlier else 0
    if not found or before is None or value != before + 1 or has_leaders(text):
        return None
    return Label(Level.SECTION, found[1], found[0].rstrip(), text[found.end() :])


def style_of(marker: str) -> str:
    """The mark that a list puts to its numbers: "." of "1.", ")" of "1a)", "(" of "(1)"."""
    if marker.startswith(("(", "Khoản")):
        return "(" if marker[0] == "(" else "Khoản"
    return marker[-1:] if marker[-1:] in ".,)/-–" else ""


def goes_on_a_list(text: str, lines: Sequence[str]) -> bool:
    """Whether "2) …" follows a line "1) …" that was left as text: a list within a clause."""
    here, before = (_CLAUSE.match(line) for line in (text, lines[-1] if lines else ""))
    if not here or not before or len(lines) < 2:
        return False
    is_alike = _mark(here) == _mark(before)
    return is_alike and follows(_printed_number(here), _printed_number(before))


def _printed_number(found: re.Match[str]) -> str:
    return found[1] or found[3] or found[4]


def _mark(found: re.Match[str]) -> str:
    if found[1]:
        return (found[2] or "").strip()
    return "(" if found[3] else "Khoản"


def _is_expected(label: Label, mark: str, earlier: str | None, marker: str) -> bool:
    if not follows(label.number, earlier):
        return False
    begun_so = earlier is None or style_of(marker) == mark
    if mark == "(" and not begun_so:
        return False
    may_be_small = mark in _BRACKETS or (mark == "." and label.level is Level.POINT)
    return begins_with_capital(label.rest) or (may_be_small and begun_so)
