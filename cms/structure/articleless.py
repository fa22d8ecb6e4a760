"""Texts without articles: resolutions, circulars and directives written as I., 1., a)."""

from collections.abc import Sequence

from .labels import read_heading
from .levels import Level
from .list_labels import read_clause, read_roman_section
from .tree import Line

_KINDS = ("NGHỊ QUYẾT", "THÔNG TƯ", "QUYẾT ĐỊNH", "CHỈ THỊ")
# These speak of a text in their heads, but are none.
_OTHERS = ("TỜ TRÌNH", "BÁO CÁO", "BẢN ", "CÔNG VĂN", "ĐỀ CƯƠNG", "PHIẾU", "BIÊN BẢN", "THÔNG BÁO")
_HEAD = 40


def find_body(lines: Sequence[Line], quoted: Sequence[bool]) -> int | None:
    """The line where the numbered text begins; None if there are articles, or no such text."""
    if any(_is_article(line) for line, is_out in zip(lines, quoted, strict=True) if not is_out):
        return None
    kind = next((at for at, line in enumerate(lines[:_HEAD]) if _is_kind(line.text)), None)
    if kind is None or any(line.text.startswith(_OTHERS) for line in lines[:kind]):
        return None
    for start in range(kind + 1, len(lines)):
        if not quoted[start] and _begins_list(lines, start):
            return start
    return None


def _is_kind(text: str) -> bool:
    return text.startswith(_KINDS) and text.isupper()


def _is_article(line: Line) -> bool:
    found = read_heading(line.text, said=line.level) if line.table is None else None
    return bool(found and found.level is Level.ARTICLE)


def _begins_list(lines: Sequence[Line], start: int) -> bool:
    """Whether "I." or "1." stands on the line, and "II." or "2." on one below."""
    text = lines[start].text
    below = [line.text for line in lines[start + 1 :]]
    if read_roman_section(text, None):
        return any(read_roman_section(other, "I") for other in below)
    clause = read_clause(text, None)
    if not clause or clause.unusual or clause.number != "1":
        return False
    following = (read_clause(other, "1") for other in below)
    return any(other and other.number == "2" and not other.unusual for other in following)
