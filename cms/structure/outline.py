"""Lines of a law → its tree, and the body of one section → its clauses and points."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .address import TAIL, citation, level_of
from .annexes import Segment, split_segments
from .articleless import find_body
from .body import BodyReader
from .doubts import warn_of_empty_articles
from .drafting import Addresses, Draft
from .head import does_amend, read_number, read_title
from .labels import is_capitals, read_appendix, read_heading
from .levels import ANNEXED, Level
from .list_labels import read_roman_section
from .mentions import find_mentions
from .quotation import find_quotations
from .tree import Line, Node, Outline, OutlineWarning, Table

__all__ = [
    "Body", "Line", "Node", "Outline", "OutlineWarning", "body_lines", "build_outline",
    "levelled_lines", "outline_article",
]  # fmt: skip

# Numbers of an appendix out of order that are told one by one.
_ODD_NUMBERS_TOLD = 5


@dataclass(frozen=True)
class Body:
    """What stands below one heading: text without a label of its own, and the nodes under it."""

    text: str
    children: tuple[Node, ...]


def build_outline(lines: Sequence[Line]) -> Outline:
    """The tree of a law from its lines, cleaned and in reading order; nothing of them is lost."""
    return _Reading(lines).outline()


def outline_article(
    eid: str, lines: Sequence[str | Table], said: Mapping[str, Level] | None = None
) -> Body:
    """The body below the heading `eid`: introductory text, clauses, points, tables.

    `said` are the levels of lines, by their text, that the lines do not tell by themselves.

    A body without labels is text alone. What is text where it stands, like the foot of a law,
    stays text whatever it looks like.
    """
    read = [_body_line(item, at, said or {}) for at, item in enumerate(lines)]
    root = Draft(eid, level_of(eid))
    BodyReader(root, Addresses([]), read, [False] * len(read), whole=False).read()
    node = root.freeze()
    return Body(node.text, node.children)


def body_lines(node: Node, is_apart: Callable[[Node], bool]) -> Iterator[str | Table]:
    """The lines below the node's heading as printed, labels and all: what outline_article reads.

    Children that stand apart, as pages of their own, are left out.
    """
    return (line for line, _level in levelled_lines(node, is_apart))


def levelled_lines(
    node: Node, is_apart: Callable[[Node], bool]
) -> Iterator[tuple[str | Table, Level]]:
    """The same lines, each with the level it opens: INTRO for text without a label."""
    if node.table is not None:
        yield node.table, Level.TABLE
    if node.text:
        yield from ((line, Level.INTRO) for line in node.text.split("\n"))
    for child in node.children:
        if is_apart(child):
            continue
        lines: list[tuple[str | Table, Level]] = []
        if child.heading:
            lines.append((child.heading, Level.INTRO))
        lines.extend(levelled_lines(child, is_apart))
        marker = child.marker or _marker(child)
        if marker and lines and isinstance(lines[0][0], str):
            lines[0] = f"{marker} {lines[0][0]}", child.level
        elif marker:
            lines.insert(0, (marker, child.level))
        yield from lines


def _body_line(item: str | Table, at: int, said: Mapping[str, Level]) -> Line:
    if not isinstance(item, str):
        return Line("", at, table=item)
    text = unicodedata.normalize("NFC", item).strip()
    return Line(text, at, level=said.get(text))


class _Reading:
    """One reading of one file: its lines, which of them are quoted, and what it warns of."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = [line for line in lines if line.text or line.table is not None]
        self.warnings = [
            OutlineWarning(code, line.source, message)
            for line in lines
            for code, message in line.remarks
        ]
        self.addresses = Addresses(self.warnings)
        self.attached = 0
        quotation = find_quotations([line.text for line in self.lines])
        mentions = find_mentions(self.lines)
        # What a table of contents lists is named there, not enacted: the same as a quotation.
        self.quoted = [
            line.level is None and (is_quoted or is_named)
            for line, is_quoted, is_named in zip(
                self.lines, quotation.quoted, mentions, strict=True
            )
        ]
        self.articleless = find_body(self.lines, self.quoted)
        for at in quotation.unclosed:
            self.addresses.warn(
                "quote_unclosed",
                self.lines[at].source,
                "Đoạn trích dẫn mở ngoặc kép ở đây nhưng không thấy ngoặc kép đóng.",
            )

    def outline(self) -> Outline:
        nodes: list[Node] = []
        for segment in split_segments(self.lines, self.quoted, self.articleless):
            nodes.extend(self._read_segment(segment))
        warn_of_empty_articles(nodes, self.addresses)
        head = nodes[0].text.split("\n") if nodes and nodes[0].level is Level.PREAMBLE else []
        if not head and nodes:
            head = [nodes[0].heading]
        document_type, title = read_title(head, "\n".join(line.text for line in self.lines))
        headings = [
            node.heading or node.text
            for top in nodes
            for node in top.walk()
            if node.level is Level.ARTICLE
        ]
        return Outline(
            title=title,
            document_type=document_type,
            number=read_number(head),
            nodes=tuple(nodes),
            warnings=tuple(sorted(self.warnings, key=lambda warning: warning.line)),
            amends=does_amend(title, headings),
        )

    def _read_segment(self, segment: Segment) -> Iterator[Node]:
        start, tail, stop = segment.start, segment.tail, segment.stop
        if segment.level is None:
            first = self._first_label(start, tail)
            if first > start:
                yield self._plain(Level.PREAMBLE, "", start, first)
            root = self._open_main(first)
        else:
            root, first = self._open_annex(segment)
        lines, quoted = self.lines[first:tail], self.quoted[first:tail]
        known = len(self.warnings)
        BodyReader(root, self.addresses, lines, quoted, whole=True).read()
        if segment.level is Level.APPENDIX:
            self._gather_warnings(known, root)
        if not root.eid:
            yield from (child.freeze() for child in root.children)
        else:
            yield root.freeze()
        if stop > tail:
            yield self._plain(Level.INTRO, TAIL, tail, stop)

    def _gather_warnings(self, known: int, appendix: Draft) -> None:
        """One warning for all numbers out of order in an appendix: its forms count as they like."""
        odd = [
            w for w in self.warnings[known:] if w.code in ("number_unexpected", "number_repeated")
        ]
        if len(odd) <= _ODD_NUMBERS_TOLD:
            return
        kept = [warning for warning in self.warnings[known:] if warning not in odd]
        self.warnings[known:] = kept
        self.addresses.warn(
            "appendix_numbers",
            odd[0].line,
            f"{citation(appendix.eid)} có {len(odd)} chỗ đánh số lặp lại hoặc không theo thứ tự,"
            " như trong các biểu mẫu; hãy xem lại cách chia.",
        )

    def _first_label(self, start: int, stop: int) -> int:
        if self.articleless is not None and start <= self.articleless < stop:
            return self.articleless
        # What a person has said to be the head is one down to its last line.
        head = [at for at in range(start, stop) if self.lines[at].level is Level.PREAMBLE]
        for at in range(head[-1] + 1 if head else start, stop):
            line = self.lines[at]
            if not self.quoted[at] and read_heading(line.text, said=line.level):
                return at
        return stop

    def _plain(self, level: Level, prefix: str, start: int, stop: int) -> Node:
        """A head or a foot: text alone, for a letterhead in a table is no table of the law."""
        lines = self.lines[start:stop]
        return Node(
            eid=self.addresses.give("", level, "", lines[0].source, prefix=prefix),
            level=level,
            text="\n".join(text for line in lines for text in _flattened(line)),
            source=tuple(dict.fromkeys(line.source for line in lines)),
        )

    def _open_main(self, first: int) -> Draft:
        """What holds the main text: nothing that is printed, or, where it is but a list of
        clauses, a section without a number, so that they have a page."""
        if first != self.articleless or read_roman_section(self.lines[first].text, None):
            return Draft("", Level.ATTACHMENT)
        source = self.lines[first].source
        return Draft(self.addresses.give("", Level.SECTION, "", source), Level.SECTION)

    def _open_annex(self, segment: Segment) -> tuple[Draft, int]:
        """The appendix or attachment with its title, and where its body begins."""
        at, line = segment.start, self.lines[segment.start]
        found = read_appendix(line.text) if segment.level is Level.APPENDIX else None
        if found:
            eid = self.addresses.give("", Level.APPENDIX, found.number, line.source)
            root = Draft(eid, Level.APPENDIX, found.number, found.marker, sources=[line.source])
            at += 1
        elif segment.level is Level.APPENDIX:
            eid = self.addresses.give("", Level.APPENDIX, "", line.source)
            root = Draft(eid, Level.APPENDIX)
        else:
            self.attached += 1
            number = str(self.attached)
            eid = self.addresses.give("", Level.ATTACHMENT, number, line.source)
            root = Draft(eid, Level.ATTACHMENT)
        parts = [found.rest] if found and found.rest else []
        while at < segment.stop and self._continues_title(at, begun=bool(parts)):
            parts.append(self.lines[at].text)
            root.sources.append(self.lines[at].source)
            at += 1
        root.heading = " ".join(parts)
        return root, at

    def _continues_title(self, at: int, *, begun: bool) -> bool:
        line = self.lines[at]
        if line.table is not None or self.quoted[at] or line.text.startswith("("):
            return False
        if line.level is not None:
            return line.level in ANNEXED
        if read_heading(line.text) or read_roman_section(line.text, None):
            return False
        return is_capitals(line.text) or not begun


def _flattened(line: Line) -> Iterator[str]:
    if line.table is None:
        yield line.text
        return
    for row in line.table:
        for cell in row:
            yield from filter(None, (part.strip() for part in cell.split("\n")))


def _marker(node: Node) -> str:
    if node.level in (Level.CLAUSE, Level.SECTION):
        return f"{node.number}."
    return f"{node.number})" if node.level is Level.POINT else ""
