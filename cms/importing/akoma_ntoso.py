"""Akoma Ntoso XML → the outline of a law: our own files word for word, others as far as they go."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cms.structure.address import TAIL, WRAP_UP, parse
from cms.structure.akoma_ntoso import ELEMENTS, NAMESPACE, NOTHING, TABLE
from cms.structure.drafting import Addresses, Draft
from cms.structure.head import does_amend
from cms.structure.labels import read_appendix, read_heading
from cms.structure.levels import Level
from cms.structure.outline import Line, Node, Outline, OutlineWarning
from cms.structure.tree import Table

from .akoma_text import QUOTATION, clean, lines_of
from .package import Element, parse_xml
from .refusal import ImportRefused

MOST_ELEMENTS: Final = 300_000

_AKN: Final = f"{{{NAMESPACE}}}"
# What other countries' files call the levels that ours name otherwise.
_LEVELS = {name: level for level, name in ELEMENTS.items()} | {
    "book": Level.PART,
    "tome": Level.PART,
    "title": Level.PART,
    "subchapter": Level.SECTION,
    "rule": Level.ARTICLE,
    "clause": Level.CLAUSE,
    "subparagraph": Level.POINT,
    "subpoint": Level.POINT,
    "indent": Level.POINT,
    "alinea": Level.INTRO,
}
_TITLES = frozenset(f"{_AKN}{name}" for name in ("num", "heading", "subheading", "meta"))
_PROVISIONS = frozenset(f"{_AKN}{name}" for name in (*_LEVELS, "hcontainer"))
_APART = _PROVISIONS | {f"{_AKN}{TABLE}"}
_NUMBER = re.compile(r"([\w]+)\W*$")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TOP: Final = Draft("", Level.ATTACHMENT)


def read_akoma_ntoso(path: Path) -> Outline:
    """The outline of a checked file.

    Raises:
        ImportRefused: it declares entities, is broken, or no Akoma Ntoso 3.0.
    """
    data = path.read_bytes()
    if _DECLARATION.search(data) or b"\0" in data:
        raise ImportRefused("doctype", "Tệp XML khai báo DOCTYPE hoặc không theo UTF-8.")
    root = parse_xml(data)
    if root.tag != f"{_AKN}akomaNtoso" or not len(root):
        raise ImportRefused(
            "not_akoma_ntoso", "Tệp XML không phải Akoma Ntoso 3.0. Hãy dùng tệp Word (.docx)."
        )
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise ImportRefused("too_many_paragraphs", "Tệp XML có quá nhiều thành phần.")
    return _Reader(root).outline()


def printed_lines(nodes: Iterable[Node]) -> Iterator[Line]:
    """The text of nodes as lines, each with the source of its node."""
    for node in nodes:
        source = node.source[0] if node.source else 0
        texts = node.text.split("\n") if node.text else []
        title = " ".join(filter(None, (node.marker, node.heading)))
        if title and texts and node.level in (Level.CLAUSE, Level.POINT):
            texts[0] = f"{title} {texts[0]}"
        elif title:
            texts.insert(0, title)
        yield from (Line(text, source) for text in texts)
        if node.table is not None:
            yield Line("", source, table=node.table)
        yield from printed_lines(node.children)


class _Reader:
    def __init__(self, root: Element) -> None:
        self.document = root[0]
        self.warnings: list[OutlineWarning] = []
        self.addresses = Addresses(self.warnings)
        self.count = 0
        self.keeps_addresses = _are_ours(root)

    def outline(self) -> Outline:
        nodes = tuple(draft.freeze() for draft in self._document(self.document))
        title = self._meta("FRBRalias")
        headings = [
            node.heading or node.text
            for top in nodes
            for node in top.walk()
            if node.level is Level.ARTICLE
        ]
        return Outline(
            title=title,
            document_type=self.document.get("name") or "other",
            number=self._meta("FRBRnumber"),
            nodes=nodes,
            warnings=tuple(self.warnings),
            amends=does_amend(title, headings),
        )

    def _meta(self, name: str) -> str:
        found = self.document.find(f"{_AKN}meta//{_AKN}FRBRWork/{_AKN}{name}")
        return "" if found is None else clean(found.get("value") or "")

    def _document(self, document: Element) -> Iterator[Draft]:
        head = [*_named(document, "coverPage", "preface", "preamble")]
        if lines := [line for item in head for line in lines_of(item)]:
            yield self._text(_TOP, Level.PREAMBLE, head[-1], lines)
        for body in _named(document, "body", "mainBody"):
            root = Draft("", Level.ATTACHMENT)
            self._fill(root, body)
            yield from root.children
        yield from self._end(document)

    def _end(self, document: Element) -> Iterator[Draft]:
        for foot in _named(document, "conclusions"):
            if lines := list(lines_of(foot)):
                yield self._text(_TOP, Level.INTRO, foot, lines, prefix=TAIL)
        for annexes in _named(document, "attachments"):
            for annex in annexes:
                yield from self._annex(annex)

    def _annex(self, annex: Element) -> Iterator[Draft]:
        document = next((item for item in annex if item.find(f"{_AKN}meta") is not None), None)
        marker = _title(annex, "num")
        is_appendix = bool(read_appendix(marker)) or (annex.get("eId") or "").startswith("app")
        level = Level.APPENDIX if is_appendix else Level.ATTACHMENT
        draft = self._open(_TOP, level, annex)
        if document is None:
            draft.lines.extend(lines_of(annex))
            yield draft
            return
        for head in _named(document, "preface", "preamble"):
            draft.lines.extend(lines_of(head))
        for body in _named(document, "body", "mainBody"):
            self._fill(draft, body)
        yield draft
        yield from self._end(document)

    def _fill(self, draft: Draft, holder: Element) -> None:
        """Read what stands in an element: its text, and the provisions below it."""
        for child in holder:
            name = _name(child)
            if child.tag in _TITLES or not name or child.get("name") == NOTHING:
                continue
            is_empty_container = name == "hcontainer" and not _holds(child, _PROVISIONS)
            if name in _LEVELS or is_empty_container or name == TABLE:
                draft.children.append(self._node(draft, child))
            elif _holds(child, _APART):
                self._fill(draft, child)
            else:
                self._add_text(draft, child)

    def _node(self, parent: Draft, element: Element) -> Draft:
        if TABLE in (_name(element), element.get("name")):
            table = self._open(parent, Level.TABLE, element)
            table.table = _table(element)
            return table
        level = _LEVELS.get(_name(element), Level.INTRO)
        prefix = WRAP_UP if level is Level.INTRO else ""
        draft = self._open(parent, level, element, prefix=prefix)
        self._fill(draft, element)
        return draft

    def _add_text(self, draft: Draft, element: Element) -> None:
        lines = [line for line in lines_of(element) if line]
        if not draft.children:
            draft.lines.extend(lines)
        elif lines:
            draft.children.append(self._text(draft, Level.INTRO, None, lines, WRAP_UP))

    def _text(
        self,
        parent: Draft,
        level: Level,
        element: Element | None,
        lines: list[str],
        prefix: str = "",
    ) -> Draft:
        draft = self._open(parent, level, element, prefix=prefix)
        draft.lines.extend(lines)
        return draft

    def _open(
        self, parent: Draft, level: Level, element: Element | None, *, prefix: str = ""
    ) -> Draft:
        self.count += 1
        own = None if element is None else element.get("eId")
        marker, heading = "", ""
        if element is not None:
            marker, heading = _title(element, "num"), _title(element, "heading")
        number = _number(level, marker)
        if level is Level.TABLE or prefix == WRAP_UP:
            number = str(1 + sum(child.level is level for child in parent.children))
        if own and self.keeps_addresses:
            eid = own
        else:
            eid = self.addresses.give(parent.eid, level, number, self.count, prefix=prefix)
        written = "" if level is Level.INTRO else number
        return Draft(eid, level, written, marker, heading, sources=[self.count])


def _are_ours(root: Element) -> bool:
    """Whether every provision has an address in our way of writing them, and none twice."""
    names = {f"{_AKN}{name}" for name in (*_LEVELS, "hcontainer", "attachment", "conclusions")}
    given = [
        item.get("eId") or "?"
        for item in root.iter()
        if item.tag in names and item.get("name") != NOTHING
    ]
    try:
        for eid in given:
            parse(eid)
    except ValueError:
        return False
    return len(set(given)) == len(given)


def _number(level: Level, marker: str) -> str:
    """The number in a printed label: "5" of "Điều 5.", "II" of "Chương II", "a" of "a)"."""
    if level is Level.APPENDIX:
        found = read_appendix(marker)
        return found.number if found else ""
    heading = read_heading(marker)
    if heading and heading.level is level:
        return heading.number
    last = _NUMBER.search(marker)
    return last[1] if last else ""


def _title(element: Element, name: str) -> str:
    found = element.find(f"{_AKN}{name}")
    return "" if found is None else clean("".join(found.itertext()))


def _table(element: Element) -> Table:
    rows = [
        ["\n".join(line for line in lines_of(cell) if line) for cell in row]
        for row in element.iter(f"{_AKN}tr")
    ]
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _holds(element: Element, names: frozenset[str]) -> bool:
    """Whether there is such an element within, other than in what the text quotes."""
    return any(
        item.tag in names or (item.tag != QUOTATION and _holds(item, names)) for item in element
    )


def _named(parent: Element, *names: str) -> list[Element]:
    return [item for item in parent if _name(item) in names]


def _name(element: Element) -> str:
    tag = element.tag
    return tag.removeprefix(_AKN) if isinstance(tag, str) and tag.startswith(_AKN) else ""
