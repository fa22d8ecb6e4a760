"""What is sought, what is found, how to narrow it down."""

from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search.advice import ways_out
from search.finder import Page, search
from search.forms import SearchForm, read_query, write_query
from search.query import SearchQuery
from search.views.narrowing import facets_of, removable, way_labels
from search.views.showing import cited_group, group_hits

MORE = "more"


@require_safe
def show_results(request: HttpRequest) -> HttpResponse:
    """The whole page; for htmx the results alone, or the hits that follow."""
    query = read_query(request.GET)
    template = _template(request)
    if template == "search/_more.html":
        query = replace(query, wanted_facets=())
    page = search(request.user, query)
    response = render(request, template, _context(request, query, page))
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _template(request: HttpRequest) -> str:
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return "search/results.html"
    return "search/_more.html" if htmx.target == MORE else "search/_results.html"


def _context(request: HttpRequest, query: SearchQuery, page: Page) -> dict[str, Any]:
    groups = group_hits([hit for hit in page.hits if not hit.approximate])
    # Of a question, what answers it better than any row with every word.
    better = list(takewhile(lambda hit: hit.approximate, page.hits)) if groups else []
    near = [hit for hit in page.hits if hit.approximate][len(better) :]
    cited = cited_group(page, groups) if not query.after else None
    has_none = bool(query.text) and not groups and not query.after
    values = {"q": query.text, "sort": query.sort}
    values |= {name: _day_typed(request, name, getattr(query, name)) for name in ("since", "until")}
    return {
        "query": query,
        "page": page,
        "form": SearchForm(values, auto_id="search-%s"),
        "cited": cited,
        "groups": groups[1:] if cited else groups,
        "better_groups": group_hits(better),
        "near_groups": group_hits(near),
        "facets": facets_of(page),
        "chosen": removable(query, page),
        "ways": way_labels(ways_out(request.user, query)) if has_none else [],
        "address": write_query(replace(query, after="")),
    }


def _day_typed(request: HttpRequest, name: str, read: date | None) -> str:
    """A day that was not understood stays as it was typed, and the form says so."""
    return read.strftime("%d/%m/%Y") if read else request.GET.get(name, "")
