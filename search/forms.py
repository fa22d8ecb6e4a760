"""What the address of the search page says, as a query."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.engines import FACETS
from search.query import LONGEST_QUERY, SearchQuery, Sort

SORTS: dict[Sort, Any] = {
    "relevance": _("Best match first"),
    "newest": _("Newest first"),
    "position": _("In the order of the law"),
}


class SearchForm(forms.Form):
    """The facets are no fields: their values come with the results."""

    q = forms.CharField(
        label=_("Words to find"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY}),
    )
    sort = forms.ChoiceField(label=_("Order"), choices=[*SORTS.items()])


def read_query(address: QueryDict) -> SearchQuery:
    """Anything unknown in the address is left out."""
    wanted = address.get("sort")
    return SearchQuery(
        text=address.get("q", "").replace("\0", "").strip(),
        facets={name: tuple(address.getlist(name)) for name in FACETS},
        sort=next((sort for sort in SORTS if sort == wanted), "relevance"),
        after=address.get("after", ""),
    )
