"""The Vietnamese of official tables: words for decisions and states, dates, names, references.

Written here and not in the catalogue: a document has one language, whoever has it drawn.
"""

import re
from datetime import date

from .edition import Answer, Decision, Law, Office, Origin
from .printable import clean_line

# A province never "accepts": it takes an opinion into its letter, or does not.
DECISIONS: dict[Decision, str] = {
    "undecided": "Chưa xử lý",
    "taken": "Đưa vào văn bản góp ý",
    "partly": "Đưa vào một phần",
    "not_taken": "Không đưa vào",
    "ask_leader": "Xin ý kiến lãnh đạo",
    "forwarded": "Nêu các loại ý kiến khác nhau",
}

ANSWERS: dict[Answer, str] = {
    "": "Chưa trả lời",
    "accepted": "Tiếp thu",
    "partly": "Tiếp thu một phần",
    "explained": "Giải trình",
}

ORIGINS: dict[Origin, str] = {
    "written": "",
    "letter": "",
    "meeting": "ý kiến tại hội nghị",
    "public": "",
}

TYPE_LABELS = {
    "law": "Luật",
    "code": "Bộ luật",
    "ordinance": "Pháp lệnh",
    "resolution": "Nghị quyết",
    "decree": "Nghị định",
    "decision": "Quyết định",
    "circular": "Thông tư",
}

WORDING_LABELS = {
    "add": "Đề nghị bổ sung:",
    "delete": "Đề nghị bỏ:",
}

ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def wording_label(kind: str) -> str:
    return WORDING_LABELS.get(kind, "Đề nghị viết lại:")


def view_label(number: int) -> str:
    """“Loại ý kiến thứ nhất”, counted from 1."""
    ordinal = ORDINALS[number - 1] if number <= len(ORDINALS) else str(number)
    return f"Loại ý kiến thứ {ordinal}:"


def draft_name(law: Law) -> str:
    """“dự thảo Luật Tổ chức Chính phủ”: the kind of document is named once."""
    title = re.sub(r"^dự thảo\s+", "", clean_line(law["title"]), flags=re.IGNORECASE)
    kind = clean_line(law["document_type_label"])
    if kind and not title.casefold().startswith(kind.casefold()):
        title = f"{kind} {title}"
    return f"dự thảo {title}"


def short_date(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")


def official_date(iso: str) -> str:
    """Decree 30/2020: days below 10 and the months 1 and 2 take a zero, March does not."""
    day = date.fromisoformat(iso)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def letter_reference(number: str, iso: str) -> str:
    """“Công văn số 12/STC-QLNS ngày 10/11/2026”, or what of it is known."""
    parts = []
    if number:
        parts.append(f"Công văn số {clean_line(number)}")
    if iso:
        parts.append(f"{'ngày' if number else 'Công văn ngày'} {short_date(iso)}")
    return " ".join(parts)


def request_reference(number: str, iso: str) -> str:
    """The drafting agency's request, with its date in full, for a sentence."""
    name = f"Công văn số {clean_line(number)}" if number else "văn bản"
    return f"{name} {official_date(iso)}" if iso else name


def head_lines(name: str) -> list[str]:
    """A body's name for the head of a document: capitals, the province on a line of its own."""
    capitals = clean_line(name).upper()
    if len(capitals) <= 24:
        return [capitals]
    return re.split(r"\s+(?=(?:TỈNH|THÀNH PHỐ)\s)", capitals, maxsplit=1)


def number_symbol(office: Office) -> str:
    return clean_line(office["number_symbol"]).lstrip("/")


def filing_unit(office: Office) -> str:
    """“STP-XDKTVB” is kept by XDKTVB."""
    return number_symbol(office).rpartition("-")[2]


def enumerate_vi(names: list[str]) -> str:
    """“Điều 3, Điều 5 và Điều 9”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"
