"""Words that agencies stumble over: vague, outdated, spelt the old way, or meant for paper."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consultation.management.demo.opinions import Kind

from .suggestion import Law, ProvisionView, Suggestion


@dataclass(frozen=True)
class Term:
    """`new` is a template of re.sub; the places it takes are named in terms.toml."""

    theme: str
    pattern: re.Pattern[str]
    request: str
    reasons: tuple[str, ...]
    new: str = ""
    kind: Kind = "amend"
    basis: str = ""
    categories: tuple[str, ...] = ("language",)
    strength: int = 3


def find_terms(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    for term in TERMS:
        if found := term.pattern.search(item.text):
            yield _suggest(term, found, item, law)


def _suggest(term: Term, found: re.Match[str], item: ProvisionView, law: Law) -> Suggestion:
    names = {"below": law.detailer, "own": law.own_type}
    in_words = term.kind in ("amend", "technical")
    wording = term.pattern.sub(term.new.format(**names), item.text) if in_words else ""
    return Suggestion(
        eid=item.eid,
        theme=term.theme,
        kind=term.kind,
        request=term.request.format(found=found[0].lower(), **names),
        reasons=term.reasons,
        proposed_wording=wording,
        basis=term.basis,
        categories=term.categories,
        strength=term.strength,
    )


def _term(table: dict[str, Any]) -> Term:
    lists = {name: tuple(table[name]) for name in ("reasons", "categories") if name in table}
    return Term(**{**table, "pattern": re.compile(table["pattern"]), **lists})


TERMS = tuple(
    _term(table)
    for table in tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))["term"]
)
