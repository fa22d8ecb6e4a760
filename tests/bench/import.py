"""Reading and publishing a law.

Reading the paragraphs alone with the library the reader itself uses (lxml: unzip, parse, the text
of every paragraph), and the outline with all checks, in turns, in a process without Django; and the
most memory that took; the outline in the limited subprocess; importing and publishing every
article as a page with its provisions: at once, again, and by Wagtail's own calls. Last, laws of 50
to 3,000 articles: how the time grows. Seconds are of the processor, since other programs may share
it; in brackets the time by the clock.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from cms.importing import read_safely  # noqa: E402
from cms.importing.draft_import import SourceFile, import_draft  # noqa: E402
from cms.models import DraftIndexPage, VersionPage  # noqa: E402
from cms.publishing import publish_waiting  # noqa: E402
from cms.structure.outline import Line, Outline, build_outline  # noqa: E402
from consultation.management.demo.decree import write_decree  # noqa: E402
from tests.factories import publish_law  # noqa: E402
from tests.factories.by_wagtail import publish_page_by_page  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT.parent / "shared" / "laws"
NAMES = ("luat-to-chuc-chinh-phu-2025.docx", "bo-luat-dan-su-2015.docx")
SIZES = (50, 500, 3000)
TURNS = 9
Result = TypeVar("Result")


def main() -> None:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    first = publish_law()
    sample = Path(settings.DATA_DIR) / "sample-decree.docx"
    write_decree(sample)
    for path in (sample, *(LAWS / name for name in NAMES if (LAWS / name).is_file())):
        measure_law(path, first.draft.owner, first.draft.drafting_agency)
    for articles in SIZES:
        measure_growth(articles, first.draft.owner, first.draft.drafting_agency)


def measure_law(path: Path, editor, ministry) -> None:
    outline = measure_reading(path)
    with counted() as queries:
        version, publishing = timed(lambda: publish(path, outline, editor, ministry))
    report(path, f"imported and published, {queries[0]:,} queries", publishing)
    version.sections().update(has_unpublished_changes=True)
    with counted() as queries:
        _sections, again = timed(lambda: publish_waiting(version, by=editor))
    report(path, f"published again, {queries[0]:,} queries", again)
    bare = beside(version)
    with counted() as queries:
        _none, slow = timed(lambda: publish_page_by_page(bare, outline.nodes, by=editor))
    report(path, f"by Wagtail's own calls, {queries[0]:,} queries", slow)
    times = slow.processor / publishing.processor
    print(f"{path.stem}: Wagtail's own calls take\t{times:.0f} times as long")


def measure_reading(path: Path) -> Outline:
    outline, confined = timed(lambda: read_safely(path))
    command = [sys.executable, "-m", "tests.bench._reading", str(path), str(TURNS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    read = json.loads(done.stdout)
    bare, full = (min(turn[at] for turn in read["turns"]) for at in (0, 1))
    ratios = [outlined / alone for alone, outlined in read["turns"]]
    found = f"{outline.counts['article']} articles, {read['paragraphs']:,} paragraphs"
    print(f"{path.stem}: {found}, read alone\t{bare:.3f} s")
    print(f"{path.stem}: checked and outlined\t{full:.3f} s")
    spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
    print(f"{path.stem}: outlined, beside reading alone\t{full / bare:.1f} times ({spread})")
    print(f"{path.stem}: outlined in the limited subprocess\t({confined.clock:.2f} s)")
    print(f"{path.stem}: most memory while outlining\t{read['memory']} MB", flush=True)
    return outline


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many statements the database is sent; Django's own log forgets beyond 9,000."""
    count = [0]

    def count_one(execute, sql, params, many, context):
        count[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count_one):
        yield count


def beside(version: VersionPage) -> VersionPage:
    """A second version of the same draft, still empty."""
    return version.draft.add_child(instance=VersionPage(title="Lần 2", slug="lan-2", number=2))


def measure_growth(articles: int, editor, ministry) -> None:
    lines = [f"Điều {n}. Tên điều\n1. Khoản một.\n2. Khoản hai." for n in range(1, articles + 1)]
    text = "\n".join(["LUẬT", "Thử", *lines])
    rows = [Line(line, at) for at, line in enumerate(text.split("\n"))]
    outline, outlining = timed(lambda: build_outline(rows))
    path = Path(f"law-of-{articles}-articles.txt")
    source = SourceFile(path.name, text.encode())
    _version, publishing = timed(
        lambda: import_draft(
            DraftIndexPage.objects.get(), outline, source, by=editor, drafting_agency=ministry
        )
    )
    together = Took(*map(sum, zip(outlining, publishing, strict=True)))
    each = 1000 * together.processor / articles
    report(path, f"outlined and published, {each:.1f} ms an article", together)


def publish(path: Path, outline: Outline, editor, ministry):
    source = SourceFile(path.name, path.read_bytes())
    return import_draft(
        DraftIndexPage.objects.get(), outline, source, by=editor, drafting_agency=ministry
    )


class Took(NamedTuple):
    """Seconds: of this process on the processor, and by the clock."""

    processor: float
    clock: float


def timed(act: Callable[[], Result]) -> tuple[Result, Took]:
    began, worked = time.perf_counter(), time.process_time()
    result = act()
    return result, Took(time.process_time() - worked, time.perf_counter() - began)


def report(path: Path, what: str, took: Took) -> None:
    print(f"{path.stem}: {what}\t{took.processor:.2f} s ({took.clock:.2f} s)", flush=True)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
