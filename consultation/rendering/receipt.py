"""A receipt on paper: what arrived, when, its sum, a square that leads to where it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

from .edition import Law, Office
from .framing import OFFICE_TIME, frame, moment
from .printable import clean_line
from .vocabulary import draft_name

STANCES = {
    "agree": "Nhất trí",
    "agree_with_opinions": "Nhất trí, có ý kiến",
    "disagree": "Không nhất trí",
    "outside_remit": "Không thuộc chức năng",
}
CAPACITIES = {
    "head": "Thủ trưởng cơ quan",
    "authorised": "Theo ủy quyền của thủ trưởng cơ quan",
    "absence": "Người được giao phụ trách khi thủ trưởng vắng mặt",
    "letter": "Theo công văn đã ký của cơ quan",
}
ENDS = {
    "taken_back": "Biên nhận không còn hiệu lực: cơ quan đã rút văn bản góp ý để sửa, {at}.",
    "returned": "Biên nhận không còn hiệu lực: văn bản góp ý đã được trả lại để bổ sung, {at}.",
    "renewed": "Đã có biên nhận mới thay thế: một ý kiến được gửi lại, {at}.",
}


@dataclass(frozen=True)
class ReceiptFacts:
    """Moments are ISO 8601 with their zone; `address` is where the code is checked."""

    code: str
    sha256: str
    issued_at: str
    address: str
    round_name: str
    lead: str
    agency: str
    stance: str
    opinions: int
    approved_by: str
    approved_as: str
    document: str
    is_late: bool
    ended_at: str
    ended_why: str
    law: Law
    office: Office


def receipt_context(facts: ReceiptFacts) -> dict[str, Any]:
    context = frame(
        facts.law,
        facts.office,
        title="BIÊN NHẬN",
        made_at=facts.issued_at,
        status="final",
        bands=[],
    )
    modules, squares = square_code(facts.address)
    ended = ENDS.get(facts.ended_why, "").format(at=_minute(facts.ended_at))
    return {
        **context,
        "code": facts.code,
        "ended": ended,
        "facts": [(name, value) for name, value in _facts(facts) if value],
        "address": facts.address,
        "modules": modules,
        "squares": squares,
    }


def _facts(facts: ReceiptFacts) -> list[tuple[str, str]]:
    late = " (sau hạn góp ý)" if facts.is_late else ""
    return [
        ("Cơ quan góp ý", clean_line(facts.agency)),
        ("Quan điểm", STANCES.get(facts.stance, "")),
        ("Số ý kiến", str(facts.opinions)),
        ("Người phê duyệt", clean_line(facts.approved_by)),
        ("Tư cách", CAPACITIES.get(facts.approved_as, "")),
        ("Văn bản ủy quyền", clean_line(facts.document)),
        ("Thời điểm", f"{_minute(facts.issued_at)}{late}"),
        ("Cơ quan nhận", clean_line(facts.lead)),
        ("Đợt lấy ý kiến", clean_line(facts.round_name)),
        ("Dự thảo", draft_name(facts.law)),
        ("SHA-256", facts.sha256),
    ]


def _minute(at: str) -> str:
    """“08:30:15 ngày 05/12/2026”, by the office's clock."""
    if not at:
        return ""
    local: datetime = moment(at).astimezone(OFFICE_TIME)
    return local.strftime("%H:%M:%S ngày %d/%m/%Y")


def square_code(address: str) -> tuple[int, str]:
    """How many modules a side has, quiet zone included, and the dark ones as the path of an SVG."""
    code = segno.make(address, error="m", micro=False)
    border = code.default_border_size
    steps = []
    for y, row in enumerate(code.matrix):
        for x, module in enumerate(row):
            if module:
                steps.append(f"M{x + border} {y + border}h1v1h-1z")
    return len(code.matrix) + 2 * border, "".join(steps)
