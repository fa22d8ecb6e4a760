"""A plan as conditions on the rows in PostgreSQL.

The index holds words and neighbours (`a+b`); what it cannot tell, a look at the row's text can:
runs of three or more words, and rows too long for a vector.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from search.query import Citation, Plan, SpelledOut, Word

PLAIN_TOKEN = re.compile(r"[a-z0-9_]+")
# As the database's function search_lexeme shortens them.
LONGEST_LEXEME, KEPT_OF_LONGER = 200, 160
# As the database's function search_vector tells a long row, in octets of all its tokens.
LONGEST_WHOLE = 100_000
TOKENS = ("title_folded", "body_folded", "title_exact", "body_exact")
# Known without reading the text.
OCTETS = f"({' + '.join(f'octet_length(search_searchdoc.{column})' for column in TOKENS)})"
IN_TITLE, IN_BODY = (f"' ' || search_searchdoc.{column} || ' '" for column in TOKENS[:2])
HAS_LEXEMES = "search_found_by(search_searchdoc.vector) @@ %s::tsquery"
# Marks of rows without neighbours, and of rows without any words, in their vectors.
LONG_ROW, UNREAD_ROW = "'#long'", "'#unread'"


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
    """Rows with some of the `telling` lexemes. Phrases and document numbers stay required.

    Whether neighbours stand in what is found is looked at afterwards: to ask for them here would
    read the lists of all common words.
    """
    short_forms = [Run((unit.short,)) for unit in plan.units if isinstance(unit, SpelledOut)]
    cited = [Run(plan.citation.words)] if plan.citation else []
    chosen = set(telling)
    words = [_unit(word) for word in plan.words if word.folded in chosen]
    pairs = [Run((a.folded, b.folded)) for a, b in pairwise(plan.words)]
    wished = [*words, *(run for run in pairs if "+".join(run.words) in chosen)]
    if not (wished or short_forms or cited):
        return None
    return Every((*_required(plan), _some([*wished, *short_forms, *cited])))


def rows_that_have(every: Every) -> Q:
    """As one piece of SQL: an expression for each word would take longer to put together than the
    database takes to answer."""
    asked = f"{_lexemes(every)} | {LONG_ROW} & {_scattered(every)} | {UNREAD_ROW}"
    stands, params = _stands(every)
    unsure = [_stands(need) for need in every.needs if not _is_sure(need)]
    conditions = [f"{HAS_LEXEMES} AND ({OCTETS} <= %s OR {stands})", *(sql for sql, _ in unsure)]
    values = [asked, LONGEST_WHOLE, *params, *(param for _, part in unsure for param in part)]
    return Q(RawSQL(" AND ".join(conditions), values, output_field=BooleanField()))  # noqa: S611


def stands_at(citation: Citation) -> Q:
    address = Q(eid_article=citation.article)
    if citation.clause:
        address &= Q(eid_clause=citation.clause)
    if citation.points:
        address &= Q(eid_point__in=citation.points)
    return address


def has_lexemes(tsquery: str) -> Q:
    return Q(RawSQL(HAS_LEXEMES, [tsquery], output_field=BooleanField()))  # noqa: S611


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


def _stands(need: Need) -> tuple[str, list[str]]:
    """Looked up in the text itself, with a space on either side: no word inside another."""
    if isinstance(need, Run):
        text = f" {' '.join(need.words)} "
        return f"(strpos({IN_TITLE}, %s) > 0 OR strpos({IN_BODY}, %s) > 0)", [text, text]
    parts = [_stands(each) for each in (need.needs if isinstance(need, Every) else need.ways)]
    joint = " AND " if isinstance(need, Every) else " OR "
    return f"({joint.join(sql for sql, _ in parts)})", [text for _, part in parts for text in part]
