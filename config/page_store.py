"""Finished pages on disk, each in a file of its own: a line that says what it is, then the bytes.

Only an extra: what cannot be kept is drawn again.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

logger = logging.getLogger(__name__)

# A code of 689 articles, in two languages, plain and compressed, takes some 2,800 files.
MOST_PAGES = 12_000
LONGEST_LINE = 4096
SUFFIX = ".page"


@dataclass(frozen=True)
class KeptPage:
    """`state` is what it was drawn from; "" keeps the place alone, until its state is known."""

    place: tuple[Any, ...]
    state: str = ""
    etag: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenPage:
    """A page whose file stands at its first byte; whoever has it closes it."""

    page: KeptPage
    file: BinaryIO
    length: int


def name_of(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40] + SUFFIX


def open_page(folder: Path, name: str) -> OpenPage | None:
    try:
        # Unbuffered: the server sends it from where the file itself stands.
        file = (folder / name).open("rb", buffering=0)
    except OSError:
        return None
    try:
        line = file.read(LONGEST_LINE).partition(b"\n")[0]
        page = KeptPage(**json.loads(line))
        start = file.seek(len(line) + 1)
        return OpenPage(page, file, os.fstat(file.fileno()).st_size - start)
    except (OSError, ValueError, TypeError):
        file.close()
        return None


def keep_page(folder: Path, name: str, page: KeptPage, body: bytes) -> None:
    """Whole or not at all: a reader finds the earlier page or this one."""
    line = json.dumps(asdict(page)).encode()
    if len(line) >= LONGEST_LINE:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder)
        _write_whole(folder / name, line + b"\n" + body)
    except OSError as error:
        logger.warning("A page could not be kept and is drawn each time: %s", error)


def _write_whole(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        part = Path(file.name)
        try:
            file.write(content)
            file.close()
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise


def _make_room(folder: Path) -> None:
    """When there are too many, the older half goes, with what a crash left half-written."""
    with os.scandir(folder) as entries:
        files = list(entries)
    if len(files) < MOST_PAGES:
        return
    ages = []
    for entry in files:
        try:
            ages.append((entry.stat().st_mtime, entry.path))
        except FileNotFoundError:
            continue
    for _moment, path in sorted(ages)[: len(ages) // 2]:
        Path(path).unlink(missing_ok=True)
