"""How many rows there are, and how many for each value of each facet, in one pass."""

from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Q, Value, When

from search.engines.port import FACETS, Counts, counted_facets
from search.models import SearchDocQuerySet
from search.query import Facet, SearchQuery


def count_rows(rows: SearchDocQuerySet, query: SearchQuery) -> tuple[bool, int, Counts]:
    """Whether there is any row, the total with the chosen facets, and for each value how many
    there would be if it were chosen as well."""
    names = counted_facets(query)
    chosen = [name for name in names if query.facets.get(name)]
    marked = rows.annotate(**{f"fits_{name}": _fits(name, query) for name in chosen})
    columns = [FACETS[name] for name in names]
    sql, params = (
        marked.order_by().values(*columns, *(f"fits_{name}" for name in chosen)).query
    ).sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_counting(sql, names, chosen), params)
        found = cursor.fetchall()
    counts: Counts = {name: {} for name in query.wanted_facets}
    some, total = False, 0
    for *values, seen, number, at in sorted(found, key=lambda line: -line[-2]):
        if at == 0:
            some, total = seen > 0, number
            continue
        name, value = names[at - 1], values[at - 1]
        if name in counts and value not in (None, "") and number:
            counts[name][str(value)] = number
    return some, total, counts


def _fits(name: Facet, query: SearchQuery) -> Any:
    is_one = Q((f"{FACETS[name]}__in", list(query.facets[name])))
    return Case(When(is_one, then=Value(True)), default=Value(False), output_field=BooleanField())


def _counting(rows: str, names: tuple[Facet, ...], chosen: list[Facet]) -> str:
    """Each line: the values, how many rows, how many that fit, and which facet it counts."""
    columns = [FACETS[name] for name in names]
    sets = ", ".join(["()", *(f"({column})" for column in columns)])
    # A facet's own choice does not narrow its values.
    fits = {
        at: " AND ".join(f"fits_{name}" for name in chosen if at == 0 or name != names[at - 1])
        for at in range(len(names) + 1)
    }
    which = " ".join(f"WHEN GROUPING({c}) = 0 THEN {at}" for at, c in enumerate(columns, 1))
    which = f"CASE {which} ELSE 0 END" if which else "0"
    numbers = " ".join(
        f"WHEN {at} THEN COUNT(*) FILTER (WHERE {fit or 'TRUE'})" for at, fit in fits.items()
    )
    return (
        f"SELECT {''.join(f'{column}, ' for column in columns)}"  # noqa: S608
        f" COUNT(*), CASE {which} {numbers} END, {which}"
        f" FROM ({rows}) AS rows GROUP BY GROUPING SETS ({sets})"
    )
