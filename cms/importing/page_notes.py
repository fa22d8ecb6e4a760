"""Notes at the foot of printed pages: told, as those of a Word file are, and not mixed in."""

import re
from collections.abc import Sequence
from statistics import median

from .pdf_paragraphs import PrintedLine

_BEGINS = re.compile(r"\d{1,3}\s*[^\W\d]|\[\d{1,3}\]|\*\s")
_SMALLER = 0.9
# A text copied from pages draws the rule above the notes with spaces.
_RULE = re.compile(r"[ \t\u00a0]{20,}|_{15,}|-{15,}")


def note_remark(text: str) -> tuple[str, str]:
    return "footnote", f"Chú thích cuối trang không đưa vào nội dung: “{text}”"


def notes_in_text(raw: Sequence[str]) -> dict[int, str]:
    """The notes of a text, by the number of the line where each block begins; the value is the
    block, whose lines end before the next empty one."""
    found = {}
    for at, line in enumerate(raw[:-1]):
        if not _RULE.fullmatch(line.rstrip("\r\n\f")) or not _BEGINS.match(raw[at + 1].strip()):
            continue
        stop = at + 1
        while stop < len(raw) and raw[stop].strip():
            stop += 1
        found[at + 1] = "\n".join(" ".join(text.split()) for text in raw[at + 1 : stop])
    return found


def part_notes(page: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines of a page's text, and those of its notes: the smaller print at its foot."""
    if len(page) < 3:
        return list(page), []
    usual = median(line.height for line in page)
    start = len(page)
    while start and page[start - 1].height < usual * _SMALLER:
        start -= 1
    begins = (at for at in range(start, len(page)) if _BEGINS.match(page[at].text))
    start = next(begins, len(page))
    return list(page[:start]), list(page[start:])
