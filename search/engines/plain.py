"""Every word must be contained: small and honest, for databases without an engine of ours."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from search.access import Access
from search.engines.port import (
    FACETS,
    Cell,
    Cursor,
    Key,
    RawHit,
    RawPage,
    count_facets,
    counted_facets,
    period,
    selection,
)
from search.models import SearchDoc
from search.query import Plan, SearchQuery, SpelledOut, Word

SORTS = {
    # The article before its clauses: what is empty sorts first.
    "relevance": ("rank", "eid_clause", "eid_point", "-id"),
    "newest": ("-updated_at", "-id"),
    "position": ("draft_id", "version_id", "position", "id"),
}


class PlainEngine:
    """Ranks by title before body and pages by offset; never relaxes."""

    name = "plain"

    def search(
        self,
        plan: Plan,
        access: Access,
        query: SearchQuery,
        after: Cursor | None,
        exclude: Collection[Key] = (),
    ) -> RawPage:
        if plan.is_empty:
            return RawPage()
        found = _padded(SearchDoc.objects.open_to(access)).filter(_condition(plan), period(query))
        cells: list[Cell] = [
            (tuple("" if value is None else str(value) for value in values), number)
            for *values, number in found.order_by()
            .values_list(*(FACETS[name] for name in counted_facets(query)))
            .annotate(number=Count("id"))
        ]
        total, facets = count_facets(cells, query)
        start = int(after.key[0]) if after else 0
        rows = _ranked(found, plan).filter(selection(query)).order_by(*SORTS[query.sort])
        hits = [
            RawHit(row["kind"], row["object_id"], row["group_key"], False, (at,))
            for at, row in enumerate(
                rows.values("kind", "object_id", "group_key")[start : start + query.size],
                start + 1,
            )
        ]
        more = hits and start + query.size < total
        return RawPage(tuple(hits), total, facets, hits[-1].cursor if more else None)

    def written(self, rows: Sequence[SearchDoc]) -> None:
        """The rows are the index."""

    def removed(self, kind: str, object_ids: Collection[int]) -> None:
        """The rows are the index."""

    def rebuild(self) -> None:
        """The rows are the index."""


def _padded(rows: QuerySet[SearchDoc]) -> QuerySet[Any]:
    """Tokens with a space on either side, so that a word is never found inside another."""
    space, text = Value(" "), TextField()
    title, body = F("title_folded"), F("body_folded")
    return rows.annotate(
        in_title=Concat(space, title, space, output_field=text),
        in_text=Concat(space, title, space, body, space, output_field=text),
    )


def _ranked(rows: QuerySet[Any], plan: Plan) -> QuerySet[Any]:
    at_address = _address(plan)
    titled = Q(*(_unit(word, "in_title") for word in plan.words)) if plan.words else Q(pk=None)
    return rows.annotate(
        rank=Case(
            When(at_address & Q(kind="provision"), then=0),
            When(at_address, then=1),
            When(titled, then=2),
            default=3,
            output_field=IntegerField(),
        )
    )


def _condition(plan: Plan) -> Q:
    condition = Q(*(_unit(unit, "in_text") for unit in plan.units))
    for words in (*(phrase.folded for phrase in plan.phrases), *((n,) for n in plan.numbers)):
        condition &= _contains(words, "in_text")
    if plan.citation:
        condition &= _address(plan) | _contains(plan.citation.words, "in_text")
    return condition


def _address(plan: Plan) -> Q:
    if plan.citation is None:
        return Q(pk=None)
    address = Q(eid_article=plan.citation.article)
    if plan.citation.clause:
        address &= Q(eid_clause=plan.citation.clause)
    if plan.citation.points:
        address &= Q(eid_point__in=plan.citation.points)
    return address


def _unit(unit: Word | SpelledOut, column: str) -> Q:
    if isinstance(unit, SpelledOut):
        spelled = Q(*(_unit(inner, column) for inner in unit.units))
        return spelled | _contains((unit.short,), column)
    forms = [(unit.folded,), *unit.long_forms]
    return reduce(or_, (_contains(form, column) for form in forms))


def _contains(words: tuple[str, ...], column: str) -> Q:
    return Q(**{f"{column}__contains": f" {' '.join(words)} "})
