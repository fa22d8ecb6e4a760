"""After layout: lines of one opinion drawn as one cell, names kept only where a page begins.

CSS cannot say "again after a page break". Every line is laid out with its provision and agency;
then, page by page, what the line above already says is taken away, and the rule between lines
that belong together. Nothing moves, so one layout is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes


def join_cells(document: Document) -> None:
    for page in document.pages:
        for table in _tables(page._page_box):
            for above, below in pairwise(_body_rows(table)):
                _join_rows(above, below)


def _tables(page_box: Any) -> Iterator[Any]:
    return (box for box in page_box.descendants() if isinstance(box, boxes.TableBox))


def _body_rows(table: Any) -> list[Any]:
    groups = (group for group in table.children if not group.is_header)
    return [row for group in groups for row in group.children]


def _join_rows(above: Any, below: Any) -> None:
    upper = {cell.grid_x: cell for cell in above.children}
    for cell in below.children:
        over = upper.get(cell.grid_x)
        if over is None or not _key(cell) or _key(over) != _key(cell):
            continue
        # The side rules must not gap where the bottom rule was.
        over.padding_bottom += over.border_bottom_width
        over.border_bottom_width = 0
        if cell.element.get("data-repeats") is not None:
            cell.children = ()


def _key(cell: Any) -> str:
    return cell.element.get("data-key", "") if cell.element is not None else ""
