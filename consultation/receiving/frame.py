"""What stands around a letter's opinions: its head, opening and closing words, the signature.

The form of a công văn: Decree 30/2020, annex III, form 1.5.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from consultation.receiving.sentences import Span

_HEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|^\s*Số\s*:|^\s*S[ốô]\s+\d|^\s*V/v\b"
    r"|^\s*Kính gửi"
    r"|^[^.]{0,40}, ngày\s.*tháng\s.*năm|^_{3,}|^\s*(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN)\s*$",
    re.I | re.M,
)
_TO = re.compile(r"^\s*Kính gửi", re.I | re.M)
_ADDRESSEE = re.compile(r"\s*[-–+]\s(?!.*(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm) ).{2,120}\s*")
_GREETING = re.compile(
    r"^\s*(?:[-–]\s*)?(?:Thực hiện|Phúc đáp|Trả lời|Căn cứ|Theo đề nghị|Tiếp nhận|Ngày \d"
    r"|Trên cơ sở|Qua nghiên cứu|Sau khi (?:nghiên cứu|xem xét)|Nghiên cứu)\b(?!.*\bđề nghị (?:sửa"
    r"|bổ|bỏ|làm|xem|quy|điều|thay))"
    r"|^\s*Trên đây\b|\b(?:trân trọng|xin gửi|kính gửi|kính đề nghị).*(?:tổng hợp|\./\.)"
    r"|\b(?:ý kiến|góp ý)[^.:]{0,60}(?:như sau|sau đây|dưới đây|sau)\s*[:.]?\s*$"
    r"|\bTrân trọng\b|\btổng hợp(?:, báo cáo| theo quy định|, trình|\s*\./\.|\.\s*$)",
    re.I | re.S,
)
_SIGNATURE = re.compile(
    r"^\s*(?:Nơi nhận|(?:TM|KT|TL|TUQ|Q)\s*\.\s|(?:QUYỀN |PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH"
    r"|CHÁNH VĂN PHÒNG"
    r"|CHÁNH THANH TRA|TRƯỞNG BAN|VIỆN TRƯỞNG|CHÁNH ÁN|CỤC TRƯỞNG|HIỆU TRƯỞNG|CHỈ HUY TRƯỞNG"
    r"|BÍ THƯ|CHỦ NHIỆM|TRƯỞNG ĐOÀN|TRƯỞNG PHÒNG)\b)|^\s*\(?\s*(?:Ký tên|Đã ký)"
    r"|^\s*NGƯỜI (?:TỔNG HỢP|LẬP)",
    re.I | re.M,
)
_SIGNED_AS = re.compile(r"^\s*(?:Nơi nhận|(?:TM|KT|TL|TUQ|Q)\s*\.|[A-ZĐÀ-Ỹ ]{6,}$|[-–]|\(|\.)")
_ANNEX = re.compile(r"^\s*(?:PHỤ LỤC|BẢNG|BẢN|DANH MỤC)\b.*$", re.M)
_LONGEST_OF_A_SIGNATURE = 70
_NUMBER = re.compile(r"\bSố\s*[:.]?\s*(\d{1,5}[^\S\n]*/[^\s,;]{2,40})")
_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_LINES_OF_A_HEAD = 30


class Facts(NamedTuple):
    """What the letter says of itself; empty where it does not."""

    number: str
    dated: date | None


def head_ends(text: str) -> int:
    """Where the body begins: behind the heading, the subject and the addressees."""
    end, at, is_addressed = 0, 0, False
    for _line in range(_LINES_OF_A_HEAD):
        stop = _line_end(text, at)
        line = text[at:stop]
        if line.strip():
            is_of_head = _HEAD.search(line) or (is_addressed and _ADDRESSEE.fullmatch(line))
            if is_of_head:
                end = stop
            elif is_addressed or is_greeting(line):
                break
            is_addressed = is_addressed or bool(_TO.search(line))
        at = stop
    return _past_blanks(text, end)


def signature_of(text: str, start: int) -> Span | None:
    """From "Nơi nhận" or the title of who signs to the end, or to an annex behind it."""
    for found in _SIGNATURE.finditer(text, start):
        stop = _signature_ends(text, found.start())
        if stop - found.start() > 0 and not _is_body(text[found.start() : stop]):
            return Span(found.start(), stop)
    return None


def is_greeting(sentence: str) -> bool:
    return bool(_GREETING.search(sentence))


def read_facts(text: str) -> Facts:
    """Number and date from the head, as Decree 30/2020 has them."""
    head = text[: max(head_ends(text), 1)]
    number, dated = _NUMBER.search(head), _DATE.search(head)
    return Facts(
        number=re.sub(r"\s", "", number[1]) if number else "",
        dated=_day(dated.groups()) if dated else None,
    )


def _day(parts: Sequence[str]) -> date | None:
    day, month, year = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _signature_ends(text: str, at: int) -> int:
    annex = _ANNEX.search(text, at)
    stop = annex.start() if annex else len(text)
    while at < stop:
        end = _line_end(text, at)
        line = text[at:end]
        if len(line.strip()) > _LONGEST_OF_A_SIGNATURE and not _SIGNED_AS.match(line):
            return at
        at = end
    return stop


def _is_body(piece: str) -> bool:
    """A title at the beginning of a sentence signs nothing."""
    first = piece.strip().split("\n", 1)[0]
    return len(first) > _LONGEST_OF_A_SIGNATURE and not first.startswith("Nơi nhận")


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop == -1 else stop + 1


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
