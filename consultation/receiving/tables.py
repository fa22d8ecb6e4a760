"""An agency's table in our template → rows of opinions, every wrong cell told with a sentence."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cms.structure.citing import find_citations
from cms.structure.letters import without_marks
from cms.structure.outline import Line
from consultation.rendering.opinion_table import (
    COLUMNS,
    KIND,
    KINDS,
    PLACE,
    REASON,
    TEXT,
    WHOLE_DRAFT,
    WORDING,
)

# The names of the columns are looked for in these lines: a title stands above them.
HEAD_WITHIN = 12
LONGEST_CELL = 20_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class TableRefused(Exception):
    """It is not our table: `message` says what is missing and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class TableRow:
    """A filled row. `eids` is empty for the whole draft; `troubles` are sentences, cell by cell."""

    number: int
    eids: tuple[str, ...]
    kind: str
    text: str
    proposed_wording: str
    reason: str
    troubles: tuple[str, ...] = ()


class _Cell(NamedTuple):
    name: str
    words: str


def read_table(lines: Sequence[Line], eids: Collection[str]) -> list[TableRow]:
    """All filled rows of the table, checked one by one against the addresses of the draft.

    Raises:
        TableRefused: there is no table with our columns, or nothing in it.
    """
    rows = list(_rows(lines))
    head = next((at for at, (_n, row) in enumerate(rows[:HEAD_WITHIN]) if _is_head(row)), None)
    if head is None:
        missing = ", ".join(f"“{name}”" for name in (PLACE, TEXT))
        raise TableRefused(f"Không thấy hàng tiêu đề có các cột {missing}. Hãy dùng bảng mẫu.")
    places = _places(rows[head][1])
    found = [
        _row(number, places, cells, eids)
        for number, cells in rows[head + 1 :]
        if any(cells[at] for at in places.values() if at < len(cells)) and not _is_head(cells)
    ]
    if not found:
        raise TableRefused("Bảng chưa có ý kiến nào. Hãy điền ít nhất một dòng rồi tải lên.")
    return found


def _rows(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row with its number: that of the sheet, or of the table in Word."""
    for line in lines:
        table = line.table or ()
        for at, row in enumerate(table):
            # A sheet comes as one line a row, a Word table as one line with all its rows.
            yield (line.source if len(table) == 1 else at + 1), row


def _is_head(row: Sequence[str]) -> bool:
    names = {_folded(cell) for cell in row}
    return {_folded(PLACE), _folded(TEXT)} <= names


def _places(row: Sequence[str]) -> dict[str, int]:
    known = {_folded(name): name for name in COLUMNS}
    return {known[_folded(cell)]: at for at, cell in enumerate(row) if _folded(cell) in known}


def _row(
    number: int, places: dict[str, int], cells: Sequence[str], eids: Collection[str]
) -> TableRow:
    troubles: list[str] = []

    def cell(name: str) -> _Cell:
        at = places.get(name, -1)
        words = cells[at].strip() if 0 <= at < len(cells) else ""
        where = f"{_LETTERS[at]}{number}" if at >= 0 else name
        if len(words) > LONGEST_CELL:
            troubles.append(f"Ô {where}: dài quá {LONGEST_CELL} ký tự; hãy tách thành nhiều dòng.")
            words = words[:LONGEST_CELL]
        return _Cell(where, words)

    place, kind = cell(PLACE), cell(KIND)
    text, wording, reason = cell(TEXT), cell(WORDING), cell(REASON)
    named = _named(place, eids, troubles)
    chosen = _kind(kind, troubles)
    if not text.words and not wording.words and chosen != "agree":
        troubles.append(f"Ô {text.name}: chưa có nội dung góp ý; hãy ghi ý kiến hoặc xóa dòng này.")
    return TableRow(number, named, chosen, text.words, wording.words, reason.words, tuple(troubles))


def _named(cell: _Cell, eids: Collection[str], troubles: list[str]) -> tuple[str, ...]:
    if not cell.words or _folded(cell.words) == _folded(WHOLE_DRAFT):
        return ()
    named = dict.fromkeys(eid for each in find_citations(cell.words) for eid in each.eids)
    if not named:
        troubles.append(
            f"Ô {cell.name}: “{cell.words[:60]}” không phải điều, khoản; hãy ghi như “khoản 2 Điều"
            " 5”, hoặc để trống nếu góp ý toàn bộ dự thảo."
        )
    missing = [eid for eid in named if eid not in eids]
    if missing:
        troubles.append(
            f"Ô {cell.name}: dự thảo không có “{cell.words[:60]}”; hãy chọn trong danh mục."
        )
    return tuple(eid for eid in named if eid in eids)


def _kind(cell: _Cell, troubles: list[str]) -> str:
    if not cell.words:
        return "amend"
    for kind, words in KINDS.items():
        if _folded(words) == _folded(cell.words) or kind == cell.words.casefold():
            return kind
    troubles.append(
        f"Ô {cell.name}: không có loại “{cell.words[:40]}”; hãy chọn: {', '.join(KINDS.values())}."
    )
    return "amend"


def _folded(words: str) -> str:
    return " ".join(without_marks(words).split())
