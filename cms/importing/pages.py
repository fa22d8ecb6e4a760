"""What printing does to a text: lines broken to the width of the page, and the page's furniture."""

import re
from dataclasses import replace

from cms.structure.labels import read_appendix, read_heading
from cms.structure.list_labels import read_clause, read_point
from cms.structure.outline import Line

# What the gazette prints on every page, and what its signature leaves there.
_GAZETTE = re.compile(
    r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số.*|(?:Ký bởi|Người ký|Email|Cơ quan|Thời gian ký)\s*:.*"
    r"|VĂN BẢN QUY PHẠM PHÁP LUẬT|VĂN BẢN PHÁP LUẬT KHÁC|VĂN BẢN HỢP NHẤT(?: - .*)?"
    r"|\(?(?:Xem tiếp|Tiếp theo) Công báo số [\d +]+\)?"
)
_GAZETTE_INITIALS = frozenset("0123456789CKNETV(X")
_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:[Tt]rang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?")
# Lines break after the stroke or hyphen in a number of a document.
_BROKEN_WORD = re.compile(r"\w[/-]$")
_ENDED = re.compile(r"[.;:!?…][”\"’)]*$|[”\"]$")


def is_gazette_line(text: str) -> bool:
    return text[:1] in _GAZETTE_INITIALS and bool(_GAZETTE.fullmatch(text))


def is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text))


def ends_sentence(text: str) -> bool:
    return bool(_ENDED.search(text))


def joined(before: str, text: str) -> str:
    """Two halves of a broken line: "09/2010/" and "NĐ-CP" without a space between."""
    return f"{before}{'' if _BROKEN_WORD.search(before) else ' '}{text}"


def begins_paragraph(text: str) -> bool:
    return bool(
        read_heading(text)
        or read_appendix(text)
        or read_clause(text, None)
        or read_point(text, None)
        or text.startswith(("- ", "+ ", "“", "Căn cứ "))
    )


def with_word_of_mending(lines: list[Line], *, printed: int, dropped: int) -> list[Line]:
    """The paragraphs with a remark on what was done to the lines of the pages."""
    if not lines:
        return lines
    remark = (
        "page_breaks_mended",
        f"Văn bản bị ngắt dòng theo trang in: {printed} dòng đã được nối thành {len(lines)} đoạn,"
        f" bỏ {dropped} dòng đầu trang, cuối trang và số trang.",
    )
    return [replace(lines[0], remarks=(*lines[0].remarks, remark)), *lines[1:]]
