"""What an amending law quotes, read as provisions: a closer reading of text, beside the tree."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .address import QUOTED, TAIL
from .body import BodyReader
from .drafting import Addresses, Draft
from .levels import Level
from .quotation import depth_of, find_quotations, opens_quotation
from .tree import Line, Node

# What stands behind the last mark belongs to the sentence that quotes.
_LAST_MARK = re.compile(r"\s*(?:''|[”»\"″’]+)\s*[.;,:]*\s*$")
_FIRST_MARK = re.compile(r"(?:''|``|[“„«‟″‘]|\"\"?)\s*")
# An instruction and the whole of its quotation on one line: "… như sau: “2. Giếng có nắp.”;".
_ON_ONE_LINE = re.compile(r"như sau\s*:\s*(?=[“„«‟\"″‘]|''|``)")
# The notes of a consolidated text quote other laws, and amend none.
_HEAD_AND_FOOT = ("preamble", TAIL)
_IS_QUOTED = f"__{QUOTED}_"


class QuotedBlock(NamedTuple):
    """Lines `start` to `stop` of a text; `is_whole` unless it begins within a line."""

    start: int
    stop: int
    node: Node
    is_whole: bool


class _Block(NamedTuple):
    start: int
    stop: int
    lines: list[str]


def read_quoted(eid: str, text: str) -> tuple[Node, ...]:
    """The quotations in the text of a node, each a node whose children are the quoted provisions.

    They are read from the text alone, in which they stay: `art_1__para_6__qstr_1__art_21`.
    Quotations without a labelled provision are left out, and so are quotations in quotations.
    """
    if not _FIRST_MARK.search(text) or _IS_QUOTED in eid or eid.startswith(_HEAD_AND_FOOT):
        return ()
    return tuple(block.node for block in quoted_blocks(eid, text))


def quoted_blocks(eid: str, text: str) -> Iterator[QuotedBlock]:
    """The quotations that hold provisions, with the lines of the text where they stand."""
    lines = text.split("\n")
    for at, block in enumerate(_blocks(lines), 1):
        node = _read_block(f"{eid}__{QUOTED}_{at}", _unmarked(block.lines))
        if node.children:
            is_whole = block.lines == lines[block.start : block.stop]
            yield QuotedBlock(block.start, block.stop, node, is_whole)


def marks_around(lines: Sequence[str]) -> tuple[str, list[str], str, str]:
    """Lines that open with a quotation mark: the mark, what stands between, the last mark, and
    what follows it; no marks where they are missing."""
    opening, closing = _FIRST_MARK.match(lines[0]), _LAST_MARK.search(lines[-1])
    inner = list(lines)
    mark, tail = "", ""
    if closing:
        rest = inner[-1][closing.start() :].strip()
        tail = rest.lstrip("”»\"″’'")
        mark = rest[: len(rest) - len(tail)]
        inner[-1] = inner[-1][: closing.start()]
    if opening:
        inner[0] = inner[0][opening.end() :]
    return opening[0].strip() if opening else "", inner, mark, tail


def quoted_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """All quotations of the nodes and of all below them, in reading order."""
    for node in nodes:
        yield from read_quoted(node.eid, node.text)
        yield from quoted_nodes(node.children)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Each quotation, with the marks around it."""
    marks = find_quotations(lines, bounded=True).quoted
    for at, line in enumerate(lines):
        found = _ON_ONE_LINE.search(line)
        if found and not marks[at] and depth_of(line) <= 0:
            yield _Block(at, at + 1, [line[found.end() :]])
        if marks[at] and (at == 0 or not marks[at - 1]):
            yield from _stretch(lines, marks, at)


def _stretch(lines: list[str], marks: tuple[bool, ...], start: int) -> Iterator[_Block]:
    """The quotations that follow one another from line `start`, the first quoted one."""
    before = lines[start - 1] if start else ""
    opened = ""
    if depth_of(before) > 0 and not opens_quotation(lines[start]):
        opened = before[max(before.rfind(mark) for mark in '“„«‟"″‘') :]
    block, depth = ([opened], depth_of(opened)) if opened else ([], 0)
    begun = at = start
    while at < len(lines) and marks[at]:
        if block and depth <= 0 and opens_quotation(lines[at]):
            yield _Block(begun, at, block)
            block, depth, begun = [], 0, at
        block.append(lines[at])
        depth += depth_of(lines[at])
        at += 1
    yield _Block(begun, at, block)


def _unmarked(block: list[str]) -> list[str]:
    first = _FIRST_MARK.sub("", block[0], count=1) if opens_quotation(block[0]) else block[0]
    block = [first, *block[1:]]
    block[-1] = _LAST_MARK.sub("", block[-1])
    return [line for line in block if line.strip()]


def _read_block(eid: str, block: list[str]) -> Node:
    root = Draft(eid, Level.INTRO)
    lines = [Line(text.strip(), at) for at, text in enumerate(block)]
    BodyReader(root, Addresses([]), lines, [False] * len(lines), whole=True).read()
    return root.freeze()
