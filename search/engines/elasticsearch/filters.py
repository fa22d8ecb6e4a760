"""Who may find what, which days, which facets: what narrows a search without ranking it."""

from collections.abc import Collection, Iterable
from typing import Any

from cms import clock
from search.access import Access, Visibility
from search.engines.elasticsearch.mapping import microseconds
from search.engines.elasticsearch.wording import Clause, any_of
from search.engines.port import Counts, Key
from search.query import Facet, SearchQuery

# As many values of a facet as there may be; the screen shows the first ones.
MOST_VALUES = 1000
ALL_ROWS = "all"
# Facets whose values are numbers: "007" is 7, as in the database.
NUMBERS = frozenset[Facet]({"draft", "agency", "year"})


def document_id(kind: str, object_id: int) -> str:
    return f"{kind}:{object_id}"


def may_find(access: Access) -> Clause:
    """The first lock. A tombstone has no visibility, so it opens to nobody."""
    compiled = _any_value("lead", access.compiles_for)
    acts = [*_any_value("readers", access.acts_for), *compiled]
    writes = _any_value("readers", access.writes_for)
    doors = {
        Visibility.ASKED: acts,
        Visibility.AGENCY: writes,
        Visibility.COMPILERS: [*writes, *compiled],
    }
    return any_of(
        [
            {"term": {"visibility": Visibility.PUBLIC.value}},
            *(
                {"bool": {"filter": [{"term": {"visibility": name.value}}, any_of(keys)]}}
                for name, keys in doors.items()
                if keys
            ),
        ]
    )


def is_public(access: Access) -> bool:
    return not (access.acts_for or access.writes_for or access.compiles_for)


def days(query: SearchQuery) -> list[Clause]:
    limits: dict[str, int] = {}
    if query.since:
        limits["gte"] = microseconds(clock.before(query.since))
    if query.until:
        limits["lt"] = microseconds(clock.no_later_than(query.until))
    return [{"range": {"updated": limits}}] if limits else []


def excluded(keys: Collection[Key]) -> list[Clause]:
    return [{"ids": {"values": [document_id(*key) for key in keys]}}] if keys else []


def chosen(query: SearchQuery) -> dict[Facet, Clause]:
    """Facet → its values; one of them in each."""
    return {
        name: {"terms": {name: [_value(name, value) for value in values]}}
        for name, values in query.facets.items()
        if values
    }


def counting(query: SearchQuery) -> dict[str, Any]:
    """Aggregations: a facet is counted as if nothing of its own were chosen."""
    narrowing = chosen(query)
    counts: dict[str, Any] = {ALL_ROWS: {"filter": {"match_all": {}}}} if narrowing else {}
    for name in query.wanted_facets:
        others = [clause for other, clause in narrowing.items() if other != name]
        values = {"terms": {"field": name, "size": MOST_VALUES}}
        counts[name] = (
            {"filter": {"bool": {"filter": others}}, "aggs": {"values": values}}
            if others
            else values
        )
    return counts


def read_counts(answer: dict[str, Any], query: SearchQuery) -> Counts:
    counts: Counts = {}
    for name in query.wanted_facets:
        found = answer[name].get("values", answer[name])
        counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
    return counts


def _any_value(field: str, agencies: Iterable[int]) -> list[Clause]:
    values = [str(agency) for agency in sorted(agencies)]
    return [{"terms": {field: values}}] if values else []


def _value(facet: Facet, value: str) -> str:
    return str(int(value)) if facet in NUMBERS and value.isdecimal() else value
