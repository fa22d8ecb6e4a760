"""What stands in a table's cells: labelled paragraphs, short enough to stay on one page.

A long opinion becomes several table lines; where a page breaks between them, the provision and the
agency are named again. `joining` draws the lines of one opinion as a single cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeAlias

from .printable import clean_for_print, ends_sentence

FEW_NAMES = 3

Kind: TypeAlias = Literal["same", "del", "ins"]
Run: TypeAlias = tuple[Kind, str]
Blocks: TypeAlias = tuple["Block", ...]


@dataclass(frozen=True)
class Block:
    """One paragraph: an optional label (“Lý do:”) and text, parts of it put in or struck out."""

    runs: tuple[Run, ...]
    label: str = ""
    style: str = ""  # a class of table.css: "verdict", "note", "quiet"

    @property
    def length(self) -> int:
        return len(self.label) + sum(len(text) for _kind, text in self.runs)


@dataclass(frozen=True)
class Cell:
    """`key` is the same for cells drawn as one; one that only repeats shows at a page's top."""

    key: str
    blocks: Blocks
    repeats: bool = False


@dataclass(frozen=True)
class Column:
    """What one column says over several lines; `again` names it where a new page begins.

    A column without chunks only names: it shows once for all lines of its key, and on each page.
    """

    key: str
    chunks: tuple[Blocks, ...] = ()
    again: Blocks = ()

    def cells(self, count: int) -> list[Cell]:
        said = [Cell(self.key, blocks) for blocks in self.chunks]
        return said + [Cell(self.key, self.again, repeats=True)] * (count - len(said))


def line(text: str, *, label: str = "", style: str = "") -> Block:
    """A paragraph of our own words, already clean."""
    return Block((("same", text),) if text else (), label, style)


def prose(text: str, *, label: str = "") -> Blocks:
    """A person's text, cleaned; says which characters could not be printed."""
    clean = clean_for_print(text)
    blocks = [line(paragraph) for paragraph in clean.paragraphs]
    if blocks and label:
        blocks[0] = replace(blocks[0], label=label)
    return (*blocks, *unprintable_note(clean.unprintable))


def begin_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def names_together(names: Sequence[str]) -> Blocks:
    """A few names under one another; many in one paragraph, which takes half the height."""
    if len(names) <= FEW_NAMES:
        return tuple(line(name) for name in names)
    return (line("; ".join(names)),)


def unprintable_note(characters: Sequence[str]) -> Blocks:
    if not characters:
        return ()
    named = "; ".join(characters[:6]) + ("…" if len(characters) > 6 else "")
    return (line(f"Ký tự không in được: {named}.", style="note"),)


def cut(blocks: Iterable[Block], limit: int) -> tuple[Blocks, ...]:
    """Parts of about `limit` characters, at most half as many again, cut between paragraphs.

    A paragraph that is itself longer is cut at a sentence's end.
    """
    parts: list[list[Block]] = [[]]
    filled = 0
    longest = limit + limit // 2
    for piece in (piece for block in blocks for piece in _pieces(block, longest)):
        if parts[-1] and filled + piece.length > longest:
            parts.append([])
            filled = 0
        parts[-1].append(piece)
        filled += piece.length
    return tuple(tuple(part) for part in parts)


def stack(
    parts: Sequence[Sequence[Column]],
    *,
    left: Sequence[Column] = (),
    right: Sequence[Column] = (),
) -> list[tuple[Cell, ...]]:
    """The lines of one table row.

    Each of `parts` is some columns that run beside one another; the parts follow one another.
    The columns `left` and `right` run beside all of them.
    """
    lengths = [max(len(column.chunks) for column in part) for part in parts]
    needed = max((len(column.chunks) for column in (*left, *right)), default=0)
    lengths[-1] += max(0, needed - sum(lengths))
    middle = [
        cells
        for part, length in zip(parts, lengths, strict=True)
        for cells in _side_by_side(part, length)
    ]
    before = _side_by_side(left, len(middle))
    after = _side_by_side(right, len(middle))
    return [(*a, *b, *c) for a, b, c in zip(before, middle, after, strict=True)]


def _side_by_side(columns: Sequence[Column], count: int) -> list[tuple[Cell, ...]]:
    cells = [column.cells(count) for column in columns]
    return [tuple(column[number] for column in cells) for number in range(count)]


def _pieces(block: Block, limit: int) -> Iterator[Block]:
    words = [(kind, word) for kind, text in block.runs for word in re.findall(r"\S+\s*|\s+", text)]
    label = block.label
    while words:
        count = _fitting(words, limit)
        yield Block(_runs(words[:count]), label, block.style)
        words, label = words[count:], ""
    if label:
        yield replace(block, runs=())


def _fitting(words: list[Run], limit: int) -> int:
    """How many words fit; the last sentence's end in the second half is the better place."""
    filled = 0
    sentence = 0
    for count, (_kind, word) in enumerate(words):
        if filled + len(word) > limit and count:
            return sentence or count
        filled += len(word)
        if filled > limit / 2 and ends_sentence(word):
            sentence = count + 1
    return len(words)


def _runs(words: list[Run]) -> tuple[Run, ...]:
    grouped = groupby(words, key=lambda run: run[0])
    return tuple((kind, "".join(word for _kind, word in run)) for kind, run in grouped)
