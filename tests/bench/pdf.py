"""Drawing an edition as PDF.

The internal table and the table for submission, drawn one after the other from one frozen edition;
opinions of about 60 words.
"""

import os
import resource
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from consultation.rendering.pdf import draw_pdf  # noqa: E402
from tests.consultation.rendering.editions import edition_with  # noqa: E402
from tests.consultation.rendering.round_rows import many_rows  # noqa: E402


def main() -> None:
    for opinions in (60, 200, 500):
        edition = edition_with(many_rows(opinions))
        for kind in ("internal", "submission"):
            began = time.perf_counter()
            drawing = draw_pdf(edition, kind)
            took = time.perf_counter() - began
            size = len(drawing.pdf) / 1024
            print(
                f"{opinions} opinions, {kind}\t"
                f"{took:.1f} s, {drawing.pages} pages, {size:,.0f} KiB",
                flush=True,
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most\t{peak:,.0f} MiB")


if __name__ == "__main__":
    main()
