"""Rows as a large site has them: clauses of real laws over and over, never twice the same."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from cms import clock
from cms.importing import ImportRefused, read_outline
from cms.models import DocumentType
from cms.structure.levels import Level
from cms.structure.outline import Outline
from consultation.management.demo.decree import write_decree
from consultation.models import Answer
from consultation.models import Kind as OpinionKind
from search.access import Visibility
from search.documents.port import words_of
from search.documents.provisions import address_of
from search.models import Kind, SearchDoc

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
CHANGED_SHARE = 0.15
ARTICLES = {Level.ARTICLE, Level.CLAUSE, Level.POINT}
FIELDS = tuple(f"Lĩnh vực {number}" for number in range(1, 21))


class Clause(NamedTuple):
    law: str
    heading: str
    eid: str
    text: str


def read_clauses(folder: Path) -> list[Clause]:
    """Of the laws beside the project, else of the sample decree, written into the folder."""
    paths = sorted([*LAWS.glob("*.docx"), *LAWS.glob("*.txt")])
    if not paths:
        paths = [folder / "sample-decree.docx"]
        write_decree(paths[0])
    clauses: list[Clause] = []
    for path in paths:
        try:
            outline = read_outline(path, tracked_changes="accept")
        except ImportRefused:
            continue
        clauses += _clauses(outline)
    return clauses


def made_rows(clauses: Sequence[Clause], number: int) -> Iterator[SearchDoc]:
    """So many rows: provisions and, one to three, opinions on them."""
    chance = random.Random(2026)
    vocabulary = [word for clause in clauses for word in clause.text.split()]
    now = clock.now()
    for at in range(number):
        clause = clauses[at % len(clauses)]
        copy = at // len(clauses)
        is_opinion = chance.random() < 0.25
        words = [
            chance.choice(vocabulary) if chance.random() < CHANGED_SHARE else word
            for word in clause.text.split()
        ]
        draft = 1 + copy * 12 + crc32(clause.law.encode()) % 12
        yield SearchDoc(
            kind=Kind.OPINION if is_opinion else Kind.PROVISION,
            object_id=at + 1,
            group_key=""
            if is_opinion
            else f"section:{copy}:{clause.law[:60]}:{clause.heading[:40]}",
            draft_id=draft,
            version_id=draft,
            document_type=DocumentType.values[draft % len(DocumentType.values)],
            field=FIELDS[draft % len(FIELDS)],
            agency_id=1 + chance.randrange(120) if is_opinion else None,
            opinion_kind=chance.choice(OpinionKind.values) if is_opinion else "",
            answer=chance.choice(Answer.values) if is_opinion else "",
            year=2016 + draft % 11,
            visibility=Visibility.PUBLIC if chance.random() < 0.9 else Visibility.COMPILERS,
            position=at % len(clauses),
            updated_at=now - timedelta(days=chance.randrange(3650)),
            **address_of(clause.eid),
            **words_of(f"{clause.heading}\n{clause.law} {copy}", " ".join(words)),
        )


def _clauses(outline: Outline) -> Iterator[Clause]:
    heading = ""
    for node in outline.walk():
        if node.level is Level.ARTICLE:
            heading = node.heading
        if node.level in ARTICLES:
            text = node.text or node.heading
            if text:
                yield Clause(outline.title, heading, node.eid, text)
