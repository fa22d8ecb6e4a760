"""What an outline is made of: lines as they were read, nodes with their addresses, warnings."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .address import own_label
from .levels import ANNEXED, NUMBERED, Level
from .numbering import label

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a law as read; `source` is the index of its paragraph in the file.

    A table is one line with `table` set (rows of cells) and an empty text. `remarks` are things
    seen while reading, as (code, Vietnamese sentence); they become warnings of the outline.
    `level` is set where a person has said what the line is: INTRO is text without a label.
    """

    text: str
    source: int
    style: str = ""
    table: Table | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    level: Level | None = None


def lines_as_data(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as JSON can hold them."""
    return [asdict(line) for line in lines]


def lines_from_data(data: Iterable[dict[str, Any]]) -> list[Line]:
    return [
        Line(
            **{
                **item,
                "table": _table(item["table"]),
                "remarks": tuple((code, message) for code, message in item["remarks"]),
                "level": None if item["level"] is None else Level(item["level"]),
            }
        )
        for item in data
    ]


@dataclass(frozen=True, slots=True)
class Node:
    """`text` is the node's own only, "\\n" between lines; `source` the paragraphs it came from.

    `marker` is the label exactly as printed ("Điều 5.", "3,", "PHẦN THỨ NHẤT"): marker, heading,
    text and table of all nodes in reading order are the whole text of the file.
    """

    eid: str
    level: Level
    number: str = ""
    heading: str = ""
    text: str = ""
    children: tuple["Node", ...] = ()
    source: tuple[int, ...] = ()
    table: Table | None = None
    marker: str = ""

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def label(self) -> str:
        return own_label(self.eid) if self.level is Level.INTRO else label(self.level, self.number)


@dataclass(frozen=True)
class OutlineWarning:
    """What a person should look at: `line` is the paragraph, `message` a Vietnamese sentence."""

    code: str
    line: int
    message: str


@dataclass(frozen=True)
class Outline:
    """`document_type` is law, decree, resolution, circular, decision, ordinance or other."""

    title: str
    document_type: str
    number: str
    nodes: tuple[Node, ...]
    warnings: tuple[OutlineWarning, ...] = ()
    amends: bool = False

    def walk(self) -> Iterator[Node]:
        for node in self.nodes:
            yield from node.walk()

    @property
    def counts(self) -> dict[str, int]:
        """How many parts, chapters … points the text has of its own, by the level's name.

        Neither what it quotes nor its annexes count.
        """
        return count_levels(own_structure(n for n in self.nodes if n.level not in ANNEXED))

    @property
    def annexes(self) -> tuple[Node, ...]:
        """The appendices and attached texts, each of which has a structure of its own."""
        return tuple(node for node in self.nodes if node.level in ANNEXED)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Outline":
        data = json.loads(text)
        return cls(
            **{
                **data,
                "nodes": tuple(_node(item) for item in data["nodes"]),
                "warnings": tuple(OutlineWarning(**item) for item in data["warnings"]),
            }
        )


def count_levels(nodes: Iterable[Node]) -> dict[str, int]:
    """How many of the nodes are parts, chapters … points, by the level's name.

    A section without a number is only what holds the clauses of a text without articles.
    """
    found = Counter(node.level for node in nodes if node.number)
    return {level.value: found[level] for level in NUMBERED}


def own_structure(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node but those of a plan written inside an article (I., 1., a)), which has no khoản."""
    for node in nodes:
        yield node
        inside = node.children
        if node.level is Level.ARTICLE:
            inside = tuple(child for child in inside if child.level is not Level.SECTION)
        yield from own_structure(inside)


def _table(data: list[list[str]] | None) -> Table | None:
    return None if data is None else tuple(tuple(row) for row in data)


def _node(data: dict[str, Any]) -> Node:
    return Node(
        **{
            **data,
            "level": Level(data["level"]),
            "children": tuple(_node(child) for child in data["children"]),
            "source": tuple(data["source"]),
            "table": _table(data["table"]),
        }
    )
