"""What the address of the search page says, as a query and back; how a search is kept."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from search.models import Frequency
from search.query import ALL_FACETS, LONGEST_QUERY, SearchQuery, Sort

SORTS: dict[Sort, Any] = {
    "relevance": _("Best match first"),
    "newest": _("Newest first"),
    "position": _("In the order of the law"),
}
# As it is written, and as addresses keep it.
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
YEARS = range(1945, 2201)
MOST_CHOSEN = 50


def day_field(label: Any) -> forms.DateField:
    """Day, month, year, whatever language the browser has."""
    hints = {"placeholder": _("day/month/year"), "autocomplete": "off"}
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs=hints),
        input_formats=list(DAY_FORMATS),
        error_messages={"invalid": _("Write the day like 31/12/2026.")},
    )


class SearchForm(forms.Form):
    """The facets are no fields: their values come with the results."""

    q = forms.CharField(
        label=_("Words to find"),
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "maxlength": LONGEST_QUERY,
                "autocomplete": "off",
                "enterkeyhint": "search",
                "data-search": True,
                "data-suggest": reverse_lazy("suggestions"),
                "data-suggested": _("Suggestions: choose with the arrow keys"),
            }
        ),
    )
    sort = forms.ChoiceField(label=_("Order"), choices=[*SORTS.items()])
    since = day_field(_("From the day"))
    until = day_field(_("To the day"))


class SavedSearchForm(forms.Form):
    name = forms.CharField(label=_("Name of the search"), max_length=120)
    frequency = forms.ChoiceField(
        label=_("Mail about what is new"),
        choices=Frequency.choices,
        initial=Frequency.NONE,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )


def read_query(address: QueryDict) -> SearchQuery:
    """Anything unknown in the address is left out."""
    wanted = address.get("sort")
    return SearchQuery(
        text=address.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY],
        facets={name: tuple(address.getlist(name)[:MOST_CHOSEN]) for name in ALL_FACETS},
        since=_read_day(address.get("since", "")),
        until=_read_day(address.get("until", "")),
        sort=next((sort for sort in SORTS if sort == wanted), "relevance"),
        after=address.get("after", ""),
    )


def write_query(query: SearchQuery, **more: str) -> str:
    """The query as `read_query` reads it; a page begins anew."""
    return urlencode([*_pairs(query), *more.items()])


def _pairs(query: SearchQuery) -> Iterator[tuple[str, str]]:
    yield "q", query.text
    for name, values in query.facets.items():
        for value in values:
            yield name, value
    for key, day in (("since", query.since), ("until", query.until)):
        if day:
            yield key, day.isoformat()
    if query.sort != "relevance":
        yield "sort", query.sort


def _read_day(typed: str) -> date | None:
    for written in DAY_FORMATS:
        try:
            day = datetime.strptime(typed.strip()[:10], written).date()  # noqa: DTZ007  a day
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None
