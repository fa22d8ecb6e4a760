"""How a result is narrowed down: facets, what is chosen, what could be left out."""

from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.advice import WayOut
from search.finder import Choice, Page
from search.forms import write_query
from search.query import Facet, SearchQuery

# A longer facet shows so many; the rest opens at a press.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with an id that may stand in HTML, whatever its value is."""

    choice: Choice
    id: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    name: Facet
    label: str
    first: list[Option]
    rest: list[Option]

    @property
    def number(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Chip:
    """What is chosen, in words, and the address without it."""

    facet: str
    label: str
    address: str


def facet_labels() -> dict[Facet, str]:
    return {
        "kind": _("What"),
        "draft": _("Draft law"),
        "document_type": _("Type of document"),
        "field": pgettext("of law", "Field"),
        "agency": _("Agency"),
        "year": _("Year"),
        "opinion_kind": _("Kind of opinion"),
        "answer": _("What became of it"),
    }


def facets_of(page: Page) -> list[FacetBox]:
    """Facets that tell something apart; the chosen values stand first."""
    boxes = []
    for name, label in facet_labels().items():
        choices = page.facets.get(name, [])
        if len(choices) < 2 and not any(choice.chosen for choice in choices):
            continue
        ordered = sorted(choices, key=_newest_year if name == "year" else _chosen_first)
        options = [Option(choice, f"{name}-{_mark(choice.value)}") for choice in ordered]
        boxes.append(FacetBox(name, label, options[:SHOWN], options[SHOWN:]))
    return boxes


def removable(query: SearchQuery, page: Page) -> list[Chip]:
    """Every chosen value and day, each with the way back."""
    labels = facet_labels()
    chips = []
    for name, choices in page.facets.items():
        for choice in choices:
            if choice.chosen:
                left = tuple(v for v in query.facets.get(name, ()) if v != choice.value)
                without = replace(query, facets={**query.facets, name: left})
                chips.append(Chip(labels[name], choice.label, write_query(without)))
    if query.since:
        chips.append(
            Chip(_("From the day"), _day(query.since), write_query(replace(query, since=None)))
        )
    if query.until:
        chips.append(
            Chip(_("To the day"), _day(query.until), write_query(replace(query, until=None)))
        )
    return chips


def way_labels(ways: list[WayOut]) -> list[dict[str, object]]:
    labels = facet_labels()
    words = {
        "quotes": lambda way: _("Without quotation marks"),
        "facet": lambda way: _("Without narrowing by “%(facet)s”") % {"facet": labels[way.facet]},
        "days": lambda way: _("Without the days"),
        "all": lambda way: _("Without all of this"),
        "place": lambda way: way.query.text,
    }
    return [
        {"label": words[way.drop](way), "total": way.total, "address": write_query(way.query)}
        for way in ways
    ]


def _chosen_first(choice: Choice) -> tuple[bool, int]:
    return not choice.chosen, -choice.count


def _newest_year(choice: Choice) -> tuple[bool, int]:
    return not choice.chosen, -int(choice.value)


def _mark(value: str) -> str:
    return value if value.isalnum() and value.isascii() else f"{crc32(value.encode()):x}"


def _day(day: date) -> str:
    return date_format(day, "d/m/Y")
