"""A PDF with a text layer → lines: printed lines with their place on the page, then paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cms.structure.outline import Line

from .page_notes import note_remark, part_notes
from .pages import is_gazette_line, is_page_number, with_word_of_mending
from .pdf_paragraphs import PrintedLine, join_paragraphs
from .pdf_safety import check_pdf
from .refusal import ImportRefused

MOST_PAGES = 1_500

_SPACES = (0x20, 0xA0, 0x09)
_LINE_ENDS = (0x0D, 0x0A)
# Where a line ends in a hyphen PDFium says so by this character instead.
_HYPHEN_AT_END = 0x02
# Fewer letters on a page than this are a stamp or a page number on a picture.
_FEWEST_LETTERS = 25
_EDGE = 3
_RUNNING_SHARE = 0.5
_RUNNING_LEAST = 3


def read_pdf(path: Path) -> list[Line]:
    """The paragraphs of a checked PDF; `source` counts the printed lines, from 0.

    Raises:
        ImportRefused: it is locked, broken, active, or a scan without letters.
    """
    check_pdf(path)
    try:
        document = pypdfium2.PdfDocument(path)
        pages = [_printed_lines(page, at) for at, page in enumerate(_pages(document))]
    except pypdfium2.PdfiumError as error:
        raise ImportRefused(
            "broken", "Tệp PDF bị hỏng, không mở được. Hãy xuất lại PDF từ tệp Word rồi tải lại."
        ) from error
    silent = [at for at, lines in enumerate(pages, 1) if _letters(lines) < _FEWEST_LETTERS]
    if len(silent) * 2 > len(pages):
        raise ImportRefused(
            "scanned",
            "Tệp PDF là bản chụp (scan), không có lớp chữ để đọc. Hãy dùng bản Word (.docx) hoặc"
            " PDF được xuất ra từ Word.",
        )
    parted = [part_notes(page) for page in _without_furniture(pages)]
    kept = [text for text, _notes in parted]
    printed = sum(map(len, kept))
    dropped = sum(map(len, pages)) - printed
    lines = with_word_of_mending(join_paragraphs(kept), printed=printed, dropped=dropped)
    return _with_notes(_with_remark(lines, silent), parted)


def _pages(document: Any) -> Iterator[Any]:
    if len(document) > MOST_PAGES:
        raise ImportRefused(
            "too_many_pages", f"Tệp PDF có hơn {MOST_PAGES} trang. Hãy tách phụ lục ra tệp riêng."
        )
    for page in document:
        yield page
        page.close()


def _printed_lines(page: Any, number: int) -> list[PrintedLine]:
    text_page = page.get_textpage()
    handle = text_page.raw
    lines: list[PrintedLine] = []
    line: list[tuple[int, int]] = []
    for at in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(handle, at)
        if code in _LINE_ENDS:
            lines.extend(_printed_line(text_page, line, number))
            line = []
        else:
            line.append((at, code))
    lines.extend(_printed_line(text_page, line, number))
    text_page.close()
    return lines


def _printed_line(text_page: Any, line: list[tuple[int, int]], page: int) -> Iterator[PrintedLine]:
    visible = [at for at, code in line if code not in _SPACES]
    if not visible:
        return
    text = "".join("-" if code == _HYPHEN_AT_END else _character(code) for _, code in line)
    left, bottom, _, top = text_page.get_charbox(visible[0], loose=True)
    _, _, right, _ = text_page.get_charbox(visible[-1], loose=True)
    yield PrintedLine(" ".join(text.split()), page, left, right, bottom, top - bottom)


def _character(code: int) -> str:
    """A character; half of a pair or nothing at all, which broken fonts yield, is a space."""
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _letters(lines: list[PrintedLine]) -> int:
    return sum(c.isalpha() for line in lines if not is_gazette_line(line.text) for c in line.text)


def _without_furniture(pages: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages without running heads and feet, page numbers and the gazette's own lines."""
    running = _running_lines(pages)
    kept = []
    for page in pages:
        from_top = sorted(page, key=lambda line: -line.bottom)
        dropped = {*_peel(from_top, running), *_peel(from_top[::-1], running)}
        kept.append([x for x in page if x not in dropped and not is_gazette_line(x.text)])
    return kept


def _peel(lines: list[PrintedLine], running: set[tuple[str, int]]) -> Iterator[PrintedLine]:
    """The furniture at one edge of a page: what lies behind a line of the text is text."""
    for line in lines[:_EDGE]:
        is_furniture = is_gazette_line(line.text) or is_page_number(line.text)
        if not is_furniture and _shape(line) not in running:
            return
        yield line


def _running_lines(pages: list[list[PrintedLine]]) -> set[tuple[str, int]]:
    """What stands at the edge of half the pages, at the same height, but for its digits."""
    found: Counter[tuple[str, int]] = Counter()
    for page in pages:
        heights = sorted(line.bottom for line in page)
        edges = {*heights[:_EDGE], *heights[-_EDGE:]}
        found.update({_shape(line) for line in page if line.bottom in edges})
    least = max(_RUNNING_LEAST, len(pages) * _RUNNING_SHARE)
    return {shape for shape, times in found.items() if times >= least}


def _shape(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.bottom / 4)


def _with_notes(
    lines: list[Line], pages: list[tuple[list[PrintedLine], list[PrintedLine]]]
) -> list[Line]:
    """The paragraphs, each page's notes told at the last one that begins on it or before."""
    told = list(lines)
    printed = 0
    for text, notes in pages:
        printed += len(text)
        if not notes or not told:
            continue
        at = max((at for at, line in enumerate(told) if line.source < printed), default=0)
        remark = note_remark(" ".join(line.text for line in notes))
        told[at] = replace(told[at], remarks=(*told[at].remarks, remark))
    return told


def _with_remark(lines: list[Line], silent: list[int]) -> list[Line]:
    if not silent or not lines:
        return lines
    numbers = ", ".join(map(str, silent))
    remark = ("page_without_text", f"Trang {numbers} của PDF không có chữ đọc được; hãy kiểm tra.")
    last = lines[-1]
    return [*lines[:-1], replace(last, remarks=(*last.remarks, remark))]
