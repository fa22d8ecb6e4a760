"""Agencies as a workbook that can be filled in and read again; nothing in it runs."""

import io
from collections.abc import Iterable

import xlsxwriter

from cms.models import Agency

from .columns import COLUMNS, GUIDE, KINDS, NO, SHEET, YES
from .reading import MOST_ROWS, AgencyRow

# With one of these first, a spreadsheet would run the cell once somebody edits it.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def write_agencies(agencies: Iterable[Agency]) -> bytes:
    """Agencies read with their `parent`, in the order they come."""
    return write_rows(row_of(agency) for agency in agencies)


def row_of(agency: Agency) -> AgencyRow:
    return AgencyRow(
        protocol_order=agency.protocol_order,
        code=agency.code,
        official_code=agency.official_code,
        name=agency.name,
        short_name=agency.short_name,
        kind=agency.kind,
        parent=agency.parent.code if agency.parent else "",
        superior_name=agency.superior_name,
        letter_symbol=agency.letter_symbol,
        place_name=agency.place_name,
        signing_title=agency.signing_title,
        is_active=agency.is_active,
    )


def write_rows(rows: Iterable[AgencyRow]) -> bytes:
    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {**options, "in_memory": True}) as book:
        book.set_properties({"title": "Danh sách cơ quan"})
        _write_table(book, rows)
        _write_guide(book)
    return target.getvalue()


def _write_table(book: xlsxwriter.Workbook, rows: Iterable[AgencyRow]) -> None:
    sheet = book.add_worksheet(SHEET)
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"}
    )
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    quoted = book.add_format(
        {"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}
    )
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, plain if at else None)
        sheet.write_string(0, at, column.title, head)
    sheet.freeze_panes(1, 4)
    number = 0
    for number, row in enumerate(rows, start=1):
        data = row.as_data()
        sheet.write_number(number, 0, row.protocol_order)
        for at, column in enumerate(COLUMNS[1:], start=1):
            value = _said(column.key, data[column.key])
            sheet.write_string(number, at, value, quoted if value.startswith(RUNS) else plain)
    sheet.autofilter(0, 0, max(number, 1), len(COLUMNS) - 1)
    _offer(sheet, "kind", list(KINDS.values()))
    _offer(sheet, "is_active", [YES, NO])


def _said(key: str, value: object) -> str:
    if key == "kind":
        return KINDS.get(str(value), str(value))
    if key == "is_active":
        return YES if value else NO
    return str(value)


def _offer(sheet: xlsxwriter.worksheet.Worksheet, key: str, values: list[str]) -> None:
    """A list to choose from; long ones stand on the other sheet."""
    at = [column.key for column in COLUMNS].index(key)
    first = len(COLUMNS) + 4
    source: object = values
    if key == "kind":
        source = f"='{GUIDE}'!$A${first}:$A${first + len(values) - 1}"
    sheet.data_validation(1, at, MOST_ROWS, at, {"validate": "list", "source": source})


def _write_guide(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(GUIDE)
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, "Cột", bold)
    sheet.write_string(0, 1, "Ghi gì", bold)
    for number, column in enumerate(COLUMNS, start=1):
        needed = " Bắt buộc." if column.is_required else ""
        sheet.write_string(number, 0, column.title)
        sheet.write_string(number, 1, column.said + needed)
    first = len(COLUMNS) + 2
    sheet.write_string(first, 0, "Loại cơ quan", bold)
    for number, title in enumerate(KINDS.values(), start=first + 1):
        sheet.write_string(number, 0, title)
