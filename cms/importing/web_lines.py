"""The markup of a web page → lines: blocks, breaks, lists that number themselves, tables."""

from collections.abc import Iterator
from dataclasses import replace

from cms.structure.labels import read_heading
from cms.structure.numbering import to_roman
from cms.structure.outline import Line

from .package import Element
from .translation import is_foreign
from .word_numbering import letters

_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
     "tfoot", "th", "thead", "tr", "ul", "caption")
)  # fmt: skip
_MOST_COLUMNS = 63
_BREAK = "\u2028"


def lines_of(root: Element) -> Iterator[Line]:
    """The lines of an element in reading order; `source` counts them, from 0."""
    for source, line in enumerate(_Reader().blocks(root)):
        yield replace(line, source=source)


class _Reader:
    """Collects inline text until a block ends it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.label = ""

    def blocks(self, parent: Element) -> Iterator[Line]:
        yield from self._inside(parent)
        yield from self._flush()

    def _inside(self, parent: Element) -> Iterator[Line]:
        is_plain = parent.tag == "pre"
        self._add(parent.text, is_plain)
        counted = _first_number(parent)
        for child in parent:
            if child.tag == "li" and parent.tag == "ol":
                counted = _whole(child.get("value")) or counted
                yield from self._flush()
                self.label = _label(counted, parent.get("type") or "1")
                counted += 1
            yield from self._child(child)
            self._add(child.tail, is_plain)

    def _child(self, child: Element) -> Iterator[Line]:
        if child.tag == "br":
            self.pieces.append(_BREAK)
        elif child.tag == "table" and (table := _as_table(child)):
            yield from self._flush()
            yield table
        elif child.tag in _BLOCKS:
            if child.tag != "li":
                yield from self._flush()
            yield from self._inside(child)
            yield from self._flush()
        else:
            yield from self._inside(child)

    def _add(self, text: str | None, is_plain: bool) -> None:
        if text:
            self.pieces.append(text.replace("\n", _BREAK) if is_plain else text)

    def _flush(self) -> Iterator[Line]:
        text, self.pieces = "".join(self.pieces), []
        for part in text.split(_BREAK):
            if line := " ".join(part.split()):
                yield Line(self.label + line, 0)
                self.label = ""


def _as_table(table: Element) -> Line | None:
    """The table as one line; None for a frame around text, whose cells are read one by one."""
    rows = [row for row in table.iter("tr") if _table_of(row) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if all(len(row) < 2 for row in cells):
        return None
    written = [[part for cell in row for part in _cell(cell)] for row in cells]
    is_law = any(read_heading(x) for row in written for cell in row for x in cell.split("\n"))
    if is_law and not any(is_foreign(cell) for row in written for cell in row):
        return None
    width = max(map(len, written))
    filled = tuple(tuple(row + [""] * (width - len(row))) for row in written)
    return Line("", 0, table=filled) if any(cell for row in filled for cell in row) else None


def _table_of(row: Element) -> Element:
    return next(row.iterancestors("table"))


def _cell(cell: Element) -> list[str]:
    parts: list[str] = []
    for line in _Reader().blocks(cell):
        table = line.table or ()
        parts.extend([line.text] if line.text else [text for row in table for text in row if text])
    span = min(_whole(cell.get("colspan")) or 1, _MOST_COLUMNS)
    return ["\n".join(parts)] + [""] * (span - 1)


def _first_number(parent: Element) -> int:
    return (_whole(parent.get("start")) or 1) if parent.tag == "ol" else 1


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() else None


def _label(number: int, kind: str) -> str:
    """How the law writes the number that the page draws: "1. ", "a) ", "I. "."""
    if kind == "a":
        return f"{letters(number)}) "
    if kind == "A":
        return f"{letters(number).upper()}. "
    if kind in ("i", "I"):
        roman = to_roman(number)
        return f"{roman}. " if kind == "I" else f"{roman.lower()}) "
    return f"{number}. "
