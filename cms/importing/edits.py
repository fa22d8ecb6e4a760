"""A person's corrections of how a law's lines are divided: their level, split, join; never text."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from cms.structure.labels import read_as
from cms.structure.levels import ANNEXED, Level
from cms.structure.outline import Line

# What a line can be said to be without beginning with a number of that level.
UNNUMBERED = (Level.PREAMBLE, Level.INTRO, *ANNEXED)

Kind = Literal["level", "split", "join"]
Reason = Literal[
    "no_such_line", "table", "no_number", "text_changed", "nothing_parted", "no_next", "no_article"
]


class EditRefused(Exception):
    """`reason` says why a correction does not apply."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Edit:
    """`key` names the line; `level` is a level's name, empty for what the line itself tells;
    `places` are where in its text it is parted."""

    kind: Kind
    key: str
    level: str = ""
    places: tuple[int, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class KeyedLine:
    """A line with a name that later edits keep: its place as read, then where it was parted."""

    key: str
    line: Line


def edits_from_data(data: Sequence[dict[str, Any]]) -> list[Edit]:
    return [Edit(**{**item, "places": tuple(item["places"])}) for item in data]


def apply_edits(lines: Sequence[Line], edits: Sequence[Edit]) -> list[KeyedLine]:
    """The lines after all edits, in order.

    Raises:
        EditRefused: one of them does not apply.
    """
    edited = [KeyedLine(str(at), line) for at, line in enumerate(lines)]
    for edit in edits:
        edited = _apply(edited, edit)
    return edited


def applicable(lines: Sequence[Line], edits: Sequence[Edit]) -> list[Edit]:
    """The edits without those that do not apply: they were made on what another one had made."""
    kept: list[Edit] = []
    edited = apply_edits(lines, [])
    for edit in edits:
        try:
            edited = _apply(edited, edit)
        except EditRefused:
            continue
        kept.append(edit)
    return kept


def find_places(text: str, parted: str) -> tuple[int, ...]:
    """Where a line is parted, from its text written with line breaks between its parts.

    Raises:
        EditRefused: something else was changed, or there is no break.
    """
    parts = [part for part in parted.splitlines() if part.strip()]
    if _letters("".join(parts)) != _letters(text):
        raise EditRefused("text_changed")
    if len(parts) < 2:
        raise EditRefused("nothing_parted")
    return tuple(_places(text, parts))


def _apply(lines: list[KeyedLine], edit: Edit) -> list[KeyedLine]:
    at = next((at for at, item in enumerate(lines) if item.key == edit.key), None)
    if at is None:
        raise EditRefused("no_such_line")
    item = lines[at]
    if item.line.table is not None:
        raise EditRefused("table")
    if edit.kind == "level":
        return [*lines[:at], _with_level(item, edit.level), *lines[at + 1 :]]
    if edit.kind == "split":
        return [*lines[:at], *_parts(item, edit.places), *lines[at + 1 :]]
    if at + 1 == len(lines):
        raise EditRefused("no_next")
    return [*lines[:at], _joined(item, lines[at + 1]), *lines[at + 2 :]]


def _with_level(item: KeyedLine, name: str) -> KeyedLine:
    level = Level(name) if name else None
    if level and level not in UNNUMBERED and read_as(level, item.line.text) is None:
        raise EditRefused("no_number")
    return replace(item, line=replace(item.line, level=level))


def _parts(item: KeyedLine, places: tuple[int, ...]) -> Iterator[KeyedLine]:
    text = item.line.text
    for start, stop in zip((0, *places), (*places, len(text)), strict=True):
        part = text[start:stop].strip()
        if not part:
            raise EditRefused("nothing_parted")
        first = start == 0
        yield KeyedLine(
            item.key if first else f"{item.key}.{start}",
            replace(
                item.line,
                text=part,
                level=item.line.level if first else None,
                remarks=item.line.remarks if first else (),
            ),
        )


def _joined(item: KeyedLine, following: KeyedLine) -> KeyedLine:
    if following.line.table is not None:
        raise EditRefused("table")
    line = replace(
        item.line,
        text=f"{item.line.text} {following.line.text}",
        remarks=item.line.remarks + following.line.remarks,
    )
    return replace(item, line=line)


def _letters(text: str) -> str:
    return "".join(text.split())


def _places(text: str, parts: Sequence[str]) -> Iterator[int]:
    """After how many characters of the text each part but the last ends."""
    letters = [at for at, character in enumerate(text) if not character.isspace()]
    passed = 0
    for part in parts[:-1]:
        passed += len(_letters(part))
        yield letters[passed]
