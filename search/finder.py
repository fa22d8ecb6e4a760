"""The only way to search: read what was typed, ask the engine, show what the person may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from django.core import signing
from django.db import models
from django.utils.safestring import SafeString

from cms.models import Agency, DocumentType
from consultation.models import Answer, Decision
from consultation.models import Kind as OpinionKind
from consultation.rules import AnyUser
from search import outbox
from search.access import access_of
from search.documents import SOURCES, Found
from search.documents.drafts import readable_drafts
from search.engines import FACETS, Cursor, Engine, RawHit, RawPage, database_engine
from search.highlight import mark, snippet
from search.models import Abbreviation, Kind
from search.query import (
    Abbreviations,
    Citation,
    Facet,
    Plan,
    SearchQuery,
    parse,
    read_abbreviations,
)

SALT = "search.cursor"
LARGEST_PAGE = 100
MOST_VALUES = 50
LONGEST_VALUE = 120
ANSWERS = {
    **{answer.value: answer.label for answer in Answer},
    **{f"our_{decision.value}": decision.label for decision in Decision},
}
# Facets whose values are ours.
CODES: dict[Facet, Collection[str]] = {
    "kind": Kind.values,
    "document_type": DocumentType.values,
    "opinion_kind": OpinionKind.values,
    "answer": ANSWERS,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """`approximate`: it has some of the words, not all of them.

    A part (`place`) has the title and address of the whole it stands in.
    """

    kind: str
    id: str
    title: str
    title_html: SafeString
    snippet_html: SafeString
    context: str
    url: str
    place: str
    whole_html: SafeString
    whole_url: str
    group: str
    approximate: bool
    thing: models.Model


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how many hits have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`total` and `facets` count hits with every word, unless `relaxed` and none has all."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    relaxed: bool = False
    citation: Citation | None = None
    facets: dict[Facet, list[Choice]] = field(default_factory=dict)
    next: str = ""
    engine: str = ""
    # The database answered in the place of an engine that is down or not in step.
    is_fallback: bool = False


def search(user: AnyUser, query: SearchQuery) -> Page:
    """Never fails on what was typed; an empty plan finds nothing."""
    plan = parse(query.text, known_abbreviations())
    if plan.is_empty:
        return Page(engine=database_engine().name)
    query = _cleaned(query)
    answer = outbox.ask(plan, access_of(user), query, partial(_read_cursor, query))
    raw = answer.page
    hits = _hydrate(user, raw.hits, plan)
    return Page(
        hits=hits,
        total=raw.total - _lost(raw.hits, hits),
        relaxed=any(hit.approximate for hit in hits),
        citation=plan.citation,
        facets=_label_facets(user, raw, query),
        next=_write_cursor(raw.next, query, answer.engine),
        engine=answer.engine,
        is_fallback=answer.is_fallback,
    )


def known_abbreviations() -> Abbreviations:
    return _read(tuple(Abbreviation.objects.values_list("short", "long")))


@lru_cache(maxsize=4)
def _read(pairs: tuple[tuple[str, str], ...]) -> Abbreviations:
    return read_abbreviations(pairs)


def _cleaned(query: SearchQuery) -> SearchQuery:
    """Facets and sizes come from an address that anybody may write."""
    facets: dict[Facet, tuple[str, ...]] = {}
    for name in FACETS:
        values = query.facets.get(name, ())
        kept = tuple(dict.fromkeys(value for value in values if _is_value(name, value)))
        if kept:
            facets[name] = kept[:MOST_VALUES]
    return replace(query, facets=facets, size=min(max(query.size, 1), LARGEST_PAGE))


def _is_value(name: Facet, value: str) -> bool:
    if name in ("draft", "agency", "year"):
        digits = 4 if name == "year" else 18
        return value.isascii() and value.isdigit() and len(value) <= digits
    if name in CODES:
        return value in CODES[name]
    return 0 < len(value) <= LONGEST_VALUE and "\0" not in value


def _hydrate(user: AnyUser, raw: Sequence[RawHit], plan: Plan) -> list[Hit]:
    """What is gone or not the person's to see falls out; texts come from what is left."""
    ids: dict[str, list[int]] = {}
    for hit in raw:
        ids.setdefault(hit.kind, []).append(hit.object_id)
    found = {kind: SOURCES[kind].found(user, wanted) for kind, wanted in ids.items()}
    return [
        _hit(hit, thing, plan)
        for hit in raw
        if (thing := found[hit.kind].get(hit.object_id)) is not None
    ]


def _lost(raw: Sequence[RawHit], hits: Sequence[Hit]) -> int:
    """How many counted hits the person may not see: those with every word, if there are any."""
    is_near = all(hit.approximate for hit in raw)
    counted = [hit for hit in raw if is_near or not hit.approximate]
    return len(counted) - sum(is_near or not hit.approximate for hit in hits)


def _hit(raw: RawHit, found: Found, plan: Plan) -> Hit:
    return Hit(
        kind=raw.kind,
        id=found.id,
        title=found.title,
        title_html=mark(found.title, plan),
        snippet_html=snippet(found.text, plan),
        context=found.context,
        url=found.url,
        place=found.place,
        whole_html=mark(found.whole[0], plan),
        whole_url=found.whole[1],
        group=raw.group_key,
        approximate=raw.approximate,
        thing=found.thing,
    )


def _label_facets(user: AnyUser, raw: RawPage, query: SearchQuery) -> dict[Facet, list[Choice]]:
    """A value without a name the person may read is not offered."""
    drafts = readable_drafts(user, _numbers("draft", raw, query))
    agencies = Agency.objects.in_bulk(_numbers("agency", raw, query))
    labels: dict[Facet, Mapping[str, str]] = {
        "kind": {kind.value: str(kind.label) for kind in Kind},
        "document_type": {each.value: str(each.label) for each in DocumentType},
        "field": _as_they_are("field", raw, query),
        "year": _as_they_are("year", raw, query),
        "opinion_kind": {each.value: str(each.label) for each in OpinionKind},
        "answer": {value: str(label) for value, label in ANSWERS.items()},
        "draft": {str(pk): draft.title for pk, draft in drafts.items()},
        "agency": {str(pk): agency.brief_name for pk, agency in agencies.items()},
    }
    return {name: _choices(name, raw, query, labels[name]) for name in query.wanted_facets}


def _numbers(name: Facet, raw: RawPage, query: SearchQuery) -> list[int]:
    return [int(value) for value in _as_they_are(name, raw, query)]


def _as_they_are(name: Facet, raw: RawPage, query: SearchQuery) -> dict[str, str]:
    values = [*raw.facets.get(name, {}), *query.facets.get(name, ())]
    return {value: value for value in values}


def _choices(
    name: Facet, raw: RawPage, query: SearchQuery, labels: Mapping[str, str]
) -> list[Choice]:
    counts = raw.facets.get(name, {})
    chosen = query.facets.get(name, ())
    values = dict.fromkeys([*counts, *chosen])
    return [
        Choice(value, labels[value], counts.get(value, 0), value in chosen)
        for value in values
        if value in labels
    ][:MOST_VALUES]


def _write_cursor(cursor: Cursor | None, query: SearchQuery, engine: str) -> str:
    if cursor is None:
        return ""
    return signing.dumps([engine, query.sort, cursor.approximate, *cursor.key], salt=SALT)


def _read_cursor(query: SearchQuery, engine: Engine) -> Cursor | None:
    """A cursor of another engine or order, or one we did not give out, begins anew."""
    try:
        name, sort, approximate, *key = signing.loads(query.after, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Cursor(approximate, tuple(key)) if (name, sort) == (engine.name, query.sort) else None
