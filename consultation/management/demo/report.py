"""What the demo says of itself at the end: its accounts, and what its PDFs hold."""

from collections.abc import Iterator

from consultation.management.demo.province import PEOPLE
from consultation.models import Edition, EditionFile, FileKind

ROLES = {
    "officer": "cán bộ",
    "head": "lãnh đạo",
    "compiler": "pháp chế, tổng hợp",
    "clerk": "văn thư",
    "administrator": "biên tập, quản trị (/quan-tri/)",
}


def accounts() -> Iterator[str]:
    """One account for each role."""
    yield "Tài khoản dùng thử:"
    told = set()
    for person in PEOPLE:
        asked_head = person.role == "head" and person.agency_code == "stp"
        if person.role in told or asked_head:
            continue
        told.add(person.role)
        yield f"  {person.username:<22} {person.full_name:<24} {ROLES[person.role]}"


def what_is_in(edition: Edition) -> Iterator[str]:
    """The internal table first, the table for submission last."""
    counts = edition.counts
    yield (
        f"{counts['asked']} cơ quan được hỏi, {counts['answered']} trả lời "
        f"({counts['agreed']} chỉ nhất trí, {counts['late']} muộn), {counts['silent']} không trả "
        f"lời; {counts['opinions']} ý kiến trong {counts['rows']} dòng: "
        f"{counts['taken']} đưa vào công văn, {counts['partly']} một phần, "
        f"{counts['not_taken']} không đưa, {counts['forwarded']} nêu hai loại ý kiến."
    )
    files = {file.kind: file for file in edition.files.all()}
    yield _line("Bảng nội bộ (mọi ý kiến, xử lý, lý do)", files[FileKind.INTERNAL])
    yield _line("Công văn và bảng gửi đi (chỉ nội dung đưa vào)", files[FileKind.SUBMISSION])


def _line(title: str, file: EditionFile) -> str:
    return f"{title}, {file.pages} trang:\n  {file.file.path}"
