"""A Word file in the form of Decree 30/2020, annex I: page, faces, head, signature.

Upright A4, margins 20, 20, 20, 30 mm, Times New Roman, page number in the top margin from the
second page on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .cells import Run

FONT = "Times New Roman"
# Centimetres: the halves of the head, and of the foot, together as wide as the text.
ISSUER, NATION = 6.6, 9.4
RECIPIENTS, SIGNING = 7.0, 9.0
BLANK = "\u00a0" * 10


def lay_on_its_side(section: Any) -> None:
    """A4 for wide tables: the wide margin stays on the left."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)


def official_page(*, size: int = 14) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    _number_pages(section.header.paragraphs[0])
    return document


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def add_names(document: Any, context: dict[str, Any], *, number: bool = False) -> None:
    """Who issues and the nation; with `number`, its blank below the one, and no date (form 1.9)."""
    left, right = _halves(document, ISSUER, NATION)
    for part in context["superior"]:
        add_line(left, part, size=12)
    for part in context["office"]:
        add_line(left, part, size=12, bold=True)
    _rule_below(left.paragraphs[-1], share=3)
    add_line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    add_line(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _rule_below(right.paragraphs[-1], share=5)
    if number:
        left, _right = _halves(document, ISSUER, NATION)
        add_line(left, f"Số:{BLANK}/{context['symbol']}", size=13)


def add_head(document: Any, context: dict[str, Any]) -> None:
    """Names, then number and date with their blanks, and what it is about."""
    add_names(document, context)
    left, right = _halves(document, ISSUER, NATION)
    add_line(left, f"Số:{BLANK}/{context['symbol']}", size=13)
    if context["subject"]:
        add_line(left, context["subject"], size=12, before=6)
    date = f"{context['place']}, ngày{BLANK}tháng{BLANK}năm {context['year']}"
    add_line(right, date, size=13, italic=True)


def add_signature(document: Any, context: dict[str, Any]) -> None:
    """Recipients on the left, level with who signs on the right, room for the signature."""
    add_line(document, "", size=7)
    left, right = _halves(document, RECIPIENTS, SIGNING, keep=True)
    start = WD_ALIGN_PARAGRAPH.LEFT
    add_line(left, "Nơi nhận:", size=12, bold=True, italic=True, align=start)
    for recipient in context["recipients"]:
        add_line(left, f"- {recipient};", size=11, align=start)
    unit = f", {context['filing_unit']}" if context["filing_unit"] else ""
    add_line(left, f"- Lưu: VT{unit}.", size=11, align=start)
    for rank in context["signing_title"]:
        add_line(right, rank, size=14, bold=True)
    add_line(right, context["signatory"], size=14, bold=True, before=72)


def add_signers(document: Any, context: dict[str, Any], *, left: str, right: str) -> None:
    """The two who sign minutes, beside one another; recipients below."""
    add_line(document, "", size=7).paragraph_format.keep_with_next = True
    halves = _halves(document, RECIPIENTS, SIGNING, keep=True)
    names = (context["signs_left"], context["signs_right"])
    for cell, rank, name in zip(halves, (left, right), names, strict=True):
        add_line(cell, rank, size=14, bold=True)
        add_line(cell, name, size=14, bold=True, before=72)
    start = WD_ALIGN_PARAGRAPH.LEFT
    add_line(document, "Nơi nhận:", size=12, bold=True, italic=True, align=start)
    for recipient in context["recipients"]:
        add_line(document, f"- {recipient};", size=11, align=start)
    add_line(document, "- Lưu: VT, Hồ sơ.", size=11, align=start)


def add_line(
    into: Any,
    text: str,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    before: int = 0,
    align: Any = WD_ALIGN_PARAGRAPH.CENTER,
) -> Any:
    """A line of our own; the first one of a cell takes the paragraph that is there."""
    empty = [p for p in into.paragraphs if not p.runs] if hasattr(into, "_tc") else []
    paragraph = empty[0] if empty else into.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def add_runs(paragraph: Any, runs: Iterable[Run]) -> None:
    """Words, those put in bold and underlined, those struck out."""
    for kind, text in runs:
        run = paragraph.add_run(text)
        if kind == "ins":
            run.bold = run.underline = True
        elif kind == "del":
            run.font.strike = True


def finished(document: Any, *, title: str, author: str, made_at: datetime) -> bytes:
    """The bytes: the same words are the same file, whenever they are written."""
    document.core_properties.title = title
    document.core_properties.author = author
    moment = made_at.astimezone(UTC).replace(tzinfo=None)
    document.core_properties.created = document.core_properties.modified = moment
    file, undated = BytesIO(), BytesIO()
    document.save(file)
    with ZipFile(file) as dated, ZipFile(undated, "w", ZIP_DEFLATED) as parts:
        for name in dated.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            parts.writestr(part, dated.read(name))
    return undated.getvalue()


def _halves(document: Any, left: float, right: float, *, keep: bool = False) -> Sequence[Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = Cm(width)
        column.cells[0].width = Cm(width)
    if keep:
        row = table.rows[0]._tr.get_or_add_trPr()
        row.append(row.makeelement(qn("w:cantSplit"), {}))
    return tuple(table.rows[0].cells)


def _rule_below(paragraph: Any, *, share: int) -> None:
    """A line of its own under the name; `share` tenths of the cell's width it takes."""
    width = {3: 2.3, 5: 1.9}[share]
    cell = paragraph._p.getparent()
    rule = OxmlElement("w:p")
    cell.append(rule)
    properties = OxmlElement("w:pPr")
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "120")
    spacing.set(qn("w:lineRule"), "exact")
    indent = OxmlElement("w:ind")
    for side in ("left", "right"):
        indent.set(qn(f"w:{side}"), str(Cm(width).twips))
    properties.extend((border, spacing, indent))
    rule.append(properties)
