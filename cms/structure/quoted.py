"""What an amending law quotes, read as provisions: a closer reading of text, beside the tree."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

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


def read_quoted(eid: str, text: str) -> tuple[Node, ...]:
    """The quotations in the text of a node, each a node whose children are the quoted provisions.

    They are read from the text alone, in which they stay: `art_1__para_6__qstr_1__art_21`.
    Quotations without a labelled provision are left out, and so are quotations in quotations.
    """
    if not _FIRST_MARK.search(text) or _IS_QUOTED in eid or eid.startswith(_HEAD_AND_FOOT):
        return ()
    blocks = _blocks(text.split("\n"))
    read = (_read_block(f"{eid}__{QUOTED}_{at}", block) for at, block in enumerate(blocks, 1))
    return tuple(node for node in read if node.children)


def quoted_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """All quotations of the nodes and of all below them, in reading order."""
    for node in nodes:
        yield from read_quoted(node.eid, node.text)
        yield from quoted_nodes(node.children)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each quotation, without the marks around it."""
    marks = find_quotations(lines, bounded=True).quoted
    for at, line in enumerate(lines):
        found = _ON_ONE_LINE.search(line)
        if found and not marks[at] and depth_of(line) <= 0:
            yield _unmarked([line[found.end() :]])
        if marks[at] and (at == 0 or not marks[at - 1]):
            yield from _stretch(lines, marks, at)


def _stretch(lines: list[str], marks: tuple[bool, ...], start: int) -> Iterator[list[str]]:
    """The quotations that follow one another from line `start`, the first quoted one."""
    before = lines[start - 1] if start else ""
    opened = ""
    if depth_of(before) > 0 and not opens_quotation(lines[start]):
        opened = before[max(before.rfind(mark) for mark in '“„«‟"″‘') :]
    block, depth = ([opened], depth_of(opened)) if opened else ([], 0)
    for line, _ in zip(lines[start:], _while_true(marks[start:]), strict=False):
        if block and depth <= 0 and opens_quotation(line):
            yield _unmarked(block)
            block, depth = [], 0
        block.append(line)
        depth += depth_of(line)
    yield _unmarked(block)


def _while_true(marks: Iterable[bool]) -> Iterator[bool]:
    is_quoted, group = next(groupby(marks))
    return group if is_quoted else iter(())


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
