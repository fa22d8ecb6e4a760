"""A plan as Elasticsearch queries. Only our own tokens ever go in, as values of terms.

The same rows have every word here as in the database's engine; what stands beside a word and its
marks only ranks.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from search.engines.elasticsearch.mapping import cut
from search.models import Kind
from search.query import Citation, Plan, SpelledOut, Word

Clause = dict[str, Any]

# Beyond so many words, pairs with marks cost more than they tell.
MOST_EXACT_PAIRS = 8
# A draft, then an article, that is called just what was typed comes before what mentions it.
CALLED_SO = {Kind.DRAFT: 120.0, Kind.PROVISION: 60.0}
# What stands at a cited address comes first: provisions, then what was said of them; an article
# before its clauses, a clause before its points. Relevance stays far below these steps.
AT_ADDRESS = 7200.0
OF_PROVISIONS = 2000.0
OF_ARTICLE, OF_CLAUSE = 400.0, 400.0


def every_word(plan: Plan) -> Clause:
    """Rows with all words: those at a cited address, and those that cite it."""
    words = [*_required(plan), *(_unit(unit) for unit in plan.units)]
    if plan.citation is None:
        return _scored(_unique(words), _wished(plan))
    citing = _scored(_unique([*words, _phrase(plan.citation.words)]), _wished(plan))
    at_address = _scored(_unique(words), _wished(plan), _address(plan.citation))
    return any_of([at_address, citing])


def any_word(plan: Plan) -> Clause | None:
    """Rows with some of the words; phrases and document numbers stay required."""
    units = _unique(_unit(unit) for unit in plan.units)
    if plan.citation:
        units.append(_phrase(plan.citation.words))
        if not plan.units:
            return None
    if not units:
        return None
    asked = {"must": [*_required(plan), any_of([*units, *_short_forms(plan)])]}
    return {"bool": asked | ({"should": _at_address(plan.citation)} if plan.citation else {})}


def near_wishes(plan: Plan) -> Clause | None:
    """What ranks rows with some of the words, once the best of them are known."""
    wished = _wished(plan)
    return {"bool": {"should": wished}} if wished else None


def any_of(clauses: Sequence[Clause]) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def all_of(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"must": list(clauses)}}


def _scored(words: list[Clause], wished: list[Clause], address: Clause | None = None) -> Clause:
    asked: dict[str, Any] = {"must": words, "should": wished}
    if address:
        asked["filter"] = [address]
        asked["should"] = [*wished, *_steps(address)]
    return {"bool": asked}


def _required(plan: Plan) -> list[Clause]:
    numbers = [_term("f", number) for number in plan.numbers]
    return [*(_phrase(phrase.folded) for phrase in plan.phrases), *numbers]


def _unit(unit: Word | SpelledOut) -> Clause:
    if isinstance(unit, SpelledOut):
        spelled = all_of(_unique(_unit(inner) for inner in unit.units))
        return any_of([spelled, _term("f", unit.short)])
    return any_of([_term("f", unit.folded), *(_phrase(form) for form in unit.long_forms)])


def _wished(plan: Plan) -> list[Clause]:
    """Neighbours side by side, words and pairs with the marks as typed, and who is called so."""
    words = plan.words
    together = [f"{cut(a.folded)}+{cut(b.folded)}" for a, b in pairwise(words)]
    marked = [cut(word.exact) for word in words if word.marked]
    pairs: list[str] = []
    if len(words) <= MOST_EXACT_PAIRS:
        pairs = [_exact_pair(a, b) for a, b in pairwise(words) if a.marked or b.marked]
    for phrase in plan.phrases:
        marked += [cut(word) for word in phrase.exact] if phrase.marked else []
        pairs += [f"{cut(a)}+{cut(b)}" for a, b in pairwise(phrase.exact)] if phrase.marked else []
    fields = {"f_pairs": together, "x": marked, "x_pairs": pairs}
    wished = [_match(field, tokens) for field, tokens in fields.items() if tokens]
    return [*wished, *_called_so(plan)]


def _exact_pair(a: Word, b: Word) -> str:
    return f"{cut(a.exact)}+{cut(b.exact)}"


def _called_so(plan: Plan) -> list[Clause]:
    if " " not in plan.heading:
        return []
    title = {"match_phrase": {"t": " ".join(map(cut, plan.heading.split()))}}
    return [
        _constant([_term("kind", kind.value), _term("clause", ""), title], boost)
        for kind, boost in CALLED_SO.items()
    ]


def _short_forms(plan: Plan) -> list[Clause]:
    return [_term("f", unit.short) for unit in plan.units if isinstance(unit, SpelledOut)]


def _address(citation: Citation) -> Clause:
    parts = [_term("article", citation.article)]
    parts += [_term("clause", citation.clause)] if citation.clause else []
    parts += [{"terms": {"point": list(citation.points)}}] if citation.points else []
    return {"bool": {"filter": parts}}


def _at_address(citation: Citation) -> list[Clause]:
    return _steps(_address(citation))


def _steps(address: Clause) -> list[Clause]:
    """Each step adds its own, so that the nearest to the address has most."""
    return [
        _constant([address], AT_ADDRESS),
        _constant([address, _term("kind", Kind.PROVISION.value)], OF_PROVISIONS),
        _constant([address, _term("clause", "")], OF_ARTICLE),
        _constant([address, _term("point", "")], OF_CLAUSE),
    ]


def _constant(filters: list[Clause], boost: float) -> Clause:
    return {"constant_score": {"filter": {"bool": {"filter": filters}}, "boost": boost}}


def _term(field: str, value: str) -> Clause:
    return {"term": {field: cut(value)}}


def _phrase(words: Iterable[str]) -> Clause:
    tokens = [cut(word) for word in words]
    if len(tokens) == 1:
        return _term("f", tokens[0])
    return {"match_phrase": {"f": " ".join(tokens)}}


def _match(field: str, tokens: Iterable[str]) -> Clause:
    return {"match": {field: " ".join(dict.fromkeys(tokens))}}


def _unique(clauses: Iterable[Clause]) -> list[Clause]:
    found: list[Clause] = []
    for clause in clauses:
        if clause not in found:
            found.append(clause)
    return found
