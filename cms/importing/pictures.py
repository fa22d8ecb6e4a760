"""Pages of a scan as pictures, drawn in a process of its own with limits:
python -m cms.importing.pictures FILE PAGE MB SECONDS.

Page 0 answers with the number of pages; any other with a PNG, at most `WIDEST` pixels wide.
"""

import io
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from .limited import confine
from .refusal import ImportRefused

WIDEST = 1_240
MOST_PIXELS = 4_000_000
_MEMORY_MB, _CPU_S, _WALL_S = 1024, 15, 25
_ROOT = Path(__file__).resolve().parents[2]


def count_pages(path: Path) -> int:
    """How many pages a checked PDF has.

    Raises:
        ImportRefused: it cannot be opened within the limits.
    """
    return int(_run(path, 0))


def draw_page(path: Path, number: int) -> bytes:
    """A PNG of one page, from 1, of a checked PDF; of a picture, itself drawn anew.

    Raises:
        ImportRefused: there is no such page, or drawing it needs more than it may.
    """
    return _run(path, number)


def _run(path: Path, number: int) -> bytes:
    limits = (str(_MEMORY_MB), str(_CPU_S))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(path.resolve()), str(number), *limits],
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused() from error
    if done.returncode or not done.stdout:
        raise _refused()
    return done.stdout


def _refused() -> ImportRefused:
    return ImportRefused(
        "limits",
        "Không vẽ được trang này của bản chụp. Hãy xuất lại tệp PDF, hoặc mở tệp gốc để xem.",
    )


def main(file: str, page: str, memory_mb: str, cpu_s: str) -> bytes:
    confine(memory_mb=int(memory_mb), cpu_s=int(cpu_s))
    path, number = Path(file), int(page)
    if path.suffix.lower() == ".pdf":
        return _of_pdf(path, number)
    return b"1" if number == 0 else _png(import_module("PIL.Image").open(path))


def _of_pdf(path: Path, number: int) -> bytes:
    document: Any = import_module("pypdfium2").PdfDocument(path)
    if number == 0:
        return str(len(document)).encode()
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(WIDEST / width, (MOST_PIXELS / (width * height)) ** 0.5)
    return _png(page.render(scale=scale).to_pil())


def _png(picture: Any) -> bytes:
    picture = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    picture.thumbnail((WIDEST, WIDEST * 3))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(main(*sys.argv[1:]))
