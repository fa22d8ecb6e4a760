"""A plan as conditions on the rows in PostgreSQL.

The index holds words and neighbours (`a+b`); what it cannot tell, a look at the row's text can:
runs of three or more words, and rows too long for a vector.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import add, and_, or_

from django.db.models import BooleanField, F, Func, IntegerField, Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from search.models import SearchDocQuerySet
from search.query import Citation, Plan, SpelledOut, Word

PLAIN_TOKEN = re.compile(r"[a-z0-9_]+")
# As the database's function search_lexeme shortens them.
LONGEST_LEXEME, KEPT_OF_LONGER = 200, 160
# As the database's function search_vector tells a long row, in octets of all its tokens.
LONGEST_WHOLE = 100_000
TOKENS = ("title_folded", "body_folded", "title_exact", "body_exact")
# Marks of rows without neighbours, and of rows without any words, in their vectors.
LONG_ROW, UNREAD_ROW = "'#long'", "'#unread'"


class _Octets(Func):
    """Known without reading the text."""

    function = "octet_length"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Run:
    """Words side by side, in the title or in the body."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    needs: tuple["Need", ...]


@dataclass(frozen=True, slots=True)
class Some:
    ways: tuple["Need", ...]


Need = Run | Every | Some


def every_word(plan: Plan, *, cited: bool = False) -> Every | None:
    """With `cited`, the citation is needed too, as a text would write it."""
    needs: list[Need] = _required(plan)
    if cited and plan.citation:
        needs.append(Run(plan.citation.words))
    needs += [_unit(unit) for unit in plan.units]
    return Every(tuple(dict.fromkeys(needs))) if needs else None


def any_word(plan: Plan, telling: Iterable[str]) -> Every | None:
    """Rows with some of the `telling` lexemes, of three or more words with two neighbours.

    Phrases and document numbers stay required.
    """
    short_forms = [Run((unit.short,)) for unit in plan.units if isinstance(unit, SpelledOut)]
    cited = [Run(plan.citation.words)] if plan.citation else []
    needs: list[Need] = _required(plan)
    if len(plan.words) > 2:
        together = [Every((_unit(a), _unit(b))) for a, b in pairwise(plan.words)]
        needs.append(_some([*together, *short_forms, *cited]))
    chosen = set(telling)
    words = [_unit(word) for word in plan.words if word.folded in chosen]
    pairs = [Run((a.folded, b.folded)) for a, b in pairwise(plan.words)]
    wished = [*words, *(run for run in pairs if "+".join(run.words) in chosen)]
    if not (wished or short_forms or cited):
        return None
    needs.append(_some([*wished, *short_forms, *cited]))
    return Every(tuple(needs))


def rows_that_have(every: Every) -> Q:
    """Over rows that `with_text` has prepared."""
    asked = f"{_lexemes(every)} | {LONG_ROW} & {_scattered(every)} | {UNREAD_ROW}"
    is_short = Q(octets__lte=LONGEST_WHOLE)
    unsure = [need for need in every.needs if not _is_sure(need)]
    return reduce(and_, map(_stands, unsure), has_lexemes(asked)) & (is_short | _stands(every))


def stands_at(citation: Citation) -> Q:
    address = Q(eid_article=citation.article)
    if citation.clause:
        address &= Q(eid_clause=citation.clause)
    if citation.points:
        address &= Q(eid_point__in=citation.points)
    return address


def has_lexemes(tsquery: str) -> Q:
    sql = 'search_found_by("search_searchdoc"."vector") @@ %s::tsquery'
    return Q(RawSQL(sql, [tsquery], output_field=BooleanField()))  # noqa: S611


def with_text(rows: SearchDocQuerySet) -> SearchDocQuerySet:
    """Title and body with a space on either side: no word is found inside another."""
    space = Value(" ")
    padded = {
        name: Concat(space, F(column), space, output_field=TextField())
        for name, column in (("in_title", "title_folded"), ("in_body", "body_folded"))
    }
    return rows.alias(octets=reduce(add, map(_Octets, TOKENS)), **padded)


def quoted(lexeme: str) -> str:
    """For a tsquery. Raises: ValueError: something other than our own tokens was given."""
    return f"'{as_lexeme(lexeme)}'"


def as_lexeme(lexeme: str) -> str:
    """As the vectors have it. Raises: ValueError: it is none of ours."""
    words = [_shortened(word) for word in lexeme.removeprefix("~").split("+")]
    return f"{'~' if lexeme.startswith('~') else ''}{'+'.join(words)}"


def _shortened(word: str) -> str:
    if not PLAIN_TOKEN.fullmatch(word):
        raise ValueError(f"not a token: {word!r}")
    if len(word) <= LONGEST_LEXEME:
        return word
    return word[:KEPT_OF_LONGER] + hashlib.md5(word.encode(), usedforsecurity=False).hexdigest()


def _required(plan: Plan) -> list[Need]:
    return [
        *(Run(phrase.folded) for phrase in plan.phrases),
        *(Run((number,)) for number in plan.numbers),
    ]


def _unit(unit: Word | SpelledOut) -> Need:
    if isinstance(unit, SpelledOut):
        return Some((Every(tuple(map(_unit, unit.units))), Run((unit.short,))))
    return _some([Run((unit.folded,)), *map(Run, unit.long_forms)])


def _some(ways: list[Need]) -> Need:
    ways = list(dict.fromkeys(ways))
    return ways[0] if len(ways) == 1 else Some(tuple(ways))


def _is_sure(need: Need) -> bool:
    """Whether lexemes alone tell."""
    if isinstance(need, Run):
        return len(need.words) < 3
    return all(map(_is_sure, need.needs if isinstance(need, Every) else need.ways))


def _lexemes(need: Need) -> str:
    if isinstance(need, Run):
        if len(need.words) == 1:
            return quoted(need.words[0])
        return f"({' & '.join(quoted(f'{a}+{b}') for a, b in pairwise(need.words))})"
    if isinstance(need, Every):
        return f"({' & '.join(map(_lexemes, need.needs))})"
    return f"({' | '.join(map(_lexemes, need.ways))})"


def _scattered(need: Need) -> str:
    """The words alone, wherever they stand."""
    if isinstance(need, Run):
        return f"({' & '.join(map(quoted, need.words))})"
    if isinstance(need, Every):
        return f"({' & '.join(map(_scattered, need.needs))})"
    return f"({' | '.join(map(_scattered, need.ways))})"


def _stands(need: Need) -> Q:
    if isinstance(need, Run):
        text = f" {' '.join(need.words)} "
        return Q(in_title__contains=text) | Q(in_body__contains=text)
    if isinstance(need, Every):
        return reduce(and_, map(_stands, need.needs))
    return reduce(or_, map(_stands, need.ways))
