"""The comparison of two versions as a Word file: an office edits its third column and sends it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .cells import Block
from .comparison import ComparedDraft, ComparedRow
from .printable import clean_line
from .word_page import FONT, finished, lay_on_its_side

# A4 on its side, without the margins of Decree 30/2020: centimetres of the three columns.
WIDTHS = (9.3, 9.3, 6.1)
HEADS = "Nội dung thay đổi"


def write_comparison(draft: ComparedDraft, rows: Sequence[ComparedRow]) -> bytes:
    document = Document()
    _set_page(document)
    _heading(document, "BẢN SO SÁNH", size=14)
    _heading(document, clean_line(draft.title), size=14)
    note = document.add_paragraph()
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = note.add_run("Chữ đậm, gạch chân là phần thêm; chữ gạch ngang là phần bỏ.")
    run.italic = True
    table = document.add_table(rows=1, cols=len(WIDTHS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    _set_widths(table)
    _head_row(table.rows[0], draft)
    for division, group in groupby(rows, key=lambda row: row.division):
        _band(table, division)
        for row in group:
            _add_row(table, row)
    title = f"Bản so sánh {clean_line(draft.title)}"
    return finished(document, title=title, author="", made_at=draft.made_at)


def _set_page(document: Any) -> None:
    lay_on_its_side(document.sections[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    normal.paragraph_format.space_after = Pt(3)


def _set_widths(table: Any) -> None:
    """Word keeps to the grid; other programs to the cells, which take it from here."""
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)


def _heading(document: Any, text: str, *, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _head_row(row: Any, draft: ComparedDraft) -> None:
    names = (clean_line(draft.old_name), clean_line(draft.new_name), HEADS)
    for cell, name in zip(row.cells, names, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(name).bold = True
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _band(table: Any, division: str) -> None:
    cells = table.add_row().cells
    merged = cells[0].merge(cells[-1])
    merged.paragraphs[0].add_run(division).bold = True
    merged.paragraphs[0].paragraph_format.keep_with_next = True


def _add_row(table: Any, row: ComparedRow) -> None:
    old, new, words = table.add_row().cells
    _fill(old, row.old_place, row.old)
    _fill(new, row.new_place, row.new)
    _fill(words, "", [Block((("same", sentence),)) for sentence in row.explanation])


def _fill(cell: Any, place: str, blocks: Sequence[Block]) -> None:
    paragraph = cell.paragraphs[0]
    if place:
        paragraph.add_run(place).bold = True
    for number, block in enumerate(blocks):
        if number or place:
            paragraph = cell.add_paragraph()
        for kind, text in block.runs:
            run = paragraph.add_run(text)
            if kind == "ins":
                run.bold = run.underline = True
            elif kind == "del":
                run.font.strike = True
