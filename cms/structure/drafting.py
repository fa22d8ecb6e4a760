"""Nodes while they are being written: drafts with their lines, frozen into a tree at the end."""

from dataclasses import dataclass, field

from .address import WRAP_UP, address, citation, step
from .levels import Level
from .tree import Node, OutlineWarning, Table

_NUMBERED_LINES = (Level.CLAUSE, Level.POINT)


@dataclass
class Draft:
    eid: str
    level: Level
    number: str = ""
    marker: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    children: list["Draft"] = field(default_factory=list)
    table: Table | None = None

    def last_number(self, level: Level) -> str | None:
        """The number of the latest child of that level."""
        return next((c.number for c in reversed(self.children) if c.level is level), None)

    def last(self, level: Level) -> tuple[str | None, str]:
        """The number and the print of the latest child of that level."""
        latest = next((c for c in reversed(self.children) if c.level is level), None)
        return (latest.number, latest.marker) if latest else (None, "")

    def has(self, *levels: Level) -> bool:
        return any(child.level in levels for child in self.children)

    def freeze(self) -> Node:
        children = [child.freeze() for child in self.children]
        text, sources = "\n".join(self.lines), tuple(dict.fromkeys(self.sources))
        # People comment on the introductory paragraph of an article as such, so it has an address.
        if text and self.level not in _NUMBERED_LINES and self.has(*_NUMBERED_LINES):
            eid = f"{self.eid}__{step(Level.INTRO)}"
            children.insert(0, Node(eid, Level.INTRO, text=text, source=sources))
            text = ""
        return Node(
            eid=self.eid,
            level=self.level,
            number=self.number,
            heading=self.heading,
            text=text,
            children=tuple(children),
            source=sources,
            table=self.table,
            marker=self.marker,
        )


class Addresses:
    """The addresses given in one document: a repeated number takes -2, -3 in reading order."""

    def __init__(self, warnings: list[OutlineWarning]) -> None:
        self.warnings = warnings
        self._given: dict[str, int] = {}

    def give(self, parent: str, level: Level, number: str, line: int, *, prefix: str = "") -> str:
        eid = address(parent, level, step(level, number, prefix=prefix))
        times = self._given[eid] = self._given.get(eid, 0) + 1
        if times == 1:
            return eid
        if level is not Level.INTRO:
            self.warn(
                "number_repeated",
                line,
                f"{citation(eid)} xuất hiện {times} lần; lần này được ghi địa chỉ riêng.",
            )
        return f"{eid}-{times}"

    def warn(self, code: str, line: int, message: str) -> None:
        self.warnings.append(OutlineWarning(code, line, message[:1].upper() + message[1:]))


def add_text(draft: Draft, text: str, source: int, addresses: Addresses) -> None:
    """A line without a label; after a table it starts a paragraph of its own, in reading order."""
    if not draft.children:
        draft.lines.append(text)
        draft.sources.append(source)
        return
    last = draft.children[-1]
    if last.level is not Level.INTRO:
        number = str(1 + sum(child.level is Level.INTRO for child in draft.children))
        eid = addresses.give(draft.eid, Level.INTRO, number, source, prefix=WRAP_UP)
        last = Draft(eid, Level.INTRO)
        draft.children.append(last)
    last.lines.append(text)
    last.sources.append(source)


def add_table(draft: Draft, table: Table, source: int, addresses: Addresses) -> None:
    number = str(1 + sum(child.level is Level.TABLE for child in draft.children))
    eid = addresses.give(draft.eid, Level.TABLE, number, source)
    draft.children.append(Draft(eid, Level.TABLE, number, table=table, sources=[source]))
