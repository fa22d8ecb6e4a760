"""Our template for an agency's opinions, a row for each: as a workbook and as a Word table.

It is filled offline and read by `consultation.receiving.tables`, by the names of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .printable import clean_line
from .word_page import FONT, lay_on_its_side

PLACE, KIND, TEXT = "Điều, khoản, điểm", "Loại ý kiến", "Nội dung góp ý"
WORDING, REASON = "Câu chữ đề nghị", "Lý do"
COLUMNS = (PLACE, KIND, TEXT, WORDING, REASON)
# As official documents name them; the screen may speak another language.
KINDS = {
    "amend": "Sửa đổi",
    "add": "Bổ sung",
    "delete": "Bỏ",
    "disagree": "Không nhất trí",
    "question": "Đề nghị làm rõ",
    "technical": "Kỹ thuật trình bày",
    "agree": "Nhất trí",
}
WHOLE_DRAFT = "Toàn bộ dự thảo"
ROWS_TO_FILL, WORD_ROWS = 300, 20

_WIDTHS = (24, 18, 60, 60, 45)
_WORD_WIDTHS = (3.4, 2.8, 7.2, 6.6, 4.7)
_HELP = (
    "Mỗi dòng một ý kiến. Cột “Điều, khoản, điểm”: chọn trong danh sách hoặc ghi như khi viện dẫn"
    " (điểm a khoản 2 Điều 5); để trống là ý kiến về toàn bộ dự thảo. Không đổi tên cột."
)


@dataclass(frozen=True)
class TableHead:
    """What stands above the table."""

    law: str
    round: str
    agency: str


def draw_workbook(head: TableHead, places: Sequence[str]) -> bytes:
    """The table with lists to choose from; `places` are the provisions as they are cited."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, lists = book.add_worksheet("Góp ý"), book.add_worksheet("Danh mục")
        base = {"font_name": FONT, "font_size": 12, "text_wrap": True, "valign": "top"}
        plain = book.add_format({**base, "border": 1, "num_format": "@"})
        bold = book.add_format({**base, "bold": True, "border": 1, "bg_color": "#E3F0EE"})
        quiet = book.add_format({**base, "italic": True})
        title = book.add_format({**base, "bold": True, "font_size": 14})
        last = len(COLUMNS) - 1
        for row, (words, form) in enumerate(
            ((f"Góp ý dự thảo {head.law}", title), (f"{head.agency} · {head.round}", quiet),
             (_HELP, quiet))
        ):  # fmt: skip
            sheet.merge_range(row, 0, row, last, "", form)
            sheet.write_string(row, 0, clean_line(words), form)
        sheet.set_row(2, 34)
        for at, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(3, at, name, bold)
        for row in range(4, 4 + ROWS_TO_FILL):
            for at in range(len(COLUMNS)):
                sheet.write_blank(row, at, None, plain)
        _add_lists(sheet, lists, [WHOLE_DRAFT, *places])
        sheet.freeze_panes(4, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        book.set_properties({"title": clean_line(f"Góp ý dự thảo {head.law}")})
    return out.getvalue()


def _add_lists(sheet: Any, lists: Any, places: Sequence[str]) -> None:
    lists.set_column(0, 0, 50)
    for row, place in enumerate(places):
        lists.write_string(row, 0, clean_line(place))
    for row, kind in enumerate(KINDS.values()):
        lists.write_string(row, 1, kind)
    last = 3 + ROWS_TO_FILL
    sheet.data_validation(
        4, 0, last, 0,
        {
            "validate": "list",
            "source": f"='Danh mục'!$A$1:$A${len(places)}",
            # Several provisions in one cell are no choice of the list, and right nevertheless.
            "error_type": "information",
            "error_title": "Không có trong danh mục",
            "error_message": "Có thể ghi nhiều điều, khoản, cách nhau bằng dấu chấm phẩy.",
        },
    )  # fmt: skip
    sheet.data_validation(
        4, 1, last, 1,
        {
            "validate": "list",
            "source": f"='Danh mục'!$B$1:$B${len(KINDS)}",
            "error_title": "Loại ý kiến",
            "error_message": "Hãy chọn trong danh sách.",
        },
    )  # fmt: skip


def draw_word_table(head: TableHead) -> bytes:
    document = Document()
    lay_on_its_side(document.sections[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for words, bold in (
        (f"GÓP Ý DỰ THẢO {head.law.upper()}", True),
        (f"{head.agency} · {head.round}", False),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(clean_line(words)).bold = bold
    kinds = ", ".join(KINDS.values())
    document.add_paragraph().add_run(f"{_HELP} Loại ý kiến: {kinds}.").italic = True
    table = document.add_table(rows=1 + WORD_ROWS, cols=len(COLUMNS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for column, width in zip(table.columns, _WORD_WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat(table.rows[0])
    document.core_properties.title = clean_line(f"Góp ý dự thảo {head.law}")
    document.core_properties.author = ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _repeat(row: Any) -> None:
    """The names of the columns stand on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
