"""A draft law as a Word file in the official form: numbers are typed as text, tables are tables.

Form of drafts: heading and foot in tables without borders, Times New Roman 14, margins of Decree
30/2020, annex I; every appendix begins a page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from cms.structure.tree import Line, Table

FONT = "Times New Roman"
LINE_WIDTH = 16.0  # cm: A4 without its margins
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
LEFT = WD_ALIGN_PARAGRAPH.LEFT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY

_BASIS = re.compile(r"(Căn cứ|Theo đề nghị) ")
_DIVISION = re.compile(r"(Chương [IVXLC]+|Mục \d+|Phụ lục( [IVXLC]+)?)$")
_TYPE = re.compile(r"(NGHỊ ĐỊNH|LUẬT|NGHỊ QUYẾT|QUYẾT ĐỊNH|THÔNG TƯ)$")
_ARTICLE = re.compile(r"Điều \d+[a-z]?\.")


@dataclass(frozen=True)
class _Style:
    """How a paragraph is set; sizes and spaces in points, `indent` in centimetres."""

    align: WD_ALIGN_PARAGRAPH = JUSTIFIED
    bold: bool = False
    italic: bool = False
    indent: float = 1.27
    before: float = 6
    after: float = 0
    keep: bool = False


_BODY = _Style()
_STYLES = {
    "draft": _Style(LEFT, bold=True, italic=True, indent=0, after=6),
    "type": _Style(CENTRE, bold=True, indent=0, before=18, keep=True),
    "title": _Style(CENTRE, bold=True, indent=0, before=0, keep=True),
    "subject": _Style(CENTRE, bold=True, indent=0, before=0, after=12),
    "basis": _Style(italic=True),
    "division": _Style(CENTRE, bold=True, indent=0, before=12, keep=True),
    "article": _Style(bold=True, keep=True),
    "attached": _Style(CENTRE, italic=True, indent=0, before=0, after=12),
}


def write_document(lines: Sequence[Line], path: Path) -> None:
    document = Document()
    _set_page(document)
    last_text = max((at for at, line in enumerate(lines) if line.table is None), default=0)
    for at, (line, role) in enumerate(zip(lines, _roles(lines), strict=True)):
        if line.table is not None:
            _add_table(document, line.table, role)
        else:
            _add_paragraph(document, line.text, role, begins_page=_opens_appendix(line.text))
        if role == "grid" and at < last_text:
            document.add_paragraph()
    document.core_properties.title = _title(lines)
    document.core_properties.author = ""
    document.save(str(path))


def _roles(lines: Sequence[Line]) -> Iterator[str]:
    """What each line is, told by its words and by the line before it."""
    previous = ""
    in_head = True
    for line in lines:
        role = _role(line, previous, in_head=in_head)
        in_head = in_head and role not in ("basis", "division", "article")
        previous = role
        yield role


def _role(line: Line, previous: str, *, in_head: bool) -> str:
    if line.table is not None:
        return _table_role(line.table, in_head=in_head)
    text = line.text
    if in_head and text.lower().startswith("dự thảo"):
        return "draft"
    if in_head and _TYPE.match(text):
        return "type"
    if _BASIS.match(text):
        return "basis"
    if _DIVISION.match(text):
        return "division"
    if _ARTICLE.match(text):
        return "article"
    if text.startswith("(Kèm theo"):
        return "attached"
    if previous == "type":
        return "subject"
    return "title" if previous == "division" and text.isupper() else "body"


def _table_role(table: Table, *, in_head: bool) -> str:
    if in_head:
        return "head"
    return "foot" if table[0][0].startswith("Nơi nhận") else "grid"


def _opens_appendix(text: str) -> bool:
    return text.startswith("Phụ lục") and bool(_DIVISION.match(text))


def _title(lines: Sequence[Line]) -> str:
    roles = zip(_roles(lines), lines, strict=True)
    return " ".join(line.text for role, line in roles if role in ("type", "subject"))


def _set_page(document: Any) -> None:
    """A4 and its margins; the face for all scripts, so that Word does not choose another."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    _number_pages(section)


def _number_pages(section: Any) -> None:
    """Centred in the top margin, not on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    field = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})
    field.append(paragraph.add_run("2")._r)
    paragraph._p.append(field)


def _add_paragraph(document: Any, text: str, role: str, *, begins_page: bool) -> None:
    style = _STYLES.get(role, _BODY)
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment = style.align
    shape.first_line_indent = Cm(style.indent)
    shape.space_before, shape.space_after = Pt(style.before), Pt(style.after)
    shape.keep_with_next = style.keep
    shape.page_break_before = begins_page
    run = paragraph.add_run(text)
    run.bold, run.italic = style.bold, style.italic


def _add_table(document: Any, table: Table, role: str) -> None:
    grid = document.add_table(rows=len(table), cols=len(table[0]))
    grid.autofit = False
    if role == "grid":
        grid.style = document.styles["Table Grid"]
        _repeat_header(grid.rows[0])
    widths = _widths(table, role)
    for number, (row, texts) in enumerate(zip(grid.rows, table, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[column]
            _fill(cell, text, role, column=column, first=number == 0)


def _widths(table: Table, role: str) -> list[Cm]:
    """Columns share the line by their longest words; letterheads have their usual 4 to 6."""
    shares = (
        [4, 6]
        if role in ("head", "foot")
        else [_share(texts) for texts in zip(*table, strict=True)]
    )
    return [Cm(LINE_WIDTH * share / sum(shares)) for share in shares]


def _share(texts: Sequence[str]) -> int:
    return min(max(*map(len, texts), 6), 40)


def _fill(cell: Any, text: str, role: str, *, column: int, first: bool) -> None:
    paragraph = cell.paragraphs[0]
    is_list = role == "foot" and column == 0
    is_text = role == "grid" and column > 0 and not first
    paragraph.alignment = LEFT if is_list or is_text else CENTRE
    for number, part in enumerate(text.split("\n")):
        run = paragraph.add_run(part)
        run.font.size = Pt(11 if is_list else 12 if role == "grid" else 13)
        run.bold = (number == 0 and is_list) or (not is_list and _is_bold(part, role, first=first))
        run.italic = (number == 0 and is_list) or ", ngày " in part
        if number < text.count("\n"):
            run.add_break(WD_BREAK.LINE)


def _is_bold(text: str, role: str, *, first: bool) -> bool:
    if role == "head":
        return not text.startswith("Số:") and ", ngày " not in text
    return role == "foot" or first


def _repeat_header(row: Any) -> None:
    """The header row stands again on every page the table reaches."""
    properties = row._tr.get_or_add_trPr()
    header = properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    properties.append(header)
