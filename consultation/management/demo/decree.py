"""The sample decree: written for this product, read as lines and made into a Word file."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from cms.structure.outline import Line
from cms.structure.tree import Table
from consultation.rendering.draft_document import write_document

SOURCE = Path(__file__).with_name("decree.txt")
# A line break inside a cell of the text file, where a table's row is one line.
BREAK = "↵"


def decree_lines() -> list[Line]:
    """The decree line by line; neighbouring lines `| a | b |` are the rows of one table."""
    return list(_lines(SOURCE.read_text("utf-8").splitlines()))


def write_decree(path: Path) -> None:
    write_document(decree_lines(), path)


def _lines(written: list[str]) -> Iterator[Line]:
    source = 0
    for is_table, group in groupby(written, key=lambda text: text.startswith("|")):
        if is_table:
            yield Line("", source, table=_table(group))
            source += 1
            continue
        for text in group:
            yield Line(text, source)
            source += 1


def _table(rows: Iterator[str]) -> Table:
    return tuple(
        tuple(cell.strip().replace(BREAK, "\n") for cell in row.strip("|").split("|"))
        for row in rows
    )
