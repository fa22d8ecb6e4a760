"""Between the tree of a law and the bodies of pages: the same lines, either way.

A page stands for a part, chapter, section, article, appendix and the like; clauses, points,
introductory paragraphs and tables are its body.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from cms.models import SectionPage
from cms.structure.address import is_within_article
from cms.structure.levels import Level
from cms.structure.outline import Body, Node, body_lines, levelled_lines, outline_article

BLOCKS = UUID("0c6f5a0e-2b60-4f0e-9a52-5f6d3f0b8c11")
PAGE_LEVELS = frozenset(
    {
        Level.PREAMBLE,
        Level.PART,
        Level.CHAPTER,
        Level.SECTION,
        Level.SUBSECTION,
        Level.ARTICLE,
        Level.APPENDIX,
        Level.ATTACHMENT,
    }
)


def is_page(node: Node) -> bool:
    """Whether the node is read on a page of its own.

    A plan written inside an article (I., 1., a)) stays in the article's body.
    """
    if node.level is Level.SECTION and is_within_article(node.eid):
        return False
    return node.level in PAGE_LEVELS or node.eid.startswith("tail")


def own_nodes(node: Node) -> Iterator[Node]:
    """The node and all below it that its page carries: no sub-page's."""
    yield node
    for child in node.children:
        if not is_page(child):
            yield from own_nodes(child)


def body_blocks(node: Node) -> list[dict[str, Any]]:
    """The StreamField value (raw form) of a node's page: `law` and `table` blocks in turn.

    Each has a lasting id: by it Wagtail pairs the blocks of two revisions it compares.
    """
    blocks: list[dict[str, Any]] = []
    lines: list[str] = []
    for item in body_lines(node, is_page):
        if isinstance(item, str):
            lines.append(item)
            continue
        if lines:
            blocks.append({"type": "law", "value": "\n".join(lines)})
            lines = []
        blocks.append({"type": "table", "value": _table_value(item)})
    if lines:
        blocks.append({"type": "law", "value": "\n".join(lines)})
    for at, block in enumerate(blocks):
        block["id"] = str(uuid5(BLOCKS, f"{node.eid}:{at}"))
    return blocks


def said_levels(node: Node) -> dict[str, str]:
    """The levels of a body's lines, by their text; empty where the lines tell them by themselves.

    They do but for what a person said of them while the law was imported.
    """
    levelled = list(levelled_lines(node, is_page))
    alone = outline_article(node.eid, [line for line, _level in levelled])
    if _shape(alone.children) == _shape(child for child in node.children if not is_page(child)):
        return {}
    return {line: str(level) for line, level in levelled if isinstance(line, str)}


def _shape(nodes: Iterable[Node]) -> list[tuple[str, str]]:
    return [(node.eid, node.text) for child in nodes for node in own_nodes(child)]


def read_body(eid: str, body: Any, said: Mapping[str, str] | None = None) -> Body:
    """The text and nodes that a page's body holds; the inverse of `body_blocks`."""
    lines: list[Any] = []
    for block in body:
        if block.block_type == "law":
            lines.extend(line for line in block.value.splitlines() if line.strip())
        elif block.block_type == "table" and block.value:
            lines.append(tuple(tuple(cell or "" for cell in row) for row in block.value["data"]))
    levels = {line: Level(level) for line, level in (said or {}).items()}
    return outline_article(eid, lines, levels)


def section_node(section: SectionPage) -> Node:
    """The node a page stands for, as its body is written now, without what has pages of its own."""
    body = read_body(section.eid, section.body, section.said_levels)
    return Node(
        eid=section.eid,
        level=Level(section.level),
        number=section.number,
        heading=section.heading,
        text=body.text,
        children=body.children,
        marker=section.marker,
    )


def text_fields(node: Node) -> dict[str, Any]:
    """What a `ProvisionText` holds of a node. Equal texts have equal sums, whatever their place."""
    fields: dict[str, Any] = {
        "level": str(node.level),
        "number": node.number,
        "marker": node.marker,
        "heading": node.heading,
        "text": node.text,
        "table": [list(row) for row in node.table] if node.table else None,
    }
    parts = json.dumps(list(fields.values()), ensure_ascii=False)
    return {**fields, "sha256": hashlib.sha256(parts.encode()).hexdigest()}


def _table_value(table: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    return {
        "data": [list(row) for row in table],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "",
        "table_header_choice": "row",
    }
