"""Reading the lines of one text into parts, chapters, articles, clauses and points."""

from bisect import bisect_left
from collections.abc import Sequence

from .address import is_within_article
from .doubts import Doubts
from .drafting import Addresses, Draft, add_table, add_text
from .labels import HEADING_INITIALS, Label, is_capitals, read_as, read_heading
from .levels import Level
from .list_labels import goes_on_a_list, read_clause, read_point, read_roman_section
from .numbering import arabic
from .order import Orders
from .quotation import find_quotations
from .titles import ends_sentence, have_titles, have_titles_below, is_title, is_title_below
from .tree import Line


class BodyReader:
    """Reads line by line; `path` is the open nodes from the root of the text to the deepest.

    `quoted` says which headings are quoted ones, as the whole text shows. Within a body the
    quotations are found anew, so that a section published again from its own lines alone is
    read the same.
    """

    def __init__(
        self,
        root: Draft,
        addresses: Addresses,
        lines: Sequence[Line],
        quoted: Sequence[bool],
        *,
        whole: bool,
    ) -> None:
        """`whole`: the text has chapters and articles; else it is what stands below one heading."""
        self.path = [root]
        self.addresses = addresses
        self.orders = Orders(addresses)
        self.doubts = Doubts(addresses)
        self.lines = lines
        self.quoted = quoted
        self.quoted_in_body = [False] * len(lines)
        self.whole = whole
        # Where a heading may stand at all, in order: most lines need no closer look.
        self.candidates = [at for at in range(len(lines)) if self._may_be_heading(at)]
        # Sections of an appendix have pages of their own; a plan within an article has not.
        self.has_sections = whole or root.level is Level.ARTICLE
        self.last_article: str | None = None
        self.titled = have_titles(lines, quoted)
        self.titled_below = have_titles_below(lines, quoted)

    def read(self) -> None:
        self._find_quotations(0)
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.table is not None:
                add_table(self.path[-1], line.table, line.source, self.addresses)
            elif heading := self._heading(at):
                at = self._open_heading(heading, at)
                self._find_quotations(at + 1)
            elif self._is_quoted(at) or not self._open_numbered(at):
                self._add_text(line, is_quoted=self._is_quoted(at))
            at += 1

    def _add_text(self, line: Line, *, is_quoted: bool) -> None:
        holder = self.path[-1]
        if not is_quoted and line.level is None and holder.eid:
            self.doubts.of_text(line, holder.eid)
        add_text(holder, line.text, line.source, self.addresses)

    def _find_quotations(self, start: int) -> None:
        """Mark what is quoted from line `start` to the next heading."""
        own = self.path[-1].lines
        later = range(bisect_left(self.candidates, start), len(self.candidates))
        places = (self.candidates[place] for place in later)
        stop = next((at for at in places if self._heading(at)), len(self.lines))
        texts = [*own, *(line.text for line in self.lines[start:stop])]
        found = find_quotations(texts, bounded=True).quoted
        self.quoted_in_body[start:stop] = found[len(own) :]

    def _is_quoted(self, at: int) -> bool:
        return self.quoted_in_body[at] and self.lines[at].level is None

    def _may_be_heading(self, at: int) -> bool:
        line = self.lines[at]
        if not self.whole or line.table is not None or self.quoted[at]:
            return False
        return line.level is not None or line.text.startswith(HEADING_INITIALS)

    def _heading(self, at: int) -> Label | None:
        if not self._may_be_heading(at):
            return None
        line = self.lines[at]
        return read_heading(line.text, self.last_article, line.level)

    def _open_heading(self, found: Label, at: int) -> int:
        """Open what the label names; return the last line of its heading."""
        self._close_down_to(found.level.rank)
        if found.level is Level.ARTICLE:
            return self._open_article(found, at)
        self.orders.check_heading(found, self._counted_in(found.level), self.lines[at].source)
        draft = self._open(found, self.lines[at].source)
        parts = [found.rest] if found.rest else []
        while at + 1 < len(self.lines) and self._continues_heading(at + 1, begun=bool(parts)):
            at += 1
            parts.append(self.lines[at].text)
            draft.sources.append(self.lines[at].source)
        draft.heading = " ".join(parts)
        return at

    def _continues_heading(self, at: int, *, begun: bool) -> bool:
        line = self.lines[at]
        if line.table is not None or self.quoted[at] or line.level or self._heading(at):
            return False
        if may_hold_numbers(self.path[-1].eid) and read_roman_section(line.text, None):
            return False
        goes_on = line.text[:1].islower() and not read_point(line.text, None)
        return is_capitals(line.text) or goes_on or not begun

    def _counted_in(self, level: Level) -> str:
        """The address within which parts, chapters or sections are counted."""
        holder = self.path[-1] if level in (Level.SECTION, Level.SUBSECTION) else self.path[0]
        return holder.eid

    def _open_article(self, found: Label, at: int) -> int:
        source = self.lines[at].source
        self.orders.check(found, "", source, self.lines[at].text)
        self.doubts.of_article(self.lines[at - 1].text if at else "", self.lines[at])
        self.last_article = arabic(found.number)
        draft = self._open(found, source)
        has_body = at + 1 < len(self.lines) and not self._heading(at + 1)
        if self._open_within(draft, found, at):
            return at
        if is_title(found.rest, titled=self.titled, has_body=has_body):
            draft.heading, at = self._whole_title(found.rest, at)
        elif found.rest:
            draft.lines.append(found.rest)
        elif self.titled_below and is_title_below(self.lines, self.quoted, at):
            draft.heading = self.lines[at + 1].text
            draft.sources.append(self.lines[at + 1].source)
            return at + 1
        return at

    def _whole_title(self, title: str, at: int) -> tuple[str, int]:
        """A title with what a line break in the middle of its paragraph parted from it."""
        source = self.lines[at].source
        while at + 1 < len(self.lines) and self.lines[at + 1].source == source:
            text = self.lines[at + 1].text
            if not text[:1].islower() or read_point(text, None):
                break
            title, at = f"{title} {text}", at + 1
        return title, at

    def _open_within(self, draft: Draft, found: Label, at: int) -> bool:
        """Open the first clause or point where it stands on the line of its own heading."""
        inner = read_clause(found.rest, None) if found.level is Level.ARTICLE else None
        inner = inner or read_point(found.rest, None)
        if not inner or inner.unusual or inner.number not in ("1", "a"):
            return False
        self.orders.check(inner, draft.eid, self.lines[at].source, found.rest)
        opened = self._open(inner, self.lines[at].source)
        if not self._open_within(opened, inner, at):
            opened.lines.append(inner.rest)
        return True

    def _open_numbered(self, at: int) -> bool:
        """Open a Roman section, clause or point, if the line begins one where one may stand."""
        text = self.lines[at].text
        holder = self._holder()
        if not may_hold_numbers(holder.eid) and (holder.eid or not self.whole):
            return False
        said = self.lines[at].level
        if said in (Level.CLAUSE, Level.POINT, Level.INTRO):
            return self._open_as(said, at)
        if self._open_roman_section(at):
            return True
        in_point = self.path[-1].level is Level.POINT
        last = holder.last(Level.CLAUSE)
        clause = read_clause(text, *last, in_point=in_point)
        if clause and not (clause.unusual and self._is_form(holder, text)):
            self._open_line(holder, clause, at)
            return True
        container = self._clause() or holder
        last = container.last(Level.POINT)
        point = read_point(text, *last, in_point=in_point)
        if point and not self._is_sub_list(point, container, at):
            self._open_line(container, point, at)
            return True
        return False

    def _is_form(self, holder: Draft, text: str) -> bool:
        """In a form "1 Tên cơ quan" explains a note; only a law may have forgotten the dot."""
        return _is_in_appendix(holder.eid) or goes_on_a_list(text, self.path[-1].lines)

    def _open_as(self, said: Level, at: int) -> bool:
        """Open the clause or point that a person has said the line is."""
        line, container = self.lines[at], self._holder()
        found = read_as(said, line.text)
        if found is None:
            return False
        if said is Level.POINT:
            container = self._clause() or container
        self._open_line(container, found, at)
        return True

    def _open_roman_section(self, at: int) -> bool:
        line = self.lines[at]
        if not self.has_sections or line.text[0] not in "IVX":
            return False
        parent = self._holder()
        if parent.level is Level.SECTION and len(self.path) > 1:
            parent = self.path[self.path.index(parent) - 1]
        found = read_roman_section(line.text, parent.last_number(Level.SECTION))
        if not found or parent.has(Level.CLAUSE):
            return False
        while self.path[-1] is not parent:
            self.path.pop()
        draft = self._open(found, line.source)
        if is_capitals(found.rest) or not ends_sentence(found.rest):
            draft.heading = found.rest
        else:
            draft.lines.append(found.rest)
        if not is_within_article(draft.eid):
            self._find_quotations(at + 1)
        return True

    def _open_line(self, container: Draft, found: Label, at: int) -> None:
        line = self.lines[at]
        while self.path[-1] is not container:
            self.path.pop()
        self.orders.check(found, container.eid, line.source, line.text)
        opened = self._open(found, line.source)
        if found.level is Level.POINT or not self._open_within(opened, found, at):
            opened.lines.append(found.rest)

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

    def _is_sub_list(self, point: Label, container: Draft, at: int) -> bool:
        if point.number != "i" or container.last_number(Level.POINT) == "h":
            return False
        texts = (line.text for line in self.lines[at + 1 :])
        following = next((text for text in texts if _is_labelled(text)), "")
        return following.startswith("ii)")


def may_hold_numbers(eid: str) -> bool:
    """Whether clauses and points may stand below: in an article, an annex, a section at the top."""
    return eid.startswith(("art", "app", "att", "sec"))


def _is_in_appendix(eid: str) -> bool:
    return eid.startswith("app")


def _is_labelled(text: str) -> bool:
    labels = read_heading(text), read_clause(text, None), read_point(text, None)
    return any(labels) or text.startswith("ii)")


def _is_numbered_line(draft: Draft) -> bool:
    return draft.level in (Level.CLAUSE, Level.POINT)
