"""An outline as Akoma Ntoso 3.0 (OASIS LegalDocML): a bill with its attachments, in one file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from .address import TAIL
from .levels import ANNEXED, Level
from .outline import body_lines
from .quoted import QuotedBlock, marks_around, quoted_blocks
from .quoted_words import QuotedWords, quoted_words
from .tree import Node, Outline

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# Elements of the hierarchy, and names of the containers for what it has no element for.
ELEMENTS = {
    Level.PART: "part",
    Level.CHAPTER: "chapter",
    Level.SECTION: "section",
    Level.SUBSECTION: "subsection",
    Level.ARTICLE: "article",
    Level.CLAUSE: "paragraph",
    Level.POINT: "point",
}
TABLE, WRAP_UP, NOTHING = "table", "wrapup", "nothing"

_Element = ElementTree.Element
_SOURCE = "publisher"


@dataclass(frozen=True)
class Publication:
    """What the head of the file says of the text: `path` is "bill/2026-11-25/luat-gieng-lang",
    `author` the agency that drafts it; `version` counts its drafts from 1."""

    path: str
    day: date
    author: str
    version: int = 1

    @property
    def work(self) -> str:
        return f"/akn/vn/{self.path}"

    @property
    def expression(self) -> str:
        return f"{self.work}/vie@{self.day.isoformat()}/draft-{self.version}"


def as_akoma_ntoso(outline: Outline, publication: Publication) -> bytes:
    """The file, as the schema of Akoma Ntoso 3.0 wants it; reading it gives the same tree."""
    root = _Element("akomaNtoso", xmlns=NAMESPACE)
    document = _add(root, "bill", name=outline.document_type or "other")
    _add_meta(document, outline, publication, component="main")
    groups = _groups(outline.nodes)
    _add_main(document, groups[0])
    if groups[1:]:
        attachments = _add(document, "attachments")
        for number, group in enumerate(groups[1:], 1):
            _add_attachment(attachments, group, number, outline, publication)
    ElementTree.indent(root, space=" ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _groups(nodes: Sequence[Node]) -> list[list[Node]]:
    """The main text, then each annex with the foot that follows it."""
    groups: list[list[Node]] = [[]]
    for node in nodes:
        if node.level in ANNEXED:
            groups.append([])
        groups[-1].append(node)
    return groups


def _add_main(document: _Element, nodes: list[Node]) -> None:
    for node in nodes:
        if node.level is Level.PREAMBLE:
            _add_lines(_add(document, "preamble", eId=node.eid), node.text)
    body = _add(document, "body")
    inner = [node for node in nodes if node.level is not Level.PREAMBLE and not _is_foot(node)]
    for node in inner:
        _add_node(body, node)
    if not inner:
        empty = _add(body, "hcontainer", eId="body__nothing", name=NOTHING)
        _add_lines(_add(empty, "content", eId="body__nothing__content"), "")
    _add_conclusions(document, nodes)


def _add_attachment(
    parent: _Element, group: list[Node], number: int, outline: Outline, publication: Publication
) -> None:
    node = group[0]
    attachment = _add(parent, "attachment", eId=node.eid)
    _add_title(attachment, node)
    document = _add(attachment, "doc", name=node.level.value)
    _add_meta(document, outline, publication, component=f"annex_{number}")
    body = _add(document, "mainBody")
    intro, children = _parted(node)
    if intro or not children:
        _add_lines(body, intro)
    for child in children:
        _add_node(body, child)
    _add_conclusions(document, group)


def _add_conclusions(document: _Element, nodes: list[Node]) -> None:
    for node in filter(_is_foot, nodes):
        _add_lines(_add(document, "conclusions", eId=node.eid), node.text)


def _add_node(parent: _Element, node: Node) -> None:
    if name := ELEMENTS.get(node.level):
        element = _add(parent, name, eId=node.eid)
    else:
        kind = TABLE if node.level is Level.TABLE else WRAP_UP
        element = _add(parent, "hcontainer", eId=node.eid, name=kind)
    _add_title(element, node)
    intro, children = _parted(node)
    if node.table is not None:
        content = _add(element, "content", eId=f"{node.eid}__content")
        _add_table(content, node)
    elif not children:
        _add_text(_add(element, "content", eId=f"{node.eid}__content"), node.eid, intro)
    elif intro:
        _add_text(_add(element, "intro", eId=f"{node.eid}__intro"), node.eid, intro)
    for child in children:
        _add_node(element, child)


def _parted(node: Node) -> tuple[str, tuple[Node, ...]]:
    """The text before the children, be it the node's own or a node's, and the other children."""
    first = node.children[0] if node.children else None
    if first is not None and first.eid == f"{node.eid}__intro":
        return first.text, node.children[1:]
    return node.text, node.children


def _add_title(element: _Element, node: Node) -> None:
    if marker := node.marker or _marker(node):
        _add(element, "num").text = marker
    if node.heading:
        _add(element, "heading").text = node.heading


def _marker(node: Node) -> str:
    """How a label is printed that came without its print."""
    if node.level is Level.CLAUSE:
        return f"{node.number}."
    if node.level is Level.POINT:
        return f"{node.number})"
    is_labelled = node.level in ELEMENTS and bool(node.number)
    return node.label if is_labelled or node.level is Level.APPENDIX else ""


def _add_table(content: _Element, node: Node) -> None:
    table = _add(content, "table", eId=f"{node.eid}__content__table_1")
    for row in node.table or ():
        line = _add(table, "tr")
        for cell in row:
            _add_lines(_add(line, "td"), cell)


def _add_text(parent: _Element, eid: str, text: str) -> None:
    """The lines of a provision; what it says of another's wording, as an amendment."""
    lines = text.split("\n")
    blocks = {block.start: block for block in quoted_blocks(eid, text) if block.is_whole}
    number = at = 0
    while at < len(lines):
        block = blocks.get(at)
        pieces = [] if block else quoted_words(lines[at])
        paragraph = _add(parent, "p")
        if not block and not pieces:
            paragraph.text = lines[at]
            at += 1
            continue
        number += 1
        amendment = _add(paragraph, "mod", eId=f"{eid}__mod_{number}")
        if block:
            _add_structure(amendment, block, lines[at : block.stop])
            at = block.stop
        else:
            _add_words(amendment, pieces)
            at += 1


def _add_structure(amendment: _Element, block: QuotedBlock, lines: list[str]) -> None:
    """The quoted provisions as provisions, where that is the same text; else as its lines."""
    opening, inner, closing, tail = marks_around(lines)
    eid = block.node.eid
    structure = _add(amendment, "quotedStructure", eId=eid, startQuote=opening, endQuote=closing)
    structure.tail = tail or None
    provisions = block.node.children
    is_hierarchy = not block.node.text and all(item.level in ELEMENTS for item in provisions)
    if is_hierarchy and list(body_lines(block.node, lambda _node: False)) == inner:
        for item in provisions:
            _add_node(structure, item)
    else:
        _add_lines(structure, "\n".join(inner))


def _add_words(amendment: _Element, pieces: Sequence[QuotedWords]) -> None:
    for place, piece in enumerate(pieces):
        if not piece.opening:
            amendment.text = piece.text
            continue
        words = _add(
            amendment,
            "quotedText",
            eId=f"{amendment.get('eId')}__qtext_{place}",
            startQuote=piece.opening,
            endQuote=piece.closing,
        )
        words.text, words.tail = piece.text, piece.tail or None


def _add_lines(parent: _Element, text: str) -> None:
    for line in text.split("\n"):
        _add(parent, "p").text = line


def _is_foot(node: Node) -> bool:
    return node.level is Level.INTRO and node.eid.startswith(TAIL)


def _add_meta(
    document: _Element, outline: Outline, publication: Publication, *, component: str
) -> None:
    meta = _add(document, "meta")
    identification = _add(meta, "identification", source=f"#{_SOURCE}")
    work = _add(identification, "FRBRWork")
    for name, value in _frbr(publication.work, component):
        _add(work, name, value=value)
    if outline.title:
        _add(work, "FRBRalias", value=outline.title, name="title")
    _add_dated(work, publication)
    _add(work, "FRBRcountry", value="vn")
    if outline.number:
        _add(work, "FRBRnumber", value=outline.number)
    for name in ("FRBRExpression", "FRBRManifestation"):
        is_expression = name == "FRBRExpression"
        uri = publication.expression + ("" if is_expression else ".xml")
        element = _add(identification, name)
        for part, value in _frbr(uri, component):
            _add(element, part, value=value)
        _add_dated(element, publication)
        if is_expression:
            _add(element, "FRBRlanguage", language="vie")
    references = _add(meta, "references", source=f"#{_SOURCE}")
    _add(
        references,
        "TLCOrganization",
        eId=f"{component}__{_SOURCE}",
        href="/akn/ontology/organization/vn/publisher",
        showAs=publication.author,
    )


def _frbr(uri: str, component: str) -> Iterator[tuple[str, str]]:
    yield "FRBRthis", f"{uri}/!{component}"
    yield "FRBRuri", uri


def _add_dated(element: _Element, publication: Publication) -> None:
    _add(element, "FRBRdate", date=publication.day.isoformat(), name="draft")
    _add(element, "FRBRauthor", href=f"#{_SOURCE}")


def _add(parent: _Element, tag: str, /, **attributes: str) -> _Element:
    return ElementTree.SubElement(parent, tag, attributes)
