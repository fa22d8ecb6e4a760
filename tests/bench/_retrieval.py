"""How well questions find their articles: indexed by clause, asked as typed and without marks."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cms import clock
from cms.structure.levels import Level
from cms.structure.outline import Node, body_lines, build_outline, outline_article
from consultation.management.demo.decree import decree_lines
from search.access import Access, Visibility
from search.documents.port import words_of, write_rows
from search.documents.provisions import address_of
from search.engines import Engine
from search.finder import known_abbreviations
from search.models import Kind, SearchDoc
from search.query import SearchQuery, parse

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
# Rows asked for: enough for a hundred articles of several clauses each.
DEPTH = 400
HEADING = re.compile(r"\s*Điều\s+(\d+[a-zđ]?)\s*[.:]?\s*(.*)")


class Question(NamedTuple):
    text: str
    relevant: frozenset[str]


class Measured(NamedTuple):
    mrr_10: float
    recall_10: float
    recall_100: float

    def __str__(self) -> str:
        return f"{self.mrr_10:.3f}, {self.recall_10:.3f}, {self.recall_100:.3f}"


def read_questions(folder: Path) -> list[Question]:
    return [
        Question(item["text"], frozenset(map(str, item["relevant"])))
        for item in read_lines(folder / "questions.jsonl")
    ]


def write_sample_articles(folder: Path) -> None:
    """The articles of the sample decree, as a folder of data has them."""
    outline = build_outline(decree_lines())
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
        for node in outline.walk():
            if node.level is Level.ARTICLE:
                lines = [
                    line for line in body_lines(node, lambda child: False) if isinstance(line, str)
                ]
                article = {
                    "id": f"dieu-{node.number}",
                    "law": outline.title,
                    "title": f"Điều {node.number}. {node.heading}",
                    "text": "\n".join(lines),
                }
                file.write(json.dumps(article, ensure_ascii=False) + "\n")


def index_articles(folder: Path) -> int:
    """One row for each clause and point, as provisions have them; how many rows."""
    numbers = count(1)
    articles = read_lines(folder / "articles.jsonl")
    return write_rows(row for article in articles for row in rows_of(article, numbers))


def rows_of(article: dict[str, str], numbers: Iterator[int]) -> Iterator[SearchDoc]:
    lines = [line.strip() for line in article["text"].splitlines() if line.strip()]
    title = article.get("title") or ""
    if lines and HEADING.fullmatch(lines[0]):
        title = title or lines[0]
        lines = lines[1:]
    headed = HEADING.fullmatch(title)
    number, heading = headed.groups() if headed else ("", title)
    eid = f"art_{number.replace('đ', 'dd') or '0'}"
    body = outline_article(eid, lines)
    parts = [(eid, title, body.text or heading)]
    for child in body.children:
        parts += [(node.eid, heading, _words(node)) for node in child.walk()]
    for position, (place, named, text) in enumerate(parts):
        yield SearchDoc(
            kind=Kind.PROVISION,
            object_id=next(numbers),
            group_key=str(article["id"]),
            visibility=Visibility.PUBLIC,
            position=position,
            updated_at=clock.now(),
            **(address_of(place) if number else {}),
            **words_of(f"{named}\n{article['law']}", text),
        )


def measure(engine: Engine, questions: Sequence[Question]) -> Measured:
    """MRR@10, R@10 and R@100 over articles, each at the place of its best row."""
    abbreviations = known_abbreviations()
    ranks, found_10, found_100 = 0.0, 0.0, 0.0
    for question in questions:
        query = SearchQuery(question.text, size=DEPTH, wanted_facets=())
        page = engine.search(parse(question.text, abbreviations), PUBLIC, query, None)
        articles = list(dict.fromkeys(hit.group_key for hit in page.hits))
        places = [at for at, key in enumerate(articles[:10], 1) if key in question.relevant]
        ranks += 1 / places[0] if places else 0
        found_10 += len(places) / len(question.relevant)
        found_100 += len(question.relevant.intersection(articles[:100])) / len(question.relevant)
    return Measured(*(figure / len(questions) for figure in (ranks, found_10, found_100)))


def without_marks(questions: Iterable[Question]) -> list[Question]:
    return [Question(strip_marks(each.text), each.relevant) for each in questions]


def strip_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def read_lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _words(node: Node) -> str:
    cells = [cell for line in node.table or () for cell in line]
    return "\n".join([node.heading, node.text, *cells]).strip()
