"""What is cleaned from the lines of a file before they are read as a law; every step a function."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

from cms.structure.outline import Line

from .pages import is_gazette_line
from .translation import drop_translation, open_bilingual_tables

Cleaner = Callable[[list[Line]], list[Line]]

_INVISIBLE = dict.fromkeys(
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F))
)
_NO_BREAK = "\u00a0"
_RULE = re.compile(r"[\s_\-–—=*.•~]*")


def clean(lines: Sequence[Line]) -> list[Line]:
    """The lines after all cleaners, in order."""
    return reduce(lambda done, cleaner: cleaner(done), CLEANERS, list(lines))


def compose_letters(lines: list[Line]) -> list[Line]:
    """Join letters and their marks (NFC): some keyboards type them apart."""
    joined = [_each_text(line, _composed) for line in lines]
    changed = [at for at, line in enumerate(lines) if joined[at] is not line]
    if changed:
        message = f"{len(changed)} đoạn có dấu thanh gõ rời khỏi chữ cái; đã ghép lại."
        joined[changed[0]] = _with_remark(joined[changed[0]], "marks_joined", message)
    return joined


def drop_invisible(lines: list[Line]) -> list[Line]:
    """Drop soft hyphens, zero-width characters, marks of direction and control characters."""
    return [_each_text(line, _without_invisible) for line in lines]


def single_spaces(lines: list[Line]) -> list[Line]:
    """Make every run of spaces, tabs and no-break spaces one space, and none at the ends."""
    spaced = [_each_text(line, _with_single_spaces) for line in lines]
    unbroken = [at for at, line in enumerate(lines) if _NO_BREAK in line.text.strip()]
    if unbroken:
        message = f"{len(unbroken)} đoạn có dấu cách không ngắt; đã đổi thành dấu cách thường."
        spaced[unbroken[0]] = _with_remark(spaced[unbroken[0]], "no_break_spaces", message)
    return spaced


def drop_gazette_lines(lines: list[Line]) -> list[Line]:
    """Drop what the gazette adds to pages: running heads and the notice of its signature."""
    return [line for line in lines if line.table or not is_gazette_line(line.text)]


def drop_rules(lines: list[Line]) -> list[Line]:
    """Drop empty lines and lines that only draw a rule; keep the remarks made on them."""
    kept: list[Line] = []
    waiting: tuple[tuple[str, str], ...] = ()
    for line in lines:
        if line.table is None and not line.text[:1].isalnum() and _RULE.fullmatch(line.text):
            waiting += line.remarks
            continue
        kept.append(replace(line, remarks=waiting + line.remarks) if waiting else line)
        waiting = ()
    if waiting and kept:
        kept[-1] = replace(kept[-1], remarks=kept[-1].remarks + waiting)
    return kept


CLEANERS: tuple[Cleaner, ...] = (
    compose_letters,
    drop_invisible,
    single_spaces,
    drop_gazette_lines,
    drop_rules,
    open_bilingual_tables,
    drop_translation,
)


def _each_text(line: Line, change: Callable[[str], str]) -> Line:
    """The line with its text, or every cell of its table, changed."""
    if line.table is None:
        text = change(line.text)
        return line if text == line.text else replace(line, text=text)
    table = tuple(
        tuple("\n".join(change(part) for part in cell.split("\n")) for cell in row)
        for row in line.table
    )
    return line if table == line.table else replace(line, table=table)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _with_remark(line: Line, code: str, message: str) -> Line:
    return replace(line, remarks=(*line.remarks, (code, message)))


def _without_invisible(text: str) -> str:
    # Of all of these only line ends and no-break spaces are left to the next cleaner.
    if text.isprintable():
        return text
    text = text.translate(_INVISIBLE)
    return "".join(c if c.isprintable() or c.isspace() else " " for c in text)


def _with_single_spaces(text: str) -> str:
    return " ".join(text.split())
