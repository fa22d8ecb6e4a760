"""One page of rows, in the order asked for.

By relevance the database picks the best by its own rough measure, and BM25 orders those; what
lies beyond them follows in the rough order. A cursor tells where it stands.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Expression,
    F,
    FloatField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Left

from search.engines.match import has_neighbours
from search.engines.port import FACETS, Cursor, RawHit, selection
from search.engines.postgresql_match import has_lexemes, quoted, stands_at
from search.engines.ranking import (
    TEXTS,
    Counting,
    Frequencies,
    hoped_for,
    score_rows,
    typed_lexemes,
)
from search.models import Kind, SearchDoc, SearchDocQuerySet
from search.query import Facet, Plan, SearchQuery

# So many rows are ordered by BM25.
BEST = 300
# Of a text, in letters: a row may be a whole book.
MOST_READ = 40_000
# In tokens: fewer than any row has that is too long for a whole vector.
LEAST_LONG = 5000
# The first number of a cursor by relevance: ordered by BM25, and the stages of rough order.
WELL, FRONT, REST = 2, 1, 0
# To weigh a row is to unpack its vector: of more rows than these, not all are.
MOST_WEIGHED = 2000
SORTS = {"newest": ("-updated_at", "-id"), "position": ("draft", "version", "position", "id")}
# A draft, then an article, that is called just what was typed comes before what mentions it.
CALLED_SO = {Kind.DRAFT: 120.0, Kind.PROVISION: 60.0}
# What stands at a cited address comes first: provisions, then what was said of them; an
# article before its clauses. BM25 stays far below these steps.
AT_ADDRESS, SAID_OF_IT, PART_OF_IT = 10_000.0, -2_000.0, -400.0
# Steps of PART_OF_IT: none, one, two.
WHOLE_FIRST = (Q(eid_clause="", eid_point=""), Q(eid_clause="") | Q(eid_point=""), Q())
RANK = """ts_rank('{1, 1, 1, 1}', "search_searchdoc"."vector", %s::tsquery, 1)::float8"""
SHOWN = ("id", "kind", "object_id", "group_key")

SHORT_FIRST = RawSQL('1 / (1 + "search_searchdoc"."length")::float8', [], FloatField())

Row = dict[str, Any]


class Stage(NamedTuple):
    """Rows in their rough order, but for those of a higher number, which come first."""

    number: int
    rows: QuerySet[Any]
    earlier: Q | None = None


def page_of(
    rows: SearchDocQuerySet,
    plan: Plan,
    frequencies: Frequencies,
    query: SearchQuery,
    after: Cursor | None,
    *,
    expected: int,
) -> list[RawHit]:
    """One more than was asked for, so that the caller knows whether there is a next page.

    `expected`: about how many rows there are.
    """
    rows, size = rows.filter(selection(query)), query.size + 1
    key = after.key if after else None
    if query.sort != "relevance":
        return _sorted(rows, query.sort, key, size)
    stages = _stages(rows, plan, frequencies, expected)
    if key and key[0] != WELL:
        return _beyond(stages, key, size)
    best = _best(stages, plan)
    hits = [hit for hit in _well_ranked(best, plan, frequencies) if key is None or hit.key < key]
    if len(hits) < size and len(best) == BEST:
        hits += _beyond(stages, _rough_key(best[-1]), size - len(hits))
    return hits[:size]


def nearest(
    rows: SearchDocQuerySet,
    plan: Plan,
    frequencies: Frequencies,
    query: SearchQuery,
    *,
    expected: int,
) -> list[tuple[RawHit, dict[Facet, str]]]:
    """The best of rows with some of the words, best first, each with its values of the facets.

    Of three words two neighbours must be there; a row too long for a vector is taken as it is.
    """
    best = _best(_stages(rows.filter(selection(query)), plan, frequencies, expected), plan)
    kept = [
        row
        for row in best
        if row["length"] > LEAST_LONG or has_neighbours(plan, row["counts"].stands)
    ]
    facets = {
        row["id"]: {
            name: "" if row[column] is None else str(row[column]) for name, column in FACETS.items()
        }
        for row in kept
    }
    hits = _well_ranked(kept, plan, frequencies)
    return [(replace(hit, approximate=True), facets[int(hit.key[-1])]) for hit in hits]


def _stages(
    rows: SearchDocQuerySet, plan: Plan, frequencies: Frequencies, expected: int
) -> list[Stage]:
    """Of many rows those with what is rare come first, and the others are not weighed."""
    hoped = hoped_for(plan)
    if expected <= MOST_WEIGHED:
        return [Stage(REST, _ranked(rows, plan, _weighed(hoped)))]
    rare, number = frequencies.rarest(typed_lexemes(plan), MOST_WEIGHED)
    front = has_lexemes(" | ".join(map(quoted, rare)))
    front = front | stands_at(plan.citation) if plan.citation else front
    rough = _weighed(hoped) if number <= MOST_WEIGHED else SHORT_FIRST
    return [
        Stage(FRONT, _ranked(rows.filter(front), plan, rough)),
        Stage(REST, _ranked(rows, plan, SHORT_FIRST), earlier=front),
    ]


def _best(stages: list[Stage], plan: Plan) -> list[Row]:
    columns = [*dict.fromkeys([*SHOWN, *FACETS.values()]), "rough", "lead", "length"]
    best: list[Row] = []
    for number, rows, _ in stages:
        # Whoever comes to a second stage has all of the first.
        rest = rows.exclude(pk__in=[row["id"] for row in best]) if best else rows
        found = rest.values(*columns)
        best += [row | {"stage": number} for row in found[: BEST - len(best)]]
        if len(best) == BEST:
            break
    return _with_counts(best, plan)


def _with_counts(best: list[Row], plan: Plan) -> list[Row]:
    """Texts are asked for by themselves: the database would read them of all it sorts."""
    texts = {f"in_{name}": Left(name, MOST_READ) for name in TEXTS}
    read = SearchDoc.objects.filter(pk__in=[row["id"] for row in best]).annotate(**texts)
    count, counts = Counting(plan), {}
    for pk, length, *values in read.values_list("pk", "length", *texts).iterator():
        counts[pk] = count({"length": length} | dict(zip(TEXTS, values, strict=True)))
    return [row | {"counts": counts[row["id"]]} for row in best if row["id"] in counts]


def _sorted(
    rows: SearchDocQuerySet, sort: str, key: tuple[Any, ...] | None, size: int
) -> list[RawHit]:
    columns = [column.lstrip("-") for column in SORTS[sort]]
    numbered = rows.annotate(draft=Coalesce("draft_id", 0), version=Coalesce("version_id", 0))
    if key and len(key) == len(columns):
        numbered = numbered.filter(_past(columns, key, descending=sort == "newest"))
    found = numbered.order_by(*SORTS[sort]).values("draft", "version", *SHOWN, *set(columns))
    return [_hit(row, [_plain(row[column]) for column in columns]) for row in found[:size]]


def _plain(value: Any) -> Any:
    """A cursor travels as JSON."""
    return value.isoformat() if isinstance(value, datetime) else value


def _past(columns: list[str], key: tuple[Any, ...], *, descending: bool) -> Q:
    """What an order by these columns puts after this key."""
    beyond, past = "lt" if descending else "gt", Q()
    for column, value in reversed(list(zip(columns, key, strict=True))):
        strictly, equal = Q((f"{column}__{beyond}", value)), Q((column, value))
        past = strictly | (equal & past) if past else strictly
    return past


def _ranked(rows: SearchDocQuerySet, plan: Plan, rough: Expression) -> QuerySet[Any]:
    ranked = rows.annotate(lead=_lead(plan), rough=F("lead") + rough)
    return ranked.order_by("-rough", "-id")


def _weighed(hoped: Iterable[str]) -> Expression:
    """How often what is hoped for stands in a row."""
    lexemes = " | ".join(map(quoted, hoped)) or "''"
    return RawSQL(RANK, [lexemes], output_field=FloatField())  # noqa: S611


def _beyond(stages: list[Stage], key: tuple[Any, ...], size: int) -> list[RawHit]:
    hits: list[RawHit] = []
    for number, rows, earlier in stages:
        if number > key[0] or len(hits) == size:
            continue
        past = rows.exclude(earlier) if earlier else rows
        if number == key[0]:
            past = past.filter(_past(["rough", "id"], key[1:], descending=True))
        found = past.values("rough", *SHOWN)[: size - len(hits)]
        hits += [_hit(row, _rough_key(row | {"stage": number})) for row in found]
    return hits


def _rough_key(row: Row) -> tuple[Any, ...]:
    return row["stage"], row["rough"], row["id"]


def _well_ranked(best: list[Row], plan: Plan, frequencies: Frequencies) -> list[RawHit]:
    scores = score_rows([row["counts"] for row in best], hoped_for(plan), frequencies)
    hits = [
        _hit(row, [WELL, row["lead"] + score, row["id"]])
        for row, score in zip(best, scores, strict=True)
    ]
    return sorted(hits, key=lambda hit: hit.key, reverse=True)


def _hit(row: Row, key: Iterable[Any]) -> RawHit:
    return RawHit(row["kind"], row["object_id"], row["group_key"], False, tuple(key))


def _lead(plan: Plan) -> Expression:
    """What puts a row before all that BM25 can tell."""
    steps = [*_steps_at_address(plan), *_steps_of_name(plan)]
    return Case(*steps, default=Value(0.0), output_field=FloatField())


def _steps_at_address(plan: Plan) -> list[When]:
    if plan.citation is None:
        return []
    address, steps = stands_at(plan.citation), []
    for own, lead in ((Q(kind=Kind.PROVISION), AT_ADDRESS), (Q(), AT_ADDRESS + SAID_OF_IT)):
        for times, part in enumerate(WHOLE_FIRST):
            step = Value(lead + times * PART_OF_IT)
            steps.append(When(address & own & part, then=step))
    return steps


def _steps_of_name(plan: Plan) -> list[When]:
    if " " not in plan.heading:
        return []
    return [
        When(kind=kind, eid_clause="", title_folded__contains=plan.heading, then=Value(lead))
        for kind, lead in CALLED_SO.items()
    ]
