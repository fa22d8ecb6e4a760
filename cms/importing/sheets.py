"""The first sheet of a workbook as rows of text; of a formula what it says, never its result."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from cms.structure.outline import Line

from .refusal import ImportRefused
from .uploads import check_upload

MOST_ROWS: Final = 3_000
MOST_COLUMNS: Final = 20
LONGEST_CELL: Final = 32_767


def read_sheet(path: Path) -> list[Line]:
    """A line for each row that holds something, a table of one row; `source` is its number, from 1.

    Raises:
        ImportRefused: the file is unsafe, no workbook, or has too many rows.
    """
    check_upload(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except (KeyError, ValueError, OSError) as error:
        raise ImportRefused(
            "broken", "Không mở được bảng tính. Hãy mở trong Excel, lưu lại rồi tải lên."
        ) from error
    try:
        return _lines(book.worksheets[0])
    finally:
        book.close()


def _lines(sheet: Any) -> list[Line]:
    lines = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        cells = tuple(_words(value) for value in row)
        if any(cells):
            lines.append(Line("", number, table=(cells,)))
        if len(lines) > MOST_ROWS:
            raise ImportRefused(
                "too_many_rows", f"Bảng có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp."
            )
    return lines


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value).strip()[:LONGEST_CELL]
