"""Reading and publishing a law.

Reading its paragraphs alone, the outline with all checks, the same in the limited subprocess, and
publishing every article as a page with its provisions.
"""

import os
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
from cms.models import DraftIndexPage  # noqa: E402
from cms.structure.outline import Outline  # noqa: E402
from consultation.management.demo.decree import write_decree  # noqa: E402
from tests.factories import publish_law  # noqa: E402

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
NAMES = ("luat-to-chuc-chinh-phu-2025.docx", "bo-luat-dan-su-2015.docx")
Result = TypeVar("Result")


def main() -> None:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    first = publish_law()
    sample = Path(settings.DATA_DIR) / "sample-decree.docx"
    write_decree(sample)
    for path in (sample, *(LAWS / name for name in NAMES if (LAWS / name).is_file())):
        measure_law(path, first.draft.owner, first.draft.drafting_agency)


def measure_law(path: Path, editor, ministry) -> None:
    lines, reading = timed(lambda: read_docx(path))
    outline, outlining = timed(lambda: read_outline(path))
    _outline, confined = timed(lambda: read_safely(path))
    report(path, f"{outline.counts['article']} articles, {len(lines):,} paragraphs", reading)
    report(path, "checked and outlined", outlining)
    report(path, "the same in the limited subprocess", confined)
    with CaptureQueriesContext(connection) as queries:
        _version, publishing = timed(lambda: publish(path, outline, editor, ministry))
    report(path, f"published, {len(queries):,} queries", publishing)


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
