"""What the comparison of two versions shows: counts by chapter, and each change with its places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import VersionPage
from cms.structure.address import citation
from cms.structure.comparison import Change, Item, Verdict
from cms.structure.difference import Change as Stretch
from consultation.models.compared import Compared
from consultation.rendering.change import marks_apart
from consultation.rendering.comparison import division_name
from consultation.rendering.explanation import is_rewritten

PAGE = 60
# The value of a filter for what stands in no chapter.
OUTSIDE = "ngoai-chuong"
WORDS = {
    Verdict.CHANGED: pgettext_lazy("fate of a provision", "Changed"),
    Verdict.ADDED: pgettext_lazy("fate of a provision", "Added"),
    Verdict.DELETED: pgettext_lazy("fate of a provision", "Deleted"),
    Verdict.MOVED: pgettext_lazy("fate of a provision", "Moved"),
    Verdict.RENUMBERED: pgettext_lazy("fate of a provision", "Renumbered"),
    Verdict.SPLIT: pgettext_lazy("fate of a provision", "Split"),
    Verdict.MERGED: pgettext_lazy("fate of a provision", "Merged"),
    Verdict.SAME: pgettext_lazy("fate of a provision", "Unchanged"),
}
_TONES = {Verdict.ADDED: "good", Verdict.DELETED: "del", Verdict.SAME: ""}


@dataclass(frozen=True)
class Place:
    label: str
    url: str


@dataclass(frozen=True)
class ShownChange:
    """`parts` is both wordings in one text; `before` and `after` are each for itself."""

    verdict: Verdict
    old: Sequence[Place]
    new: Sequence[Place]
    parts: Sequence[Stretch]
    before: Sequence[Stretch]
    after: Sequence[Stretch]

    @property
    def word(self) -> str:
        return str(WORDS[self.verdict])

    @property
    def tone(self) -> str:
        return tone_of(self.verdict)

    @property
    def keeps_its_place(self) -> bool:
        return [place.label for place in self.old] == [place.label for place in self.new]


def comparison_context(
    compared: Compared,
    old: VersionPage,
    new: VersionPage,
    *,
    everything: bool,
    division: str,
    page: str | None,
    query: dict[str, str],
) -> dict[str, Any]:
    changes = [
        change
        for change in compared.comparison.changes
        if (everything or change.verdict is not Verdict.SAME)
        and division in ("", _key(change.division))
    ]
    shown = Paginator(changes, PAGE).get_page(page)
    old_url, new_url = old.get_url() or "", new.get_url() or ""
    rows = _rows(compared, query)
    return {
        "totals": _totals(compared),
        "rows": rows,
        "chosen": next((row for row in rows if row["key"] == division), None),
        "all_url": "?" + urlencode(query),
        "page": shown,
        "changes": [
            _shown(
                change,
                old=_places(change.old, compared.old_pages, old_url),
                new=_places(change.new, compared.new_pages, new_url),
            )
            for change in shown
        ],
    }


def changed_count(compared: Compared) -> int:
    return sum(change.verdict is not Verdict.SAME for change in compared.comparison.changes)


def tone_of(verdict: Verdict) -> str:
    """The colour of its tag, which only seconds the word."""
    return _TONES.get(verdict, "part")


def marked_parts(change: Change) -> Sequence[Stretch]:
    """Both wordings in one text, what differs marked."""
    return marks_apart(_parts(change))


def _totals(compared: Compared) -> list[dict[str, Any]]:
    counts = compared.comparison.counts
    return [{"label": word, "value": counts[verdict]} for verdict, word in WORDS.items()]


def _rows(compared: Compared, query: dict[str, str]) -> list[dict[str, Any]]:
    """The change list: a line for each chapter, leading to its changes."""
    return [
        {
            "key": _key(counts.division),
            "label": division_name(counts.division) if counts.division else _("Outside chapters"),
            "url": "?" + urlencode({**query, "chuong": _key(counts.division)}),
            "counts": [counts.counts[verdict] for verdict in WORDS],
            "changed": counts.changed,
        }
        for counts in compared.comparison.per_division()
    ]


def _key(division: Item | None) -> str:
    return division.eid if division else OUTSIDE


def _places(items: Iterable[Item], pages: dict[str, str], start: str) -> list[Place]:
    return [Place(_label(item), f"{start}{pages[item.eid]}/#{item.eid}") for item in items]


def _label(item: Item) -> str:
    name = citation(item.eid)
    return name[:1].upper() + name[1:]


def _shown(change: Change, *, old: Sequence[Place], new: Sequence[Place]) -> ShownChange:
    parts = _parts(change)
    before = marks_apart(part for part in parts if part[0] != "ins")
    after = marks_apart(part for part in parts if part[0] != "del")
    return ShownChange(change.verdict, old, new, marks_apart(parts), before, after)


def _parts(change: Change) -> list[Stretch]:
    if not change.is_reworded:
        return [("same", change.new_wording)]
    difference = change.difference()
    if change.old and change.new and is_rewritten(difference):
        return [("del", change.old_wording), ("same", "\n"), ("ins", change.new_wording)]
    return difference
