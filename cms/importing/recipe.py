"""The recipe of an import: check → read → clean → outline."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from cms.structure.levels import Level
from cms.structure.outline import Line, Outline, build_outline

from .akoma_ntoso import printed_lines, read_akoma_ntoso
from .checks import check_file
from .cleaning import clean
from .office import as_modern_word
from .refusal import ImportRefused
from .text import read_text_lines
from .web_page import read_web_page
from .word import read_word
from .word_text import TrackedChanges

PAGES = (".html", ".htm")
# "Điều" as TCVN3 and VNI spell it.
_BEFORE_UNICODE = ("§iÒu ", "Ñieàu ", "ÑIEÀU ", "§IÒU ")


@dataclass(frozen=True)
class Reading:
    """What was read of a file: its lines, cleaned, and the outline they make."""

    lines: list[Line]
    outline: Outline


def read_docx(path: Path, *, tracked_changes: TrackedChanges = "ask") -> list[Line]:
    """The lines of a DOCX as they stand, after the checks."""
    check_file(path, suffix=".docx")
    return read_word(path, tracked_changes=tracked_changes)


def read_text(path: Path) -> list[Line]:
    """The paragraphs of a plain text file, after the checks."""
    check_file(path, suffix=".txt")
    return read_text_lines(path)


def read_printed(path: Path) -> list[Line]:
    """The paragraphs of a PDF with a text layer, after the checks."""
    check_file(path, suffix=".pdf")
    # PDF libraries take a third of a second and thirty megabytes to load: only for a PDF.
    lines: list[Line] = import_module(".pdf", __package__).read_pdf(path)
    return lines


def read_page(path: Path) -> list[Line]:
    """The lines of the law in a saved web page, after the checks."""
    check_file(path, suffix=path.suffix.lower() if path.suffix.lower() in PAGES else ".html")
    return read_web_page(path)


def read_outline(path: Path, *, tracked_changes: TrackedChanges = "ask") -> Outline:
    """The outline of a law in a file, read in this process; refused as `read_law` does."""
    return read_law(path, tracked_changes=tracked_changes).outline


def read_law(path: Path, *, tracked_changes: TrackedChanges = "ask") -> Reading:
    """The lines and the outline of a law in a file, read in this process.

    Raises:
        ImportRefused: the file is unsafe, unreadable, undecided, or no law.
    """
    check_file(path)
    with as_modern_word(path) as readable:
        if readable is not path:
            check_file(readable)
        outline, lines = _read(readable, tracked_changes)
    _check_letters(lines)
    if not is_law(outline):
        raise ImportRefused(
            "not_a_law",
            "Không tìm thấy “Điều” nào trong tệp. Hãy chọn tệp dự thảo văn bản (không phải tờ trình"
            " hay báo cáo); nếu dự thảo nằm trong bảng so sánh, hãy chép riêng cột dự thảo ra tệp"
            " mới.",
        )
    return Reading(lines, outline)


def is_law(outline: Outline) -> bool:
    """Whether there is anything to publish: an appendix may come in a file of its own; a directive
    or an old circular has no articles."""
    holders = (Level.ARTICLE, Level.APPENDIX, Level.SECTION)
    return any(node.level in holders for node in outline.walk())


def read_document(path: Path) -> list[Line]:
    """The lines of any document that can be read, law or not, as its changes would leave it.

    Raises:
        ImportRefused: the file is unsafe or unreadable.
    """
    check_file(path)
    with as_modern_word(path) as readable:
        if readable is not path:
            check_file(readable)
        lines = clean(_read_lines(readable, "accept"))
    _check_letters(lines)
    return lines


def _check_letters(lines: list[Line]) -> None:
    """Refuse text in fonts from before Unicode, whose letters only look Vietnamese on paper."""
    if any(line.text.startswith(_BEFORE_UNICODE) for line in lines):
        raise ImportRefused(
            "legacy_font",
            "Văn bản dùng phông chữ cũ (TCVN3 hoặc VNI), không phải Unicode. Hãy chuyển mã sang"
            " Unicode (ví dụ bằng UniKey) rồi tải lại.",
        )


def _read(path: Path, tracked_changes: TrackedChanges) -> tuple[Outline, list[Line]]:
    if path.suffix.lower() == ".xml":
        outline = read_akoma_ntoso(path)
        return outline, list(printed_lines(outline.nodes))
    lines = clean(_read_lines(path, tracked_changes))
    return build_outline(lines), lines


def _read_lines(path: Path, tracked_changes: TrackedChanges) -> list[Line]:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return read_printed(path)
    if suffix == ".txt":
        return read_text_lines(path)
    if suffix in PAGES:
        return read_page(path)
    return read_word(path, tracked_changes=tracked_changes)
