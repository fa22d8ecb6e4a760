"""The one screen of the room: what is sought, what is found, how to narrow it down."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.finder import Hit, Page, search
from search.forms import SearchForm, read_query


@require_safe
def show_results(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the results alone."""
    query = read_query(request.GET)
    page = search(request.user, query)
    context = {
        "query": query,
        "page": page,
        "form": SearchForm({"q": query.text, "sort": query.sort}, auto_id="search-%s"),
        "groups": group_hits([hit for hit in page.hits if not hit.approximate]),
        "near_groups": group_hits([hit for hit in page.hits if hit.approximate]),
        "facets": label_facets(page),
    }
    htmx = getattr(request, "htmx", None)
    is_fragment = htmx and not htmx.boosted
    template = "search/_results.html" if is_fragment else "search/results.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def group_hits(hits: list[Hit]) -> list[list[Hit]]:
    """Hits of one article together, at the place of the best of them."""
    first: dict[str, int] = {}
    for at, hit in enumerate(hits):
        first.setdefault(hit.group or f"{hit.kind} {hit.id}", at)

    def place(hit: Hit) -> int:
        return first[hit.group or f"{hit.kind} {hit.id}"]

    return [list(group) for _place, group in groupby(sorted(hits, key=place), key=place)]


def label_facets(page: Page) -> list[dict[str, object]]:
    labels = {
        "kind": _("What"),
        "draft": _("Draft law"),
        "document_type": _("Type of document"),
        "field": _("Field"),
        "agency": _("Agency"),
        "year": _("Year"),
        "opinion_kind": _("Kind of opinion"),
        "answer": _("What became of it"),
    }
    return [
        {"name": name, "label": labels[name], "choices": choices}
        for name, choices in page.facets.items()
        if len(choices) > 1 or any(choice.chosen for choice in choices)
    ]
