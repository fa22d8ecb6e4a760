"""The file of a letter: kept as it came, its words read in the sandbox, a scan's pages counted."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from cms.importing import ImportRefused, read_document_safely, read_sheet_safely
from cms.importing.pictures import count_pages, draw_page
from cms.structure.outline import Line
from consultation.models import Letter, LetterFile
from consultation.receiving.wording import CELLS

# What a letter may be: pictures are one page of a scan.
KINDS = frozenset({"docx", "pdf", "jpg", "png"})
PICTURES = (".jpg", ".jpeg", ".png")
SCANNED = "scanned"


@dataclass(frozen=True)
class Words:
    """What was read of a file: its text, or how many pictures of pages there are to look at."""

    text: str = ""
    pages: int = 0


def hold_file(letter: Letter, upload: "UploadedFile[Any]") -> LetterFile:
    """Keep a checked upload under a random name; within the act's transaction."""
    kept = LetterFile(round=letter.round)
    kept.hold(upload)
    kept.save()
    return kept


def words_of(file: LetterFile) -> Words:
    """Read the words of a kept file; takes seconds, so it is done outside a transaction.

    Raises:
        ImportRefused: broken or hostile, or needs more than it may.
    """
    if Path(file.name).suffix.lower() in PICTURES:
        return Words(pages=1)
    with _copied(file) as path:
        try:
            return Words(text=letter_text(read_document_safely(path)))
        except ImportRefused as refusal:
            if refusal.code != SCANNED:
                raise
            return Words(pages=count_pages(path))


def rows_of(upload: "UploadedFile[Any]") -> list[Line]:
    """The tables of a checked upload, Excel or Word, read in the sandbox.

    Raises:
        ImportRefused: broken or hostile, or needs more than it may.
    """
    suffix = Path(upload.name or "").suffix.lower()
    with NamedTemporaryFile(suffix=suffix) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        upload.seek(0)
        read = read_sheet_safely if suffix == ".xlsx" else read_document_safely
        return read(Path(copy.name))


def page_picture(file: LetterFile, number: int) -> bytes:
    """A PNG of one page of a scan, from 1.

    Raises:
        ImportRefused: it cannot be drawn.
    """
    with _copied(file) as path:
        return draw_page(path, number)


@contextmanager
def _copied(file: LetterFile) -> Iterator[Path]:
    """The kept bytes as a file of their own, wherever the store is."""
    with NamedTemporaryFile(suffix=Path(file.name).suffix.lower()) as copy:
        with file.file.open("rb") as kept:
            copy.write(kept.read())
        copy.flush()
        yield Path(copy.name)


def letter_text(lines: Iterable[Line]) -> str:
    """A line for each paragraph and for each row of a table, composed (NFC)."""
    return unicodedata.normalize("NFC", "\n".join(filter(None, _lines(lines))))


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield line.text
        for row in line.table or ():
            yield CELLS.join(" ".join(cell.split()) for cell in row)
