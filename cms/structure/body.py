"""Reading the lines of one text into parts, chapters, articles, clauses and points."""

import re
from collections.abc import Sequence

from .drafting import Addresses, Draft, add_table, add_text
from .labels import (
    Label,
    is_capitals,
    read_clause,
    read_heading,
    read_point,
    read_roman_section,
)
from .levels import Level
from .order import Orders
from .tree import Line

_SENTENCE_END = re.compile(r"[.;:,/]\s*$")
# A list i), ii), iii) within a point is text; point i) stands alone after point h).
_SUB_LIST_REACH = 40


class BodyReader:
    """Reads line by line; `path` is the open nodes from the root of the text to the deepest."""

    def __init__(self, root: Draft, addresses: Addresses, *, whole: bool) -> None:
        """`whole`: the text has chapters and articles; else it is what stands below one heading."""
        self.path = [root]
        self.addresses = addresses
        self.orders = Orders(addresses)
        self.whole = whole
        self.last_article: str | None = None
        self.titled = True

    def read(self, lines: Sequence[Line], quoted: Sequence[bool]) -> None:
        self.titled = _has_titles(lines, quoted)
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.table is not None:
                add_table(self.path[-1], line.table, line.source, self.addresses)
            elif quoted[at] or _is_contents(line):
                self._add(line.text, line.source)
            elif heading := self._heading(line):
                at += self._open_heading(heading, lines, quoted, at)
            elif not self._open_numbered(lines, at):
                self._add(line.text, line.source)
            at += 1

    def _add(self, text: str, source: int) -> None:
        add_text(self.path[-1], text, source, self.addresses)

    def _heading(self, line: Line) -> Label | None:
        return read_heading(line.text, self.last_article) if self.whole else None

    def _open_heading(
        self, found: Label, lines: Sequence[Line], quoted: Sequence[bool], at: int
    ) -> int:
        """Open what the label names; return how many following lines belong to its heading."""
        self._close_down_to(found.level.rank)
        if found.level is Level.ARTICLE:
            self._open_article(found, lines, quoted, at)
            return 0
        draft = self._open(found, lines[at].source)
        parts, at_next = ([found.rest] if found.rest else []), at + 1
        while at_next < len(lines):
            line = lines[at_next]
            if line.table is not None or quoted[at_next] or self._heading(line):
                break
            if parts and not is_capitals(line.text):
                break
            if may_hold_numbers(draft.eid) and read_roman_section(line.text, None):
                break
            parts.append(line.text)
            draft.sources.append(line.source)
            at_next += 1
        draft.heading = " ".join(parts)
        return at_next - at - 1

    def _open_article(
        self, found: Label, lines: Sequence[Line], quoted: Sequence[bool], at: int
    ) -> None:
        source = lines[at].source
        self.orders.check(found, "", source)
        self.last_article = found.number
        draft = self._open(found, source)
        following = lines[at + 1] if at + 1 < len(lines) else None
        has_body = following is not None and (quoted[at + 1] or not self._heading(following))
        if _is_title(found.rest, titled=self.titled, has_body=has_body):
            draft.heading = found.rest
        elif found.rest:
            draft.lines.append(found.rest)

    def _open_numbered(self, lines: Sequence[Line], at: int) -> bool:
        """Open a Roman section, clause or point, if the line begins one where one may stand."""
        text = lines[at].text
        holder = self._holder()
        if not may_hold_numbers(holder.eid):
            return False
        if self._open_roman_section(lines[at]):
            return True
        clause = read_clause(text, holder.last_number(Level.CLAUSE))
        # In a form "1 Tên cơ quan" explains a note; only a law may have forgotten the dot.
        if clause and not (clause.unusual and _is_in_appendix(holder.eid)):
            self._open_line(holder, clause, lines[at].source)
            return True
        container = self._clause() or holder
        point = read_point(text, container.last_number(Level.POINT))
        if point and not self._is_sub_list(point, container, lines, at):
            self._open_line(container, point, lines[at].source)
            return True
        return False

    def _open_roman_section(self, line: Line) -> bool:
        if not self.whole or line.text[0] not in "IVX":
            return False
        parent = next(d for d in reversed(self.path) if not _is_numbered_line(d))
        if parent.level is Level.SECTION and len(self.path) > 1:
            parent = self.path[self.path.index(parent) - 1]
        found = read_roman_section(line.text, parent.last_number(Level.SECTION))
        if not found or parent.has(Level.CLAUSE):
            return False
        while self.path[-1] is not parent:
            self.path.pop()
        draft = self._open(found, line.source)
        if is_capitals(found.rest) or not _SENTENCE_END.search(found.rest):
            draft.heading = found.rest
        else:
            draft.lines.append(found.rest)
        return True

    def _open_line(self, container: Draft, found: Label, source: int) -> None:
        while self.path[-1] is not container:
            self.path.pop()
        self.orders.check(found, container.eid, source)
        self._open(found, source).lines.append(found.rest)

    def _open(self, found: Label, source: int) -> Draft:
        parent = self.path[-1]
        eid = self.addresses.give(parent.eid, found.level, found.number, source)
        draft = Draft(eid, found.level, found.number, found.marker, sources=[source])
        parent.children.append(draft)
        self.path.append(draft)
        return draft

    def _close_down_to(self, rank: int) -> None:
        below = (at for at, draft in enumerate(self.path) if at and draft.level.rank >= rank)
        del self.path[next(below, len(self.path)) :]

    def _holder(self) -> Draft:
        """The deepest open node that is no clause or point."""
        return next(d for d in reversed(self.path) if not _is_numbered_line(d))

    def _clause(self) -> Draft | None:
        return next((d for d in self.path if d.level is Level.CLAUSE), None)

    def _is_sub_list(self, point: Label, container: Draft, lines: Sequence[Line], at: int) -> bool:
        if point.number != "i" or container.last_number(Level.POINT) == "h":
            return False
        return any(line.text.startswith("ii)") for line in lines[at + 1 : at + _SUB_LIST_REACH])


def may_hold_numbers(eid: str) -> bool:
    """Whether clauses and points may stand below: inside an article, appendix or attachment."""
    return eid.startswith(("art", "app", "att"))


def _is_in_appendix(eid: str) -> bool:
    return eid.startswith("app")


def _is_numbered_line(draft: Draft) -> bool:
    return draft.level in (Level.CLAUSE, Level.POINT)


def _is_contents(line: Line) -> bool:
    """A line of the table of contents names articles without being one."""
    return line.style.lower().startswith("toc")


def _has_titles(lines: Sequence[Line], quoted: Sequence[bool]) -> bool:
    """Whether the articles of a text have titles, as in laws, or begin at once, as in decisions."""
    labels = (
        read_heading(line.text)
        for line, is_quoted in zip(lines, quoted, strict=True)
        if line.table is None and not is_quoted
    )
    rests = [item.rest for item in labels if item and item.level is Level.ARTICLE and item.rest]
    return sum(not _SENTENCE_END.search(rest) for rest in rests) * 2 >= len(rests)


def _is_title(rest: str, *, titled: bool, has_body: bool) -> bool:
    if not rest or rest.endswith(":"):
        return False
    if not _SENTENCE_END.search(rest):
        return True
    return titled and has_body
