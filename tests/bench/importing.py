"""Reading and publishing a law.

Reading its paragraphs alone, the outline with all checks, the same in the limited subprocess, and
publishing every article as a page with its provisions: at once, again, and by Wagtail's own calls.
Last, laws of 50 to 3,000 articles: how the time grows.
"""

import os
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cms.importing import read_docx, read_outline, read_safely  # noqa: E402
from cms.importing.draft_import import SourceFile, import_draft  # noqa: E402
from cms.models import DraftIndexPage, VersionPage  # noqa: E402
from cms.publishing import publish_waiting  # noqa: E402
from cms.structure.outline import Line, Outline, build_outline  # noqa: E402
from consultation.management.demo.decree import write_decree  # noqa: E402
from tests.factories import publish_law  # noqa: E402
from tests.factories.by_wagtail import publish_page_by_page  # noqa: E402

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
NAMES = ("luat-to-chuc-chinh-phu-2025.docx", "bo-luat-dan-su-2015.docx")
SIZES = (50, 500, 3000)
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
    lines, reading = timed(lambda: read_docx(path))
    outline, outlining = timed(lambda: read_outline(path))
    _outline, confined = timed(lambda: read_safely(path))
    report(path, f"{outline.counts['article']} articles, {len(lines):,} paragraphs", reading)
    report(path, "checked and outlined", outlining)
    report(path, "the same in the limited subprocess", confined)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{path.stem}: at most {peak} MB in the subprocess", flush=True)
    with CaptureQueriesContext(connection) as queries:
        version, publishing = timed(lambda: publish(path, outline, editor, ministry))
    report(path, f"published, {len(queries):,} queries", publishing)
    version.sections().update(has_unpublished_changes=True)
    with CaptureQueriesContext(connection) as queries:
        _sections, again = timed(lambda: publish_waiting(version, by=editor))
    report(path, f"published again, {len(queries):,} queries", again)
    bare = beside(version)
    with CaptureQueriesContext(connection) as queries:
        _none, slow = timed(lambda: publish_page_by_page(bare, outline.nodes, by=editor))
    report(path, f"by Wagtail's own calls, {len(queries):,} queries", slow)
    report(path, f"{slow / publishing:.0f} times as long as at once", slow - publishing)


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
    each = 1000 * (outlining + publishing) / articles
    report(path, f"outlined and published, {each:.1f} ms an article", outlining + publishing)


def publish(path: Path, outline: Outline, editor, ministry):
    source = SourceFile(path.name, path.read_bytes())
    return import_draft(
        DraftIndexPage.objects.get(), outline, source, by=editor, drafting_agency=ministry
    )


def timed(act: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    return act(), time.perf_counter() - began


def report(path: Path, what: str, seconds: float) -> None:
    print(f"{path.stem}: {what}\t{seconds:.2f} s", flush=True)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
