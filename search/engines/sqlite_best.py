"""The best rows: some hundreds are picked by their words alone, and weighed here by neighbours and
marks too. FTS5 would reckon anew how common each phrase is, which costs more than all the rest.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from search.engines.match import has_neighbours
from search.engines.port import FACETS, RawHit
from search.engines.ranking import TEXTS, Counting, Counts, Frequencies, hoped_for, score_rows
from search.engines.sqlite_matches import CALLED_SO, Sql
from search.query import Facet, Plan

# So many are weighed, whatever the machine.
BEST = 400
# The first number of a cursor by relevance: weighed here, or in the order of the words alone.
WELL, ROUGHLY = 1, 0
# What stands at a cited address leads by thousands and needs no weighing.
LEAST_LEAD_AT_ADDRESS = 1000.0
FACET_COLUMNS = [column for column in FACETS.values() if column != "kind"]
PICKED = ("kind", "object_id", "group_key", "pk", "rough", "eid_clause", *FACET_COLUMNS)
READ = (*TEXTS, "length")


class Candidate(NamedTuple):
    """`rough`: how well its words fit; `lead`: what BM25 cannot tell."""

    kind: str
    object_id: int
    group_key: str
    pk: int
    rough: float
    lead: float
    counts: Counts
    facets: Mapping[Facet, str]


def read_candidates(picked: Sql, plan: Plan, *, near: bool = False) -> list[Candidate]:
    """`picked` gives the columns PICKED. With `near`, only rows with two neighbours of the words.

    A row may be a whole book: one at a time is held.
    """
    columns = ", ".join([*(f"n.{name}" for name in PICKED), *(f"t.{name}" for name in READ)])
    sql = (
        f"SELECT {columns} FROM ({picked[0]}) n"  # noqa: S608
        " CROSS JOIN search_searchdoc t ON t.id = n.pk"
    )
    count, found = Counting(plan), []
    with connection.cursor() as cursor:
        cursor.execute(sql, picked[1])
        for values in cursor:
            row = _candidate(dict(zip((*PICKED, *READ), values, strict=True)), plan, count)
            if not near or has_neighbours(plan, row.counts.stands):
                found.append(row)
    return found


def weigh(found: Sequence[Candidate], plan: Plan, words: Frequencies) -> list[float]:
    hoped = hoped_for(plan)
    known = Frequencies(words.rows, words.mean_length, _estimated(hoped, found, plan, words))
    scores = score_rows([row.counts for row in found], hoped, known)
    return [
        row.lead if row.lead >= LEAST_LEAD_AT_ADDRESS else row.lead + score
        for row, score in zip(found, scores, strict=True)
    ]


def exact_hits(found: Iterable[Candidate], scores: Iterable[float]) -> list[RawHit]:
    """Best first."""
    pairs = zip(found, scores, strict=True)
    return _best_first(_hit(row, (WELL, score, row.pk)) for row, score in pairs)


def near_hits(found: Iterable[Candidate], scores: Iterable[float]) -> list[RawHit]:
    pairs = zip(found, scores, strict=True)
    return _best_first(_hit(row, (score, row.pk), approximate=True) for row, score in pairs)


def _best_first(hits: Iterable[RawHit]) -> list[RawHit]:
    return sorted(hits, key=lambda hit: hit.key, reverse=True)


def _hit(row: Candidate, key: tuple[float, ...], *, approximate: bool = False) -> RawHit:
    return RawHit(row.kind, row.object_id, row.group_key, approximate, key)


def _candidate(row: Mapping[str, Any], plan: Plan, count: Counting) -> Candidate:
    held = {name: row[column] for name, column in FACETS.items()}
    return Candidate(
        kind=row["kind"],
        object_id=row["object_id"],
        group_key=row["group_key"],
        pk=row["pk"],
        rough=row["rough"],
        lead=_lead(row, plan),
        counts=count(row),
        facets={name: "" if value is None else str(value) for name, value in held.items()},
    )


def _lead(row: Mapping[str, Any], plan: Plan) -> float:
    if row["rough"] >= LEAST_LEAD_AT_ADDRESS:
        return float(row["rough"])
    if row["eid_clause"] or " " not in plan.heading:
        return 0.0
    is_called_so = f" {plan.heading} " in f" {row['title_folded']} "
    return CALLED_SO.get(row["kind"], 0.0) if is_called_so else 0.0


def _estimated(
    hoped: Iterable[str], found: Iterable[Candidate], plan: Plan, words: Frequencies
) -> dict[str, int]:
    """In how many rows each lexeme stands. Of words the index knows; neighbours and marks are
    taken to stand with their words everywhere as often as they do in the rows found."""
    there = Counter(lexeme for row in found for lexeme in row.counts.of)
    bare = {f"~{word.exact}": word.folded for word in plan.words}
    for phrase in plan.phrases:
        marked = (f"~{word}" for word in phrase.exact)
        bare |= dict(zip(marked, phrase.folded, strict=True))
    known = dict(words.of)

    def share(lexeme: str, word: str) -> float:
        return known.get(word, 0) * there[lexeme] / max(there[word], there[lexeme], 1)

    for lexeme in hoped:
        parts = lexeme.removeprefix("~").split("+")
        if lexeme.startswith("~"):
            parts = [bare.get(f"~{part}", part) for part in parts]
        if lexeme not in known:
            known[lexeme] = max(round(min(share(lexeme, part) for part in parts)), 1)
    return known
