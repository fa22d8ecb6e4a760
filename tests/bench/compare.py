"""Comparing two versions of a law.

The Civil Code (else a made-up one of its size) beside itself, with 15 % of its provisions reworded,
and with everything renumbered; then laws of 50 to 3,000 articles. Beside each, in the same run,
`difflib.SequenceMatcher` over the same provisions as plain lines, which knows of no provision.
Last, the three columns of the Civil Code with 15 % reworded as Word and PDF.
"""

import os
import random
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from cms.importing import read_outline  # noqa: E402
from cms.structure.comparison import Comparison, Item, compare  # noqa: E402
from consultation.rendering.comparison import (  # noqa: E402
    ComparedDraft,
    comparison_rows,
    draw_comparison,
)
from consultation.rendering.comparison_word import write_comparison  # noqa: E402
from tests.cms.structure.judged_edits import put_in_an_article_at_the_top  # noqa: E402
from tests.cms.structure.judged_laws import Writer, edited, laid_out  # noqa: E402

CODE = Path(__file__).resolve().parents[3] / "shared" / "laws" / "bo-luat-dan-su-2015.docx"
SIZES = (50, 500, 3000)
FRESH = "cơ quan có thẩm quyền thông báo bằng văn bản cho người dân trước ngày làm việc".split()  # noqa: SIM905
Result = TypeVar("Result")


def main() -> None:
    code = read_code()
    for name, changed in (
        ("with itself", code),
        ("15 % reworded", reworded(code)),
        ("everything renumbered", renumbered(code)),
    ):
        measure(f"Civil Code {name}", code, changed)
    per_article = [measure_growth(articles) for articles in SIZES]
    print(
        f"an article of {SIZES[-1]:,} beside one of {SIZES[0]}\t"
        f"{per_article[-1] / per_article[0]:.1f} times as long"
    )
    measure_documents(compare(code, reworded(code)))


def read_code() -> list[Item]:
    if not CODE.is_file():
        return [item for _uid, item in laid_out(Writer(0).law(chapters=27, articles=25))]
    nodes = [node for top in read_outline(CODE).nodes for node in top.walk()]
    return [Item(node.eid, node.level, node.number, node.heading, node.text) for node in nodes]


def reworded(items: list[Item], share: float = 0.15) -> list[Item]:
    """Every twelfth word of these provisions is another."""
    chance = random.Random(1)
    changed = []
    for item in items:
        words = item.text.split(" ")
        if item.text and chance.random() < share:
            for at in chance.sample(range(len(words)), max(1, len(words) // 12)):
                words[at] = chance.choice(FRESH)
        changed.append(replace(item, text=" ".join(words)))
    return changed


def renumbered(items: list[Item]) -> list[Item]:
    """An article put in at the top: all others are one further on."""
    changed = []
    for item in items:
        first, *below = item.eid.split("__")
        if first.startswith("art_"):
            first = f"art_{int(first.removeprefix('art_')) + 1}"
        changed.append(replace(item, eid="__".join([first, *below])))
    return changed


def measure(name: str, old: list[Item], new: list[Item]) -> float:
    comparison, ours = best(lambda: compare(old, new))
    lines = [[item.wording for item in side] for side in (old, new)]
    _codes, plain = best(lambda: SequenceMatcher(None, *lines, autojunk=False).get_opcodes())
    told = ", ".join(f"{count:,} {verdict.value}" for verdict, count in comparison.counts.items())
    print(f"{name}: {told}\t{ours:.2f} s, {ours / plain:.1f} × difflib", flush=True)
    return ours


def measure_growth(articles: int) -> float:
    """Milliseconds an article."""
    old = Writer(articles).law(chapters=max(2, articles // 25), articles=25)
    new, _account = edited(old, put_in_an_article_at_the_top, 1)
    before, after = ([item for _uid, item in laid_out(law)] for law in (old, new))
    each = 1000 * measure(f"{articles:,} articles", before, after) / articles
    print(f"{articles:,} articles\t{each:.2f} ms an article", flush=True)
    return each


def measure_documents(comparison: Comparison) -> None:
    """Whose memory is that of the whole run: the comparing needs less than the drawing."""
    draft = ComparedDraft("Bộ luật", "Hiện hành", "Lần 1", datetime(2026, 1, 1, tzinfo=UTC))
    rows = comparison_rows(comparison)
    for kind, draw in (("Word", write_comparison), ("PDF", draw_comparison)):
        file, took = timed(lambda draw=draw: draw(draft, rows))
        size = len(file) / 1024
        print(f"{len(rows):,} changes as {kind}\t{took:.1f} s, {size:,.0f} KiB", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most\t{peak:,.0f} MiB")


def best(act: Callable[[], Result]) -> tuple[Result, float]:
    """Of two tries: other work on the machine only ever makes it longer."""
    tries = [timed(act) for _ in range(2)]
    return tries[0][0], min(took for _result, took in tries)


def timed(act: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    return act(), time.perf_counter() - began


if __name__ == "__main__":
    main()
