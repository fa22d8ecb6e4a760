"""The new text that a provision of an amending law quotes, under the addresses it is meant for."""

import re
from collections.abc import Iterable, Iterator, Sequence

from .address import QUOTED, is_within_article, level_of, parent_of, parse
from .instruction import Target
from .levels import Level
from .quotation import find_quotations
from .quoted import read_quoted
from .sides import Item
from .tree import Node

_MARKS = re.compile(r"^\s*[“„«\"]\s*|\s*[”»\"]\s*[.;,:]*\s*$")
_ON_ONE_LINE = re.compile(r"như sau\s*:\s*(?=[“„«\"])")
_TO_QUOTE = re.compile(rf"^.*__{QUOTED}_\d+__")


def wordings(item: Item, targets: Sequence[Target]) -> dict[str, list[Item]]:
    """By address of the amended law: the provision that is to stand there and all below it.

    What is quoted without being named in the instruction belongs after what is quoted before it,
    or, where only one place is named, into that place.
    """
    quoted = [child for block in read_quoted(item.eid, item.text) for child in block.children]
    if not quoted:
        return _unlabelled(item, targets)
    found: dict[str, list[Item]] = {}
    left: list[Node] = []
    waiting = [target.eid for target in targets]
    for node in quoted:
        eid = _meant_for(node, waiting)
        if eid:
            found[eid] = _readdressed(node, eid)
        elif inner := list(_inside(node, waiting)):
            found.update(inner)
        else:
            left.append(node)
        waiting = [one for one in waiting if one not in found]
    if left and found and not waiting:
        _append_to_last(found, left)
    elif left and len(waiting) == 1:
        found[waiting[0]] = _as_whole(waiting[0], left)
    return found


def _meant_for(node: Node, waiting: Iterable[str]) -> str:
    """The first place named that has the same last step: "khoản 3" for a quoted "3. …"."""
    last = node.eid.rpartition("__")[2]
    return next((eid for eid in waiting if eid.rpartition("__")[2] == last), "")


def _inside(node: Node, waiting: Sequence[str]) -> Iterator[tuple[str, list[Item]]]:
    """A whole article is quoted though only clauses of it are named."""
    by_address = {_TO_QUOTE.sub("", below.eid): below for below in node.walk()}
    for eid in waiting:
        if eid in by_address:
            yield eid, _readdressed(by_address[eid], eid)


def _readdressed(node: Node, eid: str) -> list[Item]:
    """The node and all below it as provisions of the amended law, the node itself at `eid`."""
    return [_item(below, _moved(below.eid, node.eid, eid)) for below in node.walk()]


def _moved(below: str, top: str, eid: str) -> str:
    """Articles of a quoted chapter are named without it."""
    if below != top and not below.startswith(f"{top}__"):
        return _TO_QUOTE.sub("", below)
    return f"{eid}{below[len(top) :]}"


def _item(node: Node, eid: str) -> Item:
    rows = (" | ".join(row) for row in node.table or ())
    text = "\n".join(filter(None, (node.text, *rows)))
    return Item(eid, node.level, node.number, node.heading, text)


def _append_to_last(found: dict[str, list[Item]], left: Sequence[Node]) -> None:
    last = list(found)[-1]
    for node in left:
        step = node.eid.rpartition("__")[2]
        if node.level is Level.ARTICLE:
            found[last] += _readdressed(node, _TO_QUOTE.sub("", node.eid))
        elif parent := parent_of(last):
            found[last] += _readdressed(node, f"{parent}__{step}")


def _as_whole(eid: str, nodes: Sequence[Node]) -> list[Item]:
    """All of it is the new wording of one place: text first, then what stands below."""
    head = [node.text for node in nodes if node.level is Level.INTRO and not node.children]
    below = [node for node in nodes if node.level is not Level.INTRO or node.children]
    number = parse(eid)[-1].number.replace("dd", "đ")
    items = [Item(eid, level_of(eid), number, "", "\n".join(head))]
    for node in below:
        step = node.eid.rpartition("__")[2]
        apart = is_within_article(step) or not is_within_article(eid)
        items += _readdressed(node, step if apart else f"{eid}__{step}")
    return items


def _unlabelled(item: Item, targets: Sequence[Target]) -> dict[str, list[Item]]:
    """Words without a label, quoted for one place."""
    if len(targets) != 1:
        return {}
    lines = item.text.split("\n")
    marks = find_quotations(lines, bounded=True).quoted
    quoted = [line for line, is_quoted in zip(lines, marks, strict=True) if is_quoted]
    if not quoted and (told := _ON_ONE_LINE.search(item.text)):
        quoted = [item.text[told.end() :]]
    words = _MARKS.sub("", "\n".join(quoted))
    if not words:
        return {}
    eid = targets[0].eid
    number = parse(eid)[-1].number.replace("dd", "đ")
    return {eid: [Item(eid, level_of(eid), number, "", words)]}
