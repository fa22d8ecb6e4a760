"""The text of a law as it is printed on a screen: clause by clause, with its marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from cms.models import Provision, ProvisionText
from cms.structure.address import citation
from cms.structure.levels import Level
from cms.structure.outline import Node
from consultation.models import Erratum, Voices

# "open" and "close" hold nothing: they stand around a line that is quoted from another law, and
# "turn" is the break after it, where the line has a block of its own.
Piece = tuple[Literal["text", "mark", "break", "open", "close", "turn"], str]
Span = tuple[int, int]

SILENCE = Voices(None, None)

# How deep a line is set in. A point below a point, as in some appendices, is set in twice.
_CLASSES = {1: "point", 2: "subpoint"}


@dataclass(frozen=True)
class Clause:
    """One provision of a page; `pieces` together are exactly its stored text.

    `eid` is also the id of its paragraph; without `uid` it is a preview nobody can speak of yet.
    """

    eid: str
    level: str
    heading: str
    marker: str
    pieces: tuple[Piece, ...]
    table: Sequence[Sequence[str]]
    css: str
    uid: UUID | None = None
    voices: Voices = SILENCE
    is_open: bool = False
    errata: Sequence[Erratum] = ()

    @property
    def name(self) -> str:
        """As lawyers write it: "khoản 2 Điều 5"."""
        return citation(self.eid)

    @property
    def has_text(self) -> bool:
        return bool(self.pieces)


def clauses_of(
    provisions: Iterable[Provision],
    *,
    voices: dict[int | None, Voices],
    opened: str = "",
    quoted: Sequence[Span] = (),
    errata: Mapping[int, Sequence[Erratum]] | None = None,
) -> list[Clause]:
    """Published provisions; `quoted` are spans of the text of the one that is `opened`.

    `errata` are kept by provision id.
    """
    clauses = []
    for provision in provisions:
        if provision.current_text is None:
            continue
        is_open = provision.eid == opened
        clause = _clause(provision.current_text, provision.eid, quoted if is_open else ())
        clauses.append(
            replace(
                clause,
                uid=provision.uid,
                voices=voices.get(provision.pk, clause.voices),
                is_open=is_open,
                errata=(errata or {}).get(provision.pk, ()),
            )
        )
    return clauses


def previewed_clauses(nodes: Iterable[Node]) -> list[Clause]:
    """What a page will say once it is published."""
    return [_clause(node, node.eid, ()) for node in nodes]


def heading_of(clause: Clause) -> str:
    """The label as printed, then the heading: "Chương II. TRÌNH TỰ LẤY Ý KIẾN"."""
    marker, heading = clause.marker.strip(), clause.heading.strip()
    if marker and heading and marker[-1] not in ".:)-–":
        marker += "."
    return f"{marker} {heading}".strip()


def pieces_of(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """The text in reading order; spans may overlap and are counted in code points."""
    at = 0
    for start, end in _merged(spans, len(text)):
        yield from _lines("text", text[at:start])
        yield from _lines("mark", text[start:end])
        at = end
    yield from _lines("text", text[at:])


def set_off(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The lines that stand in quotation marks, as in amending laws, marked as such."""
    depth, lines = 0, _by_line(pieces)
    for at, line in enumerate(lines):
        text = "".join(words for _kind, words in line)
        quoted = depth > 0 or text.lstrip().startswith("“")
        depth = max(depth + text.count("“") - text.count("”"), 0)
        if quoted:
            line = [("open", ""), *line, ("close", "")]
        yield from line
        if at < len(lines) - 1:
            yield ("turn" if quoted else "break", "\n")


def _by_line(pieces: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece[0] == "break":
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def _clause(source: ProvisionText | Node, eid: str, spans: Sequence[Span]) -> Clause:
    return Clause(
        eid=eid,
        level=str(source.level),
        heading=source.heading,
        marker=source.marker,
        pieces=tuple(set_off(pieces_of(source.text, spans))),
        table=source.table or (),
        css=_css(eid, source.text),
    )


def _css(eid: str, text: str) -> str:
    if eid.startswith("preamble") and text.startswith(("Căn cứ", "Theo đề nghị", "Xét ")):
        return "basis"
    return _CLASSES.get(min(eid.count(f"__{Level.POINT}_"), 2), "")


def _merged(spans: Sequence[Span], length: int) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= length:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _lines(kind: Literal["text", "mark"], text: str) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield ("break", "\n")
        if line:
            yield (kind, line)
