"""Printed lines → paragraphs, by what the eye goes by: indents, full lines, the space between."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cms.structure.labels import begins_with_capital, is_capitals
from cms.structure.mentions import is_cited_after
from cms.structure.outline import Line

from .pages import begins_paragraph, ends_sentence, joined

_INDENT = 8.0
_DEEPEST_INDENT = 60.0
_INDENTED_SHARE = 0.12
_SPACED_SHARE = 0.2
# A gap so much wider than between the lines of a paragraph stands between paragraphs.
_WIDER_GAP = 1.12
# Letters differ in width; and a sentence that goes on may do so after a line this much short.
_WIDER_WORD = 1.35
_RAGGED = 0.1


@dataclass(frozen=True)
class PrintedLine:
    """One line on a page; distances in points, from the left and from the bottom of the page;
    `height` is that of its letters."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float = 0

    @property
    def first_word_width(self) -> float:
        """About how wide the first word is, with the space before it."""
        share = (len(self.text.split(" ", 1)[0]) + 1) / (len(self.text) or 1)
        return (self.right - self.left) * share


@dataclass(frozen=True)
class _Layout:
    """Left and right margins by page, the distance of lines, and what tells paragraphs apart:
    whether they are set in, whether there is space between them."""

    left: dict[int, float]
    right: dict[int, float]
    gap: float
    indented: bool
    spaced: bool = False

    def indent_of(self, line: PrintedLine) -> float:
        return line.left - self.left[line.page]

    def is_full(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Whether the next word had no room on the line, as far as its width can be told."""
        room = self.right[line.page] - line.right
        if not ends_sentence(line.text) and not begins_with_capital(following.text):
            room -= (self.right[line.page] - self.left[line.page]) * _RAGGED
        return room < following.first_word_width * _WIDER_WORD


def join_paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> list[Line]:
    """The paragraphs of all pages; `source` counts their printed lines, from 0."""
    printed = [line for page in pages for line in page]
    if not printed:
        return []
    layout = _layout(pages)
    paragraphs: list[Line] = []
    for at, line in enumerate(printed):
        if at and _continues(printed[at - 1], line, layout):
            last = paragraphs[-1]
            paragraphs[-1] = Line(joined(last.text, line.text), last.source)
        else:
            paragraphs.append(Line(line.text, at))
    return paragraphs


def _continues(before: PrintedLine, line: PrintedLine, layout: _Layout) -> bool:
    if is_capitals(before.text) or is_capitals(line.text) or not layout.is_full(before, line):
        return False
    is_new = begins_paragraph(line.text) and not is_cited_after(before.text, line.text)
    runs_on = line.text[0].islower() and not ends_sentence(before.text) and not is_new
    if before.page == line.page and before.bottom - line.bottom > layout.gap * _WIDER_GAP:
        return runs_on and layout.indent_of(line) < _INDENT
    if layout.indent_of(line) >= _INDENT:
        # A block set in as a whole, or a title in the middle of the page.
        return line.left <= before.left and runs_on
    is_told_apart = layout.indented or (layout.spaced and before.page == line.page)
    return is_told_apart or not is_new


def _layout(pages: Sequence[Sequence[PrintedLine]]) -> _Layout:
    left = _left_margins(pages)
    right = {page[0].page: max(line.right for line in page) for page in pages if page}
    lines = [line for page in pages for line in page]
    set_in = sum(_INDENT < line.left - left[line.page] < _DEEPEST_INDENT for line in lines)
    plain = _Layout(left, right, float("inf"), set_in > len(lines) * _INDENTED_SHARE)
    pairs = [
        (before, line)
        for page in pages
        for before, line in pairwise(page)
        if before.bottom > line.bottom
    ]
    within = [
        before.bottom - line.bottom
        for before, line in pairs
        if plain.indent_of(line) < _INDENT and plain.is_full(before, line)
    ]
    gap = median(within) if within else float("inf")
    wide = sum(before.bottom - line.bottom > gap * _WIDER_GAP for before, line in pairs)
    return _Layout(left, right, gap, plain.indented, wide > len(pairs) * _SPACED_SHARE)


def _left_margins(pages: Sequence[Sequence[PrintedLine]]) -> dict[int, float]:
    """Where unindented lines begin, by page; left and right pages of a book may differ."""
    own: dict[int, float] = {}
    for page in pages:
        lefts = Counter(round(line.left) for line in page)
        often = [left for left, times in lefts.items() if times > 1] or list(lefts)
        if page:
            own[page[0].page] = float(min(often))
    usual = {
        side: Counter(left for at, left in own.items() if at % 2 == side).most_common(1)
        for side in (0, 1)
    }
    margins = {}
    for at, left in own.items():
        common = usual[at % 2][0][0]
        # A page of first lines only shows no margin of its own.
        margins[at] = common if 0 < left - common < _DEEPEST_INDENT else left
    return margins
