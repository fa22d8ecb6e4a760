"""Search.

Quality: questions as citizens ask them over the articles of the sample decree, each article
indexed by its clauses, then again without marks: mean reciprocal rank of the first right article
among ten (MRR@10), share of the right ones among ten and a hundred (R@10, R@100). With
`--data DIR` the questions and articles of that folder are asked instead, and nothing else is
measured. Speed: clauses of the laws beside the project (else of the sample decree), each copy
changed in every seventh word; headings, questions, common words and citations are searched, with
no facets and with five: milliseconds by the clock, and in brackets of this process alone, which
leaves out what a server does. Of Elasticsearch also its own time for the stage that wants every
word. Wagtail's database search looks for the same words in the same rows.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from elasticsearch import Elasticsearch  # noqa: E402

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

# All that is measured without arguments. Wagtail would take hours for the large ones.
RUNS = (
    ("--engine", "sqlite"),
    ("--engine", "sqlite", "--long"),
    ("--engine", "postgresql"),
    ("--engine", "postgresql", "--long"),
    ("--engine", "elasticsearch"),
    ("--engine", "elasticsearch", "--long"),
)
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
    chosen.number = MANY_ROWS if chosen.long else ROWS
    if chosen.data:
        report_quality(chosen.data, chosen.engine)
        return
    with tempfile.TemporaryDirectory() as folder:
        if not chosen.long:
            write_sample_articles(Path(folder))
            shutil.copy(QUESTIONS, folder)
            report_quality(Path(folder), chosen.engine)
            empty()
        rows = list(made_rows(clauses := read_clauses(Path(folder)), chosen.number))
        engine = report_writing(rows, chosen.engine)
        report_speed(engine, clauses, len(rows))
        # Elasticsearch is asked about the same rows of the same database.
        if not chosen.long and chosen.engine != "elasticsearch":
            report_wagtail(engine, clauses, rows)


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


def report_writing(rows: Sequence[SearchDoc], name: str) -> Engine:
    """The rows into the database, and where the engine lies elsewhere, their copy."""
    number = len(rows)
    began = time.perf_counter()
    write_rows(rows)
    took = time.perf_counter() - began
    where = connection.vendor
    report(f"{name}: {number:,} rows written to {where}", f"{number / took:,.0f} rows/s")
    began, steps = time.perf_counter(), {}
    engine = engine_named(name, lambda step: steps.setdefault(step, time.perf_counter()))
    report(f"{engine.name}: index settled", f"{time.perf_counter() - began:.1f} s")
    if steps:
        copied = number / (steps["replay"] - steps["copy"])
        report(f"{engine.name}: of that, {number:,} rows copied", f"{copied:,.0f} rows/s")
    return engine


def report_speed(engine: Engine, clauses: Sequence[Clause], number: int) -> None:
    asked = list(typed(clauses))
    name = f"{engine.name}, {number:,} rows"
    every_word: list[float] = []
    for facets, wanted in (("no facets", ()), ("five facets", FIVE)):
        with own_times(every_word):
            report(
                f"{name}, {len(asked)} searches, {facets}: median, 95 %, most",
                spread([seconds(engine, text, wanted) for text in asked]),
            )
    report(
        f"{name}, common words, five facets: median, most",
        spread([seconds(engine, text, FIVE) for text in COMMON]),
    )
    if every_word:
        own = spread([Taken(took, took) for took in every_word]).partition(" (")[0]
        report(f"{name}, its own time for the stage of every word: median, 95 %, most", own)


def report_wagtail(engine: Engine, clauses: Sequence[Clause], rows: Sequence[SearchDoc]) -> None:
    asked = list(typed(clauses))
    began = time.perf_counter()
    _wagtail.write(rows)
    written = len(rows) / (time.perf_counter() - began)
    report(f"Wagtail on {connection.vendor}: rows written", f"{written:,.0f} rows/s")
    for texts, what in ((asked[:ASKED_OF_WAGTAIL], "headings"), (COMMON[:2], "common words")):
        ours = [seconds(engine, text, FIVE) for text in texts]
        theirs = [timed(lambda text=text: _wagtail.search(text)) for text in texts]
        ratio = sum(each.clock for each in theirs) / sum(each.clock for each in ours)
        name = f"Wagtail on {connection.vendor}, {what}: median, 95 %, most"
        report(name, f"{spread(theirs)}; {ratio:.0f} times ours")


@contextmanager
def own_times(every_word: list[float]) -> Iterator[None]:
    """Notes what Elasticsearch says a request that counts took: the stage that wants every word."""
    search = Elasticsearch.search

    def noting(client: Elasticsearch, **asked: Any) -> Any:
        answer = search(client, **asked)
        if asked.get("track_total_hits"):
            every_word.append(answer["took"] / 1000)
        return answer

    with patch.object(Elasticsearch, "search", noting):
        yield


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


def engine_named(name: str, told: Callable[[str], object] = str) -> Engine:
    """In step with the rows there are."""
    if name != "elasticsearch":
        engine = database_engine()
        engine.rebuild()
        return engine
    outbox.rebuild_index(told)
    return ElasticsearchEngine()


class Taken(NamedTuple):
    """Seconds by the clock, and of this process's processor."""

    clock: float
    processor: float


def seconds(engine: Engine, text: str, wanted: tuple[Facet, ...]) -> Taken:
    query = SearchQuery(text, wanted_facets=wanted)
    return timed(lambda: engine.search(parse(text, known_abbreviations()), PUBLIC, query, None))


def timed(act: Callable[[], object]) -> Taken:
    began, own = time.perf_counter(), time.process_time()
    act()
    return Taken(time.perf_counter() - began, time.process_time() - own)


def spread(times: Sequence[Taken]) -> str:
    clock, own = (three(sorted(each)) for each in zip(*times, strict=True))
    return f"{clock} ms ({own} ms)"


def three(ordered: Sequence[float]) -> str:
    figures = (statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1])
    return ", ".join(f"{figure * 1000:,.0f}" for figure in figures)


def empty() -> None:
    SearchDoc.objects.all().delete()


def report(what: str, how_much: str) -> None:
    print(f"{what}\t{how_much}", flush=True)


def run() -> None:
    """In a database made for this and taken away again, and indices of its own."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    # Where it is set up, every row written is noted for it: of no other engine that is measured.
    is_elsewhere = "elasticsearch" in sys.argv
    settings.ELASTICSEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL", "") * is_elsewhere
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
