"""The comparison of two versions ("bản so sánh") in three columns: old, new, what changed in words.

Rows are made once; PDF (here) and Word (`comparison_word`) only draw them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any, Literal

from django.template.loader import render_to_string
from weasyprint import HTML

from cms.structure.address import citation
from cms.structure.comparison import Change, Comparison, Item, Verdict
from cms.structure.difference import Change as Stretch

from .cells import Block, Blocks, Column, Run, begin_large, cut, line, stack, unprintable_note
from .explanation import explain, is_rewritten, place_names
from .faces import printable_characters
from .fetcher import ClosedFetcher
from .framing import Band, moment
from .joining import join_cells
from .merging import merge_parts
from .printable import clean_for_print, clean_line
from .vocabulary import enumerate_vi

# Rows drawn at a time: memory grows with them, and tags cost more than their share.
PART = 150
# Characters before a cell becomes two lines: some fifteen lines of its column.
WORDING, EXPLANATION = 620, 320
WHOLE_LAW = "Phần chung của văn bản"


@dataclass(frozen=True)
class ComparedDraft:
    """What a document says above its table; `made_at` is an aware instant."""

    title: str
    old_name: str
    new_name: str
    made_at: datetime


@dataclass(frozen=True)
class ComparedRow:
    """One change: the division it stands in, both wordings with their marks, and the words."""

    division: str
    old_place: str
    new_place: str
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    explanation: tuple[str, ...]


def comparison_rows(
    comparison: Comparison,
    *,
    everything: bool = False,
    said_by: Mapping[str, tuple[Item, ...]] = MappingProxyType({}),
) -> list[ComparedRow]:
    """All that changed, in the order of the new version; `everything` with what did not.

    `said_by`: the provision of an amending law that tells what becomes of an address.
    """
    return [
        _row(change, said_by)
        for change in comparison.changes
        if everything or change.verdict is not Verdict.SAME
    ]


def draw_comparison(
    draft: ComparedDraft,
    rows: Sequence[ComparedRow],
    *,
    tell: Callable[[int], object] = lambda _done: None,
) -> bytes:
    """The PDF; tagged, but no record: it can be drawn again at any time.

    `tell` hears after each part how many rows are drawn.
    """
    printable_characters()
    parts: list[bytes] = []
    pages = 0
    for start in range(0, max(len(rows), 1), PART):
        context = _context(draft, rows, start, first_page=pages + 1)
        page = render_to_string("documents/comparison.html", context)
        document = HTML(string=page, url_fetcher=ClosedFetcher()).render()
        join_cells(document)
        parts.append(document.write_pdf(pdf_variant="pdf/ua-1"))
        pages += len(document.pages)
        tell(min(start + PART, len(rows)))
    return merge_parts(parts)


def division_name(division: Item | None) -> str:
    if division is None:
        return WHOLE_LAW
    name = place_names([division])
    return clean_line(f"{name}. {division.heading}" if division.heading else name)


def _context(
    draft: ComparedDraft, rows: Sequence[ComparedRow], start: int, *, first_page: int
) -> dict[str, Any]:
    part = rows[start : start + PART]
    bands = [
        Band(division, [cells for row in group for cells in _lines(row)], f"band-{start}-{number}")
        for number, (division, group) in enumerate(
            ((name, list(group)) for name, group in groupby(part, lambda row: row.division)), 1
        )
    ]
    if start and rows[start - 1].division == rows[start].division:
        bands[0].label = f"{bands[0].label} (tiếp theo)"
    return {
        "document_title": f"Bản so sánh {draft.title}",
        "draft_name": clean_line(draft.title),
        "old_name": clean_line(draft.old_name),
        "new_name": clean_line(draft.new_name),
        "created": moment(draft.made_at.isoformat()).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "changes": len(rows),
        "bands": bands,
        "first_page": first_page,
    }


def _row(change: Change, said_by: Mapping[str, tuple[Item, ...]]) -> ComparedRow:
    difference = change.difference() if change.is_reworded else _unmarked(change)
    marked = change.old and change.new and not is_rewritten(difference)
    return ComparedRow(
        division_name(change.division),
        place_names(change.old),
        place_names(change.new),
        _side(difference, "del", marked=bool(marked)),
        _side(difference, "ins", marked=bool(marked)),
        (*_told_by(change, said_by), *explain(change, difference)),
    )


def _told_by(change: Change, said_by: Mapping[str, tuple[Item, ...]]) -> Iterator[str]:
    touched = (*change.new, *change.old)
    told = dict.fromkeys(by for item in touched for by in said_by.get(item.eid, ()))
    if told:
        yield f"Theo {enumerate_vi([citation(item.eid) for item in told])} của dự thảo."


def _unmarked(change: Change) -> list[Stretch]:
    """Equal but for its spaces."""
    return [("same", change.new_wording)] if change.new_wording else []


def _side(
    difference: Iterable[Stretch], mark: Literal["del", "ins"], *, marked: bool
) -> tuple[Block, ...]:
    """The wording of one version in paragraphs, what only it has marked."""
    paragraphs: list[list[Run]] = [[]]
    unprintable: list[str] = []
    for kind, text in difference:
        if kind not in ("same", mark):
            continue
        for number, part in enumerate(text.split("\n")):
            if number:
                paragraphs.append([])
            cleaned = clean_for_print(part)
            unprintable += cleaned.unprintable
            words = " ".join(cleaned.paragraphs)
            if words:
                paragraphs[-1] += _spaced(part, words, kind if marked else "same")
    blocks = [Block(tuple(runs)) for runs in paragraphs if runs]
    return (*blocks, *unprintable_note(tuple(dict.fromkeys(unprintable))))


def _spaced(part: str, words: str, kind: Literal["same", "del", "ins"]) -> Iterator[Run]:
    """Marks on words and not on the spaces around them."""
    if part[0].isspace():
        yield ("same", " ")
    yield (kind, words)
    if part[-1].isspace():
        yield ("same", " ")


def _lines(row: ComparedRow) -> list[Any]:
    key = f"{row.old_place}|{row.new_place}"
    columns = [
        _column(f"old|{key}", row.old_place, row.old, WORDING),
        _column(f"new|{key}", row.new_place, row.new, WORDING),
        Column(f"words|{key}", cut([line(words) for words in row.explanation], EXPLANATION)),
    ]
    return stack([columns])


def _column(key: str, place: str, blocks: Blocks, limit: int) -> Column:
    named = (line(begin_large(place), style="verdict"),) if place else ()
    return Column(key, cut((*named, *blocks), limit))
