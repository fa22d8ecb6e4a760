"""Search.

The laws beside the project (else the small sample of the tests) are imported and searched by
headings of their articles, typed in eight ways: how often an article so called is among the
first ten hits, and first; then what a search costs.
"""

import os
import random
import shutil
import statistics
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.management import call_command  # noqa: E402

from cms.importing import ImportRefused, read_outline  # noqa: E402
from cms.importing.draft_import import SourceFile, import_draft  # noqa: E402
from cms.models import DraftIndexPage, SectionPage  # noqa: E402
from search.analysis import fold  # noqa: E402
from search.documents import rebuild_documents  # noqa: E402
from search.finder import Page, search  # noqa: E402
from search.models import SearchDoc  # noqa: E402
from search.query import SearchQuery  # noqa: E402
from tests.factories import publish_law  # noqa: E402

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
SAMPLE = 200
TONES = "\u0300\u0301\u0309\u0303\u0323"


def strip_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def strip_tones(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONES))


def move_tones(text: str) -> str:
    moved = {"òa": "oà", "óa": "oá", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "òe": "oè"}
    for old, new in moved.items():
        text = text.replace(old, new)
    return text


WAYS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "without marks": strip_marks,
    "with half the marks": strip_tones,
    "decomposed (NFD)": lambda text: unicodedata.normalize("NFD", text),
    "tones in the other place": move_tones,
    "i for y": lambda text: text.replace("ý", "í").replace("ỹ", "ĩ").replace("ỷ", "ỉ"),
    "capitals": str.upper,
    "d for đ": lambda text: text.replace("đ", "d").replace("Đ", "D"),
}
COMMON = ("quy định", "cơ quan có thẩm quyền", "trách nhiệm của Ủy ban nhân dân cấp tỉnh", "UBND")


def main() -> None:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    laws = publish_laws()
    began = time.perf_counter()
    rebuild_documents()
    took = time.perf_counter() - began
    report("laws, rows", f"{laws}, {SearchDoc.objects.count():,}")
    report("all rows anew", f"{took:.1f} s")
    random.seed(2026)
    headings = sorted(
        set(SectionPage.objects.filter(level="article").exclude(heading="").values_list("heading"))
    )
    chosen = [heading for (heading,) in random.sample(headings, min(SAMPLE, len(headings)))]
    times: list[float] = []
    for way, retype in WAYS.items():
        ranks = [rank(heading, retype(heading), times) for heading in chosen]
        report(f"{len(chosen)} headings {way}: in the first ten, first", shares(ranks))
    report("a search: median, 95 %", milliseconds(times))
    for words in COMMON:
        page, seconds = timed(words)
        report(f"“{words}”", f"{page.total:,} hits, {seconds * 1000:.0f} ms")


def publish_laws() -> int:
    """Each law under the name of its file, by the importer's own acts."""
    version = publish_law()
    draft = version.draft
    number = 1
    for path in sorted([*LAWS.glob("*.docx"), *LAWS.glob("*.txt")]):
        try:
            outline = read_outline(path, tracked_changes="accept")
        except ImportRefused as refusal:
            report(f"{path.name} left out", refusal.code)
            continue
        import_draft(
            DraftIndexPage.objects.get(),
            outline,
            SourceFile(path.name, path.read_bytes()),
            by=draft.owner,
            drafting_agency=draft.drafting_agency,
        )
        number += 1
    return number


def rank(heading: str, typed: str, times: list[float]) -> int | None:
    page, seconds = timed(typed)
    times.append(seconds)
    wanted = fold(heading)
    places = [at for at, hit in enumerate(page.hits[:10]) if fold(hit.title).endswith(wanted)]
    return places[0] if places else None


def timed(words: str) -> tuple[Page, float]:
    began = time.perf_counter()
    page = search(AnonymousUser(), SearchQuery(words))
    return page, time.perf_counter() - began


def shares(ranks: list[int | None]) -> str:
    found = sum(place is not None for place in ranks) / len(ranks)
    first = sum(place == 0 for place in ranks) / len(ranks)
    return f"{found:.3f}, {first:.3f}"


def milliseconds(times: list[float]) -> str:
    slow = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times) * 1000:.0f}, {slow * 1000:.0f} ms"


def report(what: str, how_much: str) -> None:
    print(f"{what}\t{how_much}", flush=True)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
