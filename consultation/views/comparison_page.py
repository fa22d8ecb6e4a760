"""What the comparison of two versions shows: counts by chapter, and each change with its places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import VersionPage
from cms.structure.address import citation, parent_of
from cms.structure.amending import Amendment, sentence_of
from cms.structure.comparison import Change, Item, Verdict
from cms.structure.difference import Change as Stretch
from consultation.models.compared import Compared, Spot
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
class Fold:
    """What stands unchanged before a change: how much, and the articles it is part of."""

    count: int
    places: Sequence[Place]


@dataclass(frozen=True)
class ShownChange:
    """`parts` is both wordings in one text; `before` and `after` are each for itself.

    `number` counts through all pages. `told` is what an amending law says it by.
    """

    number: int
    verdict: Verdict
    told: Sequence[Place]
    fold: Fold | None
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


@dataclass(frozen=True)
class _Addresses:
    """Where what stands in either version is read."""

    compared: Compared
    old_url: str
    new_url: str

    def of_old(self, items: Iterable[Item]) -> list[Place]:
        spots = self.compared.old_spots
        return [Place(_label(item), self._url(spots[item.eid], self.old_url)) for item in items]

    def of_new(self, items: Iterable[Item]) -> list[Place]:
        spots = self.compared.new_spots
        return [Place(_label(item), self._url(spots[item.eid], self.new_url)) for item in items]

    def of_saying(self, change: Change) -> list[Place]:
        said_by = self.compared.said_by
        touched = (*change.new, *change.old)
        told = [by for one in touched for by in said_by.get(one.eid, ())]
        return [self._of_instruction(item) for item in dict.fromkeys(told)]

    def of_unplaced(self, amendment: Amendment) -> dict[str, Any]:
        return {
            "place": self._of_instruction(amendment.by),
            "says": sentence_of(amendment.by),
            "missing": [citation(eid) for eid in amendment.missing],
        }

    def _of_instruction(self, item: Item) -> Place:
        spot = self.compared.instruction_spots[item.eid]
        return Place(_label(item), self._url(spot, self.new_url))

    def _url(self, spot: Spot, start: str) -> str:
        return f"{self.old_url if spot.in_old else start}{spot.slug}/#{spot.anchor}"


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
    in_sight = [
        change for change in compared.comparison.changes if division in ("", _key(change.division))
    ]
    folded = list(_folded(in_sight, everything=everything))
    shown = Paginator(folded, PAGE).get_page(page)
    addresses = _Addresses(compared, old.get_url() or "", new.get_url() or "")
    rows = _rows(compared, query)
    first = shown.start_index()
    return {
        "totals": _totals(compared),
        "rows": rows,
        "chosen": next((row for row in rows if row["key"] == division), None),
        "all_url": "?" + urlencode(query),
        "page": shown,
        "changes": [
            _shown(change, same, addresses, number)
            for number, (change, same) in enumerate(shown, first)
        ],
        "amends": compared.amends,
        "unplaced": [addresses.of_unplaced(one) for one in compared.unplaced],
        "other_laws": compared.other_laws,
    }


def _folded(
    changes: Iterable[Change], *, everything: bool
) -> Iterator[tuple[Change, list[Change]]]:
    """Each change that is shown, with the unchanged ones before it that are not."""
    same: list[Change] = []
    for change in changes:
        if change.verdict is Verdict.SAME and not everything:
            same.append(change)
            continue
        yield change, same
        same = []


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


def _label(item: Item) -> str:
    name = citation(item.eid)
    return name[:1].upper() + name[1:]


def _shown(
    change: Change, same: Sequence[Change], addresses: _Addresses, number: int
) -> ShownChange:
    parts = _parts(change)
    return ShownChange(
        number=number,
        verdict=change.verdict,
        told=addresses.of_saying(change),
        fold=_fold(same, addresses) if same else None,
        old=addresses.of_old(change.old),
        new=addresses.of_new(change.new),
        parts=marks_apart(parts),
        before=marks_apart(part for part in parts if part[0] != "ins"),
        after=marks_apart(part for part in parts if part[0] != "del"),
    )


def _fold(same: Sequence[Change], addresses: _Addresses) -> Fold:
    """Named by what is not inside another of them: an article and not its clauses."""
    items = [change.new[0] for change in same]
    eids = {item.eid for item in items}
    outer = [item for item in items if not _stands_in(item.eid, eids)]
    return Fold(len(same), addresses.of_new(outer))


def _stands_in(eid: str, others: set[str]) -> bool:
    while eid := parent_of(eid):
        if eid in others:
            return True
    return False


def _parts(change: Change) -> list[Stretch]:
    if not change.is_reworded:
        return [("same", change.new_wording)]
    difference = change.difference()
    if change.old and change.new and is_rewritten(difference):
        return [("del", change.old_wording), ("same", "\n"), ("ins", change.new_wording)]
    return difference
