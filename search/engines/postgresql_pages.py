"""One page of rows, in the order asked for.

By relevance the database picks the best by its own rough measure, and BM25 orders those; what
lies beyond them follows in the rough order. A cursor tells in which of the two it stands.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, Expression, F, FloatField, JSONField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from search.engines.port import Cursor, RawHit, selection
from search.engines.postgresql_bm25 import Counts, Frequencies, hoped_for, score_rows
from search.engines.postgresql_match import as_lexeme, quoted, stands_at
from search.models import Kind, SearchDocQuerySet
from search.query import Plan, SearchQuery

# So many rows are ordered by BM25.
BEST = 300
# The first number of a cursor by relevance.
WELL, ROUGHLY = 1, 0
SORTS = {"newest": ("-updated_at", "-id"), "position": ("draft", "version", "position", "id")}
# A draft, then an article, that is called just what was typed comes before what mentions it.
CALLED_SO = {Kind.DRAFT: 120.0, Kind.PROVISION: 60.0}
# What stands at a cited address comes first: provisions, then what was said of them; an
# article before its clauses. BM25 stays far below these steps.
AT_ADDRESS, SAID_OF_IT, PART_OF_IT = 10_000.0, -2_000.0, -400.0
# Steps of PART_OF_IT: none, one, two.
WHOLE_FIRST = (Q(eid_clause="", eid_point=""), Q(eid_clause="") | Q(eid_point=""), Q())
RANK = """ts_rank('{1, 1, 1, 1}', "search_searchdoc"."vector", %s::tsquery, 1)::float8"""
# How often each lexeme stands in a row.
COUNTED = """(SELECT jsonb_object_agg(lexeme, cardinality(positions))
    FROM unnest("search_searchdoc"."vector") WHERE lexeme = ANY(%s))"""
SHOWN = ("id", "kind", "object_id", "group_key")

Row = dict[str, Any]


def page_of(
    rows: SearchDocQuerySet,
    plan: Plan,
    frequencies: Frequencies,
    query: SearchQuery,
    after: Cursor | None,
) -> list[RawHit]:
    """One more than was asked for, so that the caller knows whether there is a next page."""
    rows, size = rows.filter(selection(query)), query.size + 1
    key = after.key if after else None
    if query.sort != "relevance":
        return _sorted(rows, query.sort, key, size)
    ranked = _roughly_ranked(rows, plan)
    if key and key[0] == ROUGHLY:
        return _beyond(ranked, key, size)
    lexemes = list(map(as_lexeme, hoped_for(plan)))
    counted = RawSQL(COUNTED, [lexemes], output_field=JSONField())  # noqa: S611
    best = list(ranked.values("rough", "lead", "length", *SHOWN, counts=counted)[:BEST])
    hits = [hit for hit in _well_ranked(best, plan, frequencies) if key is None or hit.key < key]
    if len(hits) < size and len(best) == BEST:
        last = (ROUGHLY, best[-1]["rough"], best[-1]["id"])
        hits += _beyond(ranked, last, size - len(hits))
    return hits[:size]


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


def _roughly_ranked(rows: SearchDocQuerySet, plan: Plan) -> QuerySet[Any]:
    """A row's rank is its `lead`, then how often what is hoped for stands in it."""
    lexemes = " | ".join(map(quoted, hoped_for(plan))) or "''"
    rank = RawSQL(RANK, [lexemes], output_field=FloatField())  # noqa: S611
    return rows.annotate(lead=_lead(plan), rough=F("lead") + rank).order_by("-rough", "-id")


def _beyond(ranked: QuerySet[Any], key: tuple[Any, ...], size: int) -> list[RawHit]:
    past = ranked.filter(_past(["rough", "id"], key[1:], descending=True))
    return [
        _hit(row, [ROUGHLY, row["rough"], row["id"]]) for row in past.values("rough", *SHOWN)[:size]
    ]


def _well_ranked(best: list[Row], plan: Plan, frequencies: Frequencies) -> list[RawHit]:
    hoped = {as_lexeme(lexeme): weight for lexeme, weight in hoped_for(plan).items()}
    counts = [Counts(row["counts"] or {}, row["length"]) for row in best]
    scores = score_rows(counts, hoped, frequencies)
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
