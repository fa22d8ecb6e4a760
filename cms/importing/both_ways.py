"""A file with tracked changes, read both ways: what a person chooses between."""

from typing import Any, TypedDict

from cms.structure.address import citation
from cms.structure.comparison import Change, Item, Verdict, compare
from cms.structure.levels import Level
from cms.structure.outline import Outline

# So many places are shown with their words; the number of the others is said.
SHOWN = 60


class Place(TypedDict):
    """One provision that reads differently: its words accepted and rejected, "" where it is not."""

    name: str
    accepted: str
    rejected: str


class BothWays(TypedDict):
    """How many of each level either way, the places that differ, and how many more there are."""

    accept: dict[str, int]
    reject: dict[str, int]
    places: list[Place]
    more: int


def both_ways(accepted: Outline, rejected: Outline) -> BothWays:
    changes = compare(_items(rejected), _items(accepted)).changes
    differing = [change for change in changes if change.verdict is not Verdict.SAME]
    return {
        "accept": accepted.counts,
        "reject": rejected.counts,
        "places": [_place(change) for change in differing[:SHOWN]],
        "more": max(0, len(differing) - SHOWN),
    }


def _place(change: Change) -> Place:
    named = (change.new or change.old)[0]
    return {
        "name": citation(named.eid),
        "accepted": change.new_wording,
        "rejected": change.old_wording,
    }


def _items(outline: Outline) -> list[Item]:
    return [
        Item(node.eid, Level(node.level), node.number, node.heading, _words(node))
        for node in outline.walk()
    ]


def _words(node: Any) -> str:
    rows = (" | ".join(map(str, row)) for row in node.table or ())
    return "\n".join(filter(None, (node.text, *rows)))
