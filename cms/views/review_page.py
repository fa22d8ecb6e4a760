"""What the review of an import shows: the outline beside the lines, linked both ways."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.forms.line_edit import LEVEL_NAMES, LineForm, line_form
from cms.importing.edits import KeyedLine, edits_from_data
from cms.importing.keeping import lines_of, outline_of
from cms.models import DraftImport, VersionPage
from cms.structure.difference import Change as Stretch
from cms.structure.difference import word_difference
from cms.structure.levels import Level
from cms.structure.outline import Node, Outline, OutlineWarning
from cms.structure.tree import count_levels, own_structure

# So many articles are seen at a glance; more are closed by chapter.
SEEN_AT_ONCE = 40


@dataclass(frozen=True)
class ReviewLine:
    """`paragraph` counts from 1 as people do; `eid` is the provision that the line stands in;
    each warning has its number in the list of all."""

    key: str
    anchor: str
    paragraph: int
    text: str
    table: tuple[tuple[str, ...], ...] | None
    eid: str
    is_edited: bool
    warnings: list[tuple[int, OutlineWarning]]


@dataclass(frozen=True)
class ReviewEdit:
    number: int
    kind: str
    level: Any
    text: str


def review_context(
    kept: DraftImport, *, opened: str = "", form: LineForm | None = None
) -> dict[str, Any]:
    """`opened` is the line at which the form for corrections stands."""
    outline, keyed = outline_of(kept), lines_of(kept)
    opened = "" if kept.version_id else opened
    at_line = next((item for item in keyed if item.key == opened and not item.line.table), None)
    return {
        "kept": kept,
        "outline": outline,
        "lines": list(_lines(keyed, outline)),
        "edits": list(_edits(kept)),
        "opened": at_line.key if at_line else "",
        "line_form": form or (line_form(at_line) if at_line else None),
        "annexes": [(node, _counts(node)) for node in outline.annexes],
        "is_long": outline.counts["article"] > SEEN_AT_ONCE,
    }


def differing_places(kept: DraftImport) -> list[tuple[str, list[Stretch]]]:
    """Where accepting and rejecting the tracked changes differ: each place, and how, in words."""
    both = kept.both_ways or {"places": []}
    return [
        (place["name"], word_difference(place["rejected"], place["accepted"]))
        for place in both["places"]
    ]


def told_of(kept: DraftImport, version: VersionPage) -> str:
    """What was made of a file, how many of each, and the way to read it or to publish it."""
    counts = outline_of(kept).counts
    made = _(
        "“%(title)s”, %(version)s, is made of the file. Articles: %(article)d,"
        " clauses: %(clause)d, points: %(point)d."
    ) % {"title": version.draft.title, "version": version.title, **counts}
    if version.live:
        return format_html('{} <a href="{}">{}</a>', made, version.get_url(), _("Read it"))
    waiting = reverse("publish_all_below", args=[version.pk])
    said = _("Its pages wait: nothing is public yet.")
    return format_html('{} {} <a href="{}">{}</a>', made, said, waiting, _("Publish it"))


def _counts(annex: Node) -> dict[str, int]:
    return count_levels(own_structure(annex.children))


def _lines(keyed: list[KeyedLine], outline: Outline) -> Iterator[ReviewLine]:
    starts = _starts(outline)
    warnings = defaultdict(list)
    for number, warning in enumerate(outline.warnings, start=1):
        warnings[warning.line].append((number, warning))
    eid, told = "", set()
    for item in keyed:
        source = item.line.source
        if begun := starts.get(source):
            eid = begun.pop(0)
        first = source not in told
        told.add(source)
        yield ReviewLine(
            key=item.key,
            anchor=f"p-{source}" if first else f"p-{item.key}",
            paragraph=source + 1,
            text=item.line.text,
            table=item.line.table,
            eid=eid,
            is_edited=item.line.level is not None or "." in item.key,
            warnings=warnings[source] if first else [],
        )


def _starts(outline: Outline) -> dict[int, list[str]]:
    """By paragraph, the provisions that begin there, in reading order."""
    starts: dict[int, list[str]] = defaultdict(list)
    for node in outline.walk():
        if node.source:
            starts[node.source[0]].append(node.eid)
    return starts


def _edits(kept: DraftImport) -> Iterator[ReviewEdit]:
    texts = [item["text"] for item in kept.lines]
    for number, edit in enumerate(edits_from_data(kept.edits)):
        level = LEVEL_NAMES[Level(edit.level)] if edit.level else ""
        text = texts[int(edit.key.split(".")[0])]
        yield ReviewEdit(number, edit.kind, level, text)
