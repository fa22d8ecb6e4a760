"""The minutes of a meeting (biên bản hội nghị): Decree 30/2020, annex III, form 1.9.

Drawn from `Minutes` alone, which holds plain values; the number comes with the signatures. Until
they are confirmed the pages say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from consultation.canonical import canonical_json

from .cells import Blocks, line, prose
from .edition import Law, Office
from .faces import printable_characters
from .framing import OFFICE_TIME, frame, moment
from .pdf import Drawing, lay_out, write_document
from .printable import clean_line
from .vocabulary import draft_name

TEMPLATE = "documents/minutes.html"
KINDS = {
    "amend": "đề nghị sửa đổi",
    "add": "đề nghị bổ sung",
    "delete": "đề nghị bãi bỏ",
    "disagree": "không nhất trí",
    "question": "đề nghị làm rõ",
    "technical": "về kỹ thuật trình bày",
    "agree": "nhất trí",
}


@dataclass(frozen=True)
class SaidThere:
    """One remark; `draft` is "" where it is about none, `place` "" for a whole draft."""

    draft: str
    place: str
    kind: str
    speaker: str
    body: str
    text: str
    corrected_on: str = ""


@dataclass(frozen=True)
class Minutes:
    """Moments are ISO 8601 with their zone, "" where not known; `office` is the host's."""

    name: str
    office: Office
    laws: tuple[Law, ...]
    starts_at: str
    ended_at: str
    place: str
    chair: str
    secretary: str
    attendance: str
    programme: str
    conclusion: str
    remarks: tuple[SaidThere, ...]
    is_confirmed: bool
    made_at: str


@dataclass(frozen=True)
class Voice:
    """“2. Ông Lò Văn A, Sở Tài chính; khoản 2 Điều 5, đề nghị sửa đổi:” and the words."""

    number: int
    head: str
    blocks: Blocks


@dataclass(frozen=True)
class Division:
    """The remarks on one draft under its name; those about none have no title."""

    title: str
    voices: tuple[Voice, ...]


def minutes_context(minutes: Minutes) -> dict[str, Any]:
    """What template and Word file say."""
    office, name = minutes.office, clean_line(minutes.name)
    laws = [draft_name(law) for law in minutes.laws]
    context = frame(
        minutes.laws[0],
        office,
        title="BIÊN BẢN",
        made_at=minutes.made_at,
        status="final" if minutes.is_confirmed else "draft",
        bands=[],
    )
    return {
        **context,
        "document_title": f"Biên bản {name}",
        "name": name,
        "symbol": f"BB-{context['symbol'].partition('-')[0]}".removesuffix("-"),
        "facts": list(_facts(minutes)),
        "drafts": laws,
        "programme": prose(minutes.programme),
        "divisions": _divisions(minutes.remarks),
        "conclusion": prose(minutes.conclusion),
        "ending": f"{_what_it_is(name)} kết thúc vào {hour_of(minutes.ended_at)}./.",
        "signs_left": _name_alone(minutes.secretary),
        "signs_right": _name_alone(minutes.chair),
        "recipients": ["Các cơ quan, tổ chức dự hội nghị"],
    }


def draw_minutes(minutes: Minutes) -> Drawing:
    """The PDF, with the same values attached as JSON. Raises FontMissing."""
    printable_characters()
    context = minutes_context(minutes)
    data = canonical_json(asdict(minutes))
    return write_document(lay_out(TEMPLATE, context), context, data, "bien-ban.json")


def hour_of(at: str) -> str:
    """“08 giờ 30, ngày 05 tháng 12 năm 2026”, by the office's clock; blanks where not known."""
    if not at:
        return "…… giờ ……, ngày …… tháng …… năm ………"
    local = moment(at).astimezone(OFFICE_TIME)
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)
    return f"{local:%H} giờ {local:%M}, ngày {local:%d} tháng {month} năm {local.year}"


def _facts(minutes: Minutes) -> list[tuple[str, Blocks]]:
    given = [
        ("Thời gian bắt đầu", (line(hour_of(minutes.starts_at)),)),
        ("Địa điểm", (line(clean_line(minutes.place)),)),
        ("Thành phần tham dự", prose(minutes.attendance)),
        ("Chủ trì", (line(clean_line(minutes.chair)),)),
        ("Thư ký (người ghi biên bản)", (line(clean_line(minutes.secretary)),)),
    ]
    return [(label, blocks) for label, blocks in given if blocks]


def _divisions(remarks: Sequence[SaidThere]) -> list[Division]:
    """In the order in which it was said; a new title where another draft is spoken of."""
    divisions, number = [], 0
    several = len({remark.draft for remark in remarks if remark.draft}) > 1
    for draft, group in groupby(remarks, key=lambda remark: remark.draft if several else ""):
        voices = []
        for remark in group:
            number += 1
            voices.append(Voice(number, _head(remark), _words(remark)))
        title = f"Đối với {clean_line(draft)}" if draft else ""
        divisions.append(Division(title, tuple(voices)))
    return divisions


def _head(remark: SaidThere) -> str:
    who = ", ".join(filter(None, (clean_line(remark.speaker), clean_line(remark.body))))
    place = clean_line(remark.place)
    about = ", ".join(filter(None, (place and f"về {place}", KINDS.get(remark.kind, ""))))
    return f"{who or 'Đại biểu dự hội nghị'} ({about}):" if about else f"{who}:"


def _words(remark: SaidThere) -> Blocks:
    words = prose(remark.text)
    if not remark.corrected_on:
        return words
    day = moment(remark.corrected_on).astimezone(OFFICE_TIME).strftime("%d/%m/%Y")
    note = line(f"(Cơ quan phát biểu đã đính chính bằng văn bản ngày {day}.)", style="quiet")
    return (*words, note)


def _name_alone(person: str) -> str:
    """“Bà Vũ Minh Hà, Phó Giám đốc” signs as Vũ Minh Hà."""
    name = clean_line(person).partition(",")[0]
    return re.sub(r"^(?:ông|bà|đồng chí|đ/c)\s+", "", name, flags=re.IGNORECASE)


def _what_it_is(name: str) -> str:
    """“Hội nghị”, “Hội thảo”, “Cuộc họp”: as its name begins."""
    for kind in ("Hội nghị", "Hội thảo", "Tọa đàm"):
        if name.casefold().startswith(kind.casefold()):
            return kind
    return "Cuộc họp"
