"""Search.

Quality: questions as citizens ask them over the articles of the sample decree, each article
indexed by its clauses, then again without marks: mean reciprocal rank of the first right article
among ten (MRR@10), share of the right ones among ten and a hundred (R@10, R@100). With
`--data DIR` the questions and articles of that folder are asked instead, and nothing else is
measured. Speed: clauses of the laws beside the project (else of the sample decree), each copy
changed in every seventh word; headings, questions, common words and citations are searched, with
no facets and with five. Wagtail's database search looks for the same words in the same rows.
"""

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from search import outbox  # noqa: E402
from search.documents.port import write_rows  # noqa: E402
from search.engines import Engine, database_engine  # noqa: E402
from search.engines.elasticsearch import ElasticsearchEngine, Indices  # noqa: E402
from search.finder import known_abbreviations  # noqa: E402
from search.models import SearchDoc  # noqa: E402
from search.query import Facet, SearchQuery, parse  # noqa: E402
from tests import migrated  # noqa: E402
from tests.bench import _wagtail  # noqa: E402
from tests.bench._retrieval import (  # noqa: E402
    PUBLIC,
    index_articles,
    measure,
    read_questions,
    strip_marks,
    without_marks,
    write_sample_articles,
)
from tests.bench._rows import Clause, made_rows, read_clauses  # noqa: E402

QUESTIONS = Path(__file__).resolve().parent.parent / "data" / "questions.jsonl"
ROWS, MANY_ROWS = 25_000, 150_000
FIVE: tuple[Facet, ...] = ("kind", "draft", "agency", "year", "field")
COMMON = (
    "quy định",
    "cơ quan có thẩm quyền",
    "trách nhiệm của Ủy ban nhân dân cấp tỉnh",
    "UBND",
    "người lao động",
    "quyền và nghĩa vụ",
)
CITED = ("khoản 2 Điều 5", "Đ12 K3", "Điều 10 Bộ luật Lao động", "30/2020/NĐ-CP")
HEADINGS = 40
# Wagtail's search takes seconds for a common word.
ASKED_OF_WAGTAIL = 6


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench search")
    parser.add_argument("--data", type=Path, help="a folder of articles.jsonl and questions.jsonl")
    parser.add_argument(
        "--engine", choices=["sqlite", "postgresql", "elasticsearch"], default="sqlite"
    )
    parser.add_argument("--long", action="store_true", help=f"{MANY_ROWS:,} rows")
    chosen = parser.parse_args()
    if chosen.data:
        report_quality(chosen.data, chosen.engine)
        return
    with tempfile.TemporaryDirectory() as folder:
        write_sample_articles(Path(folder))
        shutil.copy(QUESTIONS, folder)
        report_quality(Path(folder), chosen.engine)
        empty()
        report_speed(Path(folder), MANY_ROWS if chosen.long else ROWS, chosen.engine)


def report_quality(folder: Path, name: str) -> None:
    questions = read_questions(folder)
    began = time.perf_counter()
    rows = index_articles(folder)
    report("articles' rows", f"{rows:,} in {time.perf_counter() - began:.1f} s")
    engine = engine_named(name)
    for way, asked in (("as typed", questions), ("without marks", without_marks(questions))):
        report(
            f"{engine.name}, {len(asked)} questions {way}: MRR@10, R@10, R@100",
            str(measure(engine, asked)),
        )


def report_speed(folder: Path, number: int, name: str) -> None:
    clauses = read_clauses(folder)
    rows = list(made_rows(clauses, number))
    began = time.perf_counter()
    write_rows(rows)
    took = time.perf_counter() - began
    report(f"{number:,} rows written", f"{number / took:,.0f} rows/s")
    began = time.perf_counter()
    engine = engine_named(name)
    report(f"{engine.name}: index settled", f"{time.perf_counter() - began:.1f} s")
    asked = list(typed(clauses))
    for facets, wanted in (("no facets", ()), ("five facets", FIVE)):
        report(
            f"{engine.name}, {len(asked)} searches, {facets}: median, 95 %, most",
            spread([seconds(engine, text, wanted) for text in asked]),
        )
    report(
        f"{engine.name}, common words, five facets: median, most",
        spread([seconds(engine, text, FIVE) for text in COMMON]),
    )
    began = time.perf_counter()
    _wagtail.write(rows)
    report("Wagtail: rows written", f"{number / (time.perf_counter() - began):,.0f} rows/s")
    for texts, what in ((asked[:ASKED_OF_WAGTAIL], "headings"), (COMMON[:2], "common words")):
        ours = [seconds(engine, text, FIVE) for text in texts]
        theirs = [timed(lambda text=text: _wagtail.search(text)) for text in texts]
        ratio = sum(theirs) / sum(ours)
        report(f"Wagtail, {what}: median, 95 %, most", f"{spread(theirs)}; {ratio:.0f} times ours")


def typed(clauses: Sequence[Clause]) -> Iterator[str]:
    """Headings with marks and without, questions made of clauses, common words, citations."""
    chance = random.Random(3)
    headings = sorted({clause.heading for clause in clauses if len(clause.heading.split()) > 2})
    yield from chance.sample(headings, min(HEADINGS, len(headings)))
    yield from map(strip_marks, chance.sample(headings, min(HEADINGS, len(headings))))
    long = [clause.text.split() for clause in clauses if len(clause.text.split()) > 12]
    for words in chance.sample(long, HEADINGS // 4):
        yield f"Trường hợp nào thì {' '.join(words[3:12])}?"
    yield from (*COMMON, *CITED)


def engine_named(name: str) -> Engine:
    """In step with the rows there are."""
    if name != "elasticsearch":
        engine = database_engine()
        engine.rebuild()
        return engine
    outbox.rebuild_index()
    return ElasticsearchEngine()


def seconds(engine: Engine, text: str, wanted: tuple[Facet, ...]) -> float:
    query = SearchQuery(text, wanted_facets=wanted)
    return timed(lambda: engine.search(parse(text, known_abbreviations()), PUBLIC, query, None))


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    slow = ordered[int(len(ordered) * 0.95)]
    figures = (statistics.median(ordered), slow, ordered[-1])
    return ", ".join(f"{figure * 1000:,.0f}" for figure in figures) + " ms"


def empty() -> None:
    SearchDoc.objects.all().delete()


def report(what: str, how_much: str) -> None:
    print(f"{what}\t{how_much}", flush=True)


def run() -> None:
    """In a database made for this and taken away again, and indices of its own."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    settings.ELASTICSEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    settings.ELASTICSEARCH_PREFIX = f"bench-{os.getpid()}"
    old = connection.settings_dict["NAME"]
    # Migrated before by the tests, if they ever ran.
    taken = connection.vendor == "sqlite" and migrated.take()
    connection.creation.create_test_db(0, autoclobber=True, serialize=False, keepdb=taken)
    try:
        main()
    finally:
        if settings.ELASTICSEARCH_URL:
            Indices().drop(Indices().generations())
        connection.creation.destroy_test_db(old, verbosity=0)
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


if __name__ == "__main__":
    run()
