"""Reading a file nobody vouches for, in a process with limits of memory, time and patience."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cms.structure.outline import Outline
from cms.structure.tree import Line, lines_from_data

from .checks import check_file
from .office import OLD_WORD, as_modern_word
from .package import SAVE_AGAIN
from .recipe import Reading
from .refusal import ImportRefused
from .word_text import TrackedChanges

_ROOT = Path(__file__).resolve().parents[2]
_SANDBOX = "cms.importing.sandbox"
# The child inherits no secret of the site: nothing of the environment but how text is written.
_ENVIRONMENT = {"PYTHONUTF8": "1"}


def read_safely(
    path: Path,
    *,
    tracked_changes: TrackedChanges = "ask",
    memory_mb: int = 768,
    cpu_s: int = 20,
    wall_s: int = 30,
) -> Outline:
    """The outline of a law in a file, read in a subprocess; refused as `read_law_safely` does."""
    return read_law_safely(
        path,
        tracked_changes=tracked_changes,
        memory_mb=memory_mb,
        cpu_s=cpu_s,
        wall_s=wall_s,
    ).outline


def read_law_safely(
    path: Path,
    *,
    tracked_changes: TrackedChanges = "ask",
    memory_mb: int = 768,
    cpu_s: int = 20,
    wall_s: int = 30,
) -> Reading:
    """The lines and the outline of a law in a file, read in a subprocess.

    Raises:
        ImportRefused: as read_law does, and "limits" where the file needs more than it may.
    """
    if path.suffix.lower() == OLD_WORD:
        # LibreOffice needs limits of its own; what it writes is read within ours.
        check_file(path)
        with as_modern_word(path) as readable:
            return _reading(_run(readable, tracked_changes, memory_mb, cpu_s, wall_s))
    return _reading(_run(path, tracked_changes, memory_mb, cpu_s, wall_s))


def read_words_safely(
    path: Path, *, memory_mb: int = 768, cpu_s: int = 20, wall_s: int = 30
) -> str:
    """The words of any document, a line for each paragraph and each cell of a table.

    Raises:
        ImportRefused: the file is unsafe or unreadable, or needs more than it may.
    """
    lines = read_document_safely(path, memory_mb=memory_mb, cpu_s=cpu_s, wall_s=wall_s)
    cells = (
        cell
        for line in lines
        for cell in (line.text, *(cell for row in line.table or () for cell in row))
    )
    return "\n".join(filter(None, cells))


def read_document_safely(
    path: Path, *, memory_mb: int = 768, cpu_s: int = 20, wall_s: int = 30
) -> list[Line]:
    """The lines of any document, tables as tables; refused as `read_words_safely` does."""
    if path.suffix.lower() == OLD_WORD:
        check_file(path)
        with as_modern_word(path) as readable:
            answer = _run(readable, "document", memory_mb, cpu_s, wall_s)
    else:
        answer = _run(path, "document", memory_mb, cpu_s, wall_s)
    return lines_from_data(answer["lines"])


def read_sheet_safely(
    path: Path, *, memory_mb: int = 768, cpu_s: int = 20, wall_s: int = 30
) -> list[Line]:
    """The rows of a workbook's first sheet, a line each; refused as `read_words_safely` does."""
    return lines_from_data(_run(path, "sheet", memory_mb, cpu_s, wall_s)["lines"])


def check_safely(path: Path, *, memory_mb: int = 768, cpu_s: int = 20, wall_s: int = 30) -> None:
    """Pass a file to be kept that is what its ending says, with nothing active in it.

    Raises:
        ImportRefused: as `check_upload` does, and "limits" where the look needs more than it may.
    """
    _run(path, "check", memory_mb, cpu_s, wall_s)


def _run(path: Path, mode: str, memory_mb: int, cpu_s: int, wall_s: int) -> dict[str, Any]:
    limits = (str(memory_mb), str(cpu_s))
    try:
        done = subprocess.run(
            [sys.executable, "-m", _SANDBOX, str(path.resolve()), mode, *limits],
            cwd=_ROOT,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=wall_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_demanding() from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode < 0:
        raise _too_demanding()
    if done.returncode > 0:
        raise ImportRefused(
            "unreadable",
            f"Không đọc được nội dung tệp. {SAVE_AGAIN}",
        ) from RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    answer: dict[str, Any] = json.loads(done.stdout)
    if "limits" in answer:
        raise _too_demanding()
    if "refused" in answer:
        raise ImportRefused(*answer["refused"])
    return answer


def _reading(answer: dict[str, Any]) -> Reading:
    return Reading(lines_from_data(answer["lines"]), Outline.from_json(answer["outline"]))


def _too_demanding() -> ImportRefused:
    return ImportRefused(
        "limits",
        "Tệp cần quá nhiều bộ nhớ hoặc thời gian để đọc nên đã bị dừng. Hãy bỏ hình ảnh, bảng lớn"
        " hoặc tách phụ lục ra tệp riêng rồi tải lại.",
    )
