"""A workbook of agencies → rows that hold, or every cell that does not, with a sentence each."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from cms.importing.confined import check_safely

from .columns import BY_KEY, COLUMNS, KINDS, NO, SHEET, YES, Column, letter

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 60
HIGHEST_ORDER: Final = 100_000
# Headings are looked for in these rows: an office likes a title above its table.
HEAD_WITHIN: Final = 10

_CODE = re.compile(r"[A-Za-z0-9_-]+")
_OFFICIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]*")
_LINES = frozenset({"signing_title"})
_YES, _NO = {"", YES, "x", "co", "1", "true"}, {NO, "khong", "0", "false"}


@dataclass(frozen=True)
class Trouble:
    """What is wrong in one cell (“D7”), and what to do."""

    cell: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.sentence}"


class BookRefused(Exception):
    """Nothing of the workbook is taken; `troubles` says why, cell by cell."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(map(str, troubles)))
        self.troubles = troubles


@dataclass(frozen=True)
class AgencyRow:
    """One agency as the workbook says; `parent` is the code of another, "" for none.

    `cells` has the cell of each column that the workbook has: one it lacks says nothing.
    """

    protocol_order: int
    code: str
    official_code: str
    name: str
    short_name: str
    kind: str
    parent: str
    superior_name: str
    letter_symbol: str
    place_name: str
    signing_title: str
    is_active: bool
    cells: dict[str, str] = field(default_factory=dict, compare=False)

    def as_data(self) -> dict[str, Any]:
        """What it says, without where."""
        return {key: getattr(self, key) for key in BY_KEY}

    def cell(self, key: str) -> str:
        """Where it says it; the cell of its code where it does not."""
        return self.cells.get(key) or self.cells.get("code", "")


def read_book(path: Path) -> list[AgencyRow]:
    """All rows, checked one by one and against each other.

    Raises:
        ImportRefused: the file is unsafe, or no workbook.
        BookRefused: cells do not hold.
    """
    check_safely(path)
    cells, head = _cells(path)
    places, troubles = _headings(head)
    rows: list[tuple[int, AgencyRow]] = []
    for number, line in cells:
        row = _row(number, line, places, troubles)
        if row is not None:
            rows.append((number, row))
    if not rows and not troubles:
        troubles.append(Trouble("A2", "Bảng không có cơ quan nào."))
    troubles += _between(rows)
    if troubles:
        raise BookRefused(troubles)
    return [row for _number, row in rows]


def _cells(path: Path) -> tuple[list[tuple[int, list[Any]]], tuple[int, list[Any]]]:
    """The filled lines below the headings with their numbers, and the line of headings."""
    book = load_workbook(path, read_only=True, data_only=False)
    try:
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        lines = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1)
        filled = [
            (number, list(line)) for number, line in lines if any(c.value is not None for c in line)
        ]
    finally:
        book.close()
    for at, (number, line) in enumerate(filled[:HEAD_WITHIN]):
        titles = {_folded(plain(cell.value)) for cell in line}
        if {_folded(BY_KEY["code"].title), _folded(BY_KEY["name"].title)} <= titles:
            below = filled[at + 1 :]
            if len(below) > MOST_ROWS:
                sentence = f"Bảng có hơn {MOST_ROWS} dòng. Hãy tách thành nhiều tệp."
                raise BookRefused([Trouble(f"A{below[MOST_ROWS][0]}", sentence)])
            return below, (number, line)
    sentence = "Không thấy dòng tiêu đề có “Mã” và “Tên cơ quan”. Hãy dùng tệp xuất từ hệ thống."
    raise BookRefused([Trouble("A1", sentence)])


def _headings(head: tuple[int, list[Any]]) -> tuple[dict[str, int], list[Trouble]]:
    """Where each column stands (a place in the line), and headings we do not know."""
    number, line = head
    known = {_folded(column.title): column.key for column in COLUMNS}
    places: dict[str, int] = {}
    troubles = []
    for at, cell in enumerate(line):
        title = plain(cell.value)
        key = known.get(_folded(title))
        if title and key is None:
            sentence = f"Không có cột “{title[:60]}”. Hãy bỏ cột này hoặc đặt lại đúng tên."
            troubles.append(Trouble(f"{letter(at)}{number}", sentence))
        elif key in places:
            troubles.append(Trouble(f"{letter(at)}{number}", f"Cột “{title}” có hai lần."))
        elif key:
            places[key] = at
    missing = [c for c in COLUMNS if c.is_required and c.key not in places]
    troubles += [Trouble(f"A{number}", f"Thiếu cột “{c.title}”.") for c in missing]
    return places, troubles


def _row(
    number: int, line: list[Any], places: dict[str, int], troubles: list[Trouble]
) -> AgencyRow | None:
    """The row, or None where a cell does not hold; its troubles are added."""
    before = len(troubles)
    values: dict[str, str] = {}
    where = {key: f"{letter(at)}{number}" for key, at in places.items()}
    for column in COLUMNS:
        at = places.get(column.key)
        cell = line[at] if at is not None and at < len(line) else None
        values[column.key] = "" if cell is None else plain(cell.value, column.key in _LINES)
        is_formula = cell is not None and cell.data_type == "f"
        sentences = ["Ô chứa công thức. Hãy ghi giá trị."] if is_formula else []
        for sentence in sentences or _wrong(column, values[column.key]):
            troubles.append(Trouble(where.get(column.key, f"A{number}"), sentence))
    if len(troubles) > before:
        return None
    kinds = {_folded(title): key for key, title in KINDS.items()}
    named = _folded(values["kind"])
    return AgencyRow(
        **{
            **values,
            "protocol_order": int(values["protocol_order"] or 1000),
            "kind": kinds.get(named, named),
            "is_active": _folded(values["is_active"]) in _YES,
            "cells": where,
        }  # type: ignore[arg-type]
    )


def _wrong(column: Column, value: str) -> Iterator[str]:
    """What is wrong with one value, without looking at others."""
    if column.is_required and not value:
        yield f"Thiếu “{column.title}”."
    if len(value) > column.most:
        yield f"“{column.title}” dài quá {column.most} ký tự. Hãy viết gọn lại."
    elif column.key in ("code", "parent") and value and not _CODE.fullmatch(value):
        yield f"“{value[:40]}” không phải mã: chỉ dùng chữ không dấu, số, gạch nối, gạch dưới."
    elif column.key == "official_code" and value and not _OFFICIAL.fullmatch(value):
        yield f"“{value[:40]}” không phải mã định danh: chỉ có chữ, số, dấu chấm, gạch nối."
    elif column.key == "kind" and value and not _is_kind(value):
        yield f"Không có loại “{value[:40]}”. Hãy chọn: {'; '.join(KINDS.values())}."
    elif column.key == "is_active" and _folded(value) not in _YES | _NO:
        yield f"“{value}” không rõ. Hãy ghi “{YES}” hoặc “{NO}”."
    elif column.key == "protocol_order" and value and not _is_order(value):
        yield f"“{value}” không phải số thứ tự. Hãy ghi số nguyên từ 0 đến {HIGHEST_ORDER}."


def _is_kind(value: str) -> bool:
    return _folded(value) in KINDS or _folded(value) in map(_folded, KINDS.values())


def _is_order(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value) <= HIGHEST_ORDER


def _between(rows: list[tuple[int, AgencyRow]]) -> Iterator[Trouble]:
    """What rows say against each other: one code twice."""
    for key in ("code", "official_code"):
        seen: dict[str, int] = {}
        for number, row in rows:
            value = str(getattr(row, key))
            first = seen.setdefault(value.casefold(), number)
            if value and first != number:
                sentence = f"{BY_KEY[key].title} “{value}” đã có ở dòng {first}."
                yield Trouble(row.cell(key), sentence)


def plain(value: Any, keeps_lines: bool = False) -> str:
    """The words of a cell: composed, without control marks and outer spaces."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C"
    )
    lines = [" ".join(line.split()) for line in visible.split("\n")]
    return "\n".join(lines).strip() if keeps_lines else " ".join(" ".join(lines).split())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
