"""Pieces of SQL for FTS5: which rows have the words or stand at the address, and their score."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from search.access import Access
from search.engines.match import every_word, every_word_ranked, title
from search.engines.port import FACETS
from search.models import Kind, SearchDoc
from search.query import Citation, Plan

SCORE = "bm25(search_fts)"
# A draft, then an article, that is called just what was typed comes before what mentions it.
CALLED_SO = {Kind.DRAFT: 120.0, Kind.PROVISION: 60.0}
# What stands at a cited address comes first: provisions, then what was said of them; an
# article before its clauses. BM25 stays far below these steps.
AT_ADDRESS = """-10000 + 2000 * (d.kind <> 'provision')
    + 400 * ((d.eid_clause <> '') + (d.eid_point <> ''))"""

Sql = tuple[str, list[Any]]
# Of laws that all have the words of a name, the one with the fewest others.
NEAREST_NAME = "length(d.title_folded) / 1000.0"
# No column of text: those may fill pages of their own, which would all be read.
JOINED = [
    *("id", "kind", "object_id", "group_key", "position", "updated_at", "version_id"),
    *("eid_clause", *(column for column in FACETS.values() if column != "kind")),
]


def places(plan: Plan, *, scored: bool = False) -> Sql:
    """Ids of rows with every word, with their scores if asked for: BM25 costs the most.

    Of a citation: what stands at the address, and what cites it.
    """
    expression = every_word_ranked if scored else every_word
    parts = []
    if plan.citation:
        parts.append(at_address(plan.citation, every_word(plan)))
    if words := expression(plan, cited=True):
        parts.append(matching(words, scored=scored))
    return best_of(parts)


def matching(expression: str, *, scored: bool) -> Sql:
    score = SCORE if scored else "0.0"
    sql = f"SELECT rowid AS id, {score} AS score FROM search_fts WHERE search_fts MATCH %s"  # noqa: S608
    return sql, [expression]


def at_address(citation: Citation, expression: str | None, *, score: str = NEAREST_NAME) -> Sql:
    """What stands there; `score` tells apart what would otherwise be equal, below the steps."""
    where, params = "d.eid_article = %s", [citation.article]
    if citation.clause:
        where, params = f"{where} AND d.eid_clause = %s", [*params, citation.clause]
    if citation.points:
        marks = ", ".join(["%s"] * len(citation.points))
        where, params = f"{where} AND d.eid_point IN ({marks})", [*params, *citation.points]
    if expression is None:
        sql = f"SELECT d.id, {AT_ADDRESS} AS score FROM search_searchdoc d WHERE {where}"  # noqa: S608
        return sql, params
    # CROSS JOIN keeps the full text in front; the planner would walk all rows instead.
    sql = (
        f"SELECT d.id, {AT_ADDRESS} + {score} AS score FROM search_fts"  # noqa: S608
        f" CROSS JOIN search_searchdoc d ON d.id = search_fts.rowid"
        f" WHERE search_fts MATCH %s AND {where}"
    )
    return sql, [expression, *params]


def best_of(parts: Sequence[Sql]) -> Sql:
    if not parts:
        return "SELECT 0 AS id, 0.0 AS score WHERE 0", []
    if len(parts) == 1:
        return parts[0]
    union = " UNION ALL ".join(sql for sql, _ in parts)
    params = [param for _, part in parts for param in part]
    return f"SELECT id, MIN(score) AS score FROM ({union}) GROUP BY id", params  # noqa: S608


def rows_open_to(access: Access, *conditions: models.Q) -> Sql:
    """The rows open to the person, as a query to join with."""
    rows = SearchDoc.objects.open_to(access).filter(*conditions).values(*JOINED)
    sql, params = rows.query.sql_with_params()
    return sql, list(params)


def lead_of(heading: str) -> Sql:
    expression = title(heading)
    if expression is None:
        return "0.0", []
    called = "d.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s)"
    steps = " ".join(f"WHEN '{kind}' THEN {lead}" for kind, lead in CALLED_SO.items())
    case = f"CASE d.kind {steps} ELSE 0.0 END"
    return f"(CASE WHEN d.eid_clause = '' AND {called} THEN {case} ELSE 0.0 END)", [expression]
