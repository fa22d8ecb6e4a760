"""Meetings about a round, with what is said at them."""

from datetime import timedelta
from uuid import uuid4

from cms import clock
from consultation.models import Meeting, Remark, Slip
from consultation.receiving.meeting_remarks import Noted, note_remark
from consultation.receiving.meeting_slips import send_slip
from consultation.receiving.meetings import (
    end_meeting,
    plan_meeting,
    send_minutes,
    start_meeting,
)
from tests.factories.rounds import Consultation


def planned_meeting(consultation: Consultation, *, rounds=None, **facts) -> Meeting:
    facts = {
        "name": "Hội nghị lấy ý kiến dự thảo Nghị định",
        "place": "Hội trường tầng 2, Sở Tư pháp",
        "starts_at": clock.now() + timedelta(minutes=10),
        "chair": "Bà Vũ Minh Hà, Giám đốc Sở Tư pháp",
        "secretary": "Ông Lò Văn Thành, chuyên viên",
        "agencies": consultation.agencies,
    } | facts
    return plan_meeting(rounds or [consultation.round], by=consultation.compiler, **facts)


def running_meeting(consultation: Consultation, **facts) -> Meeting:
    return start_meeting(planned_meeting(consultation, **facts), by=consultation.compiler)


def said(consultation: Consultation, meeting: Meeting, *, at: int | None = 0, **words) -> Remark:
    """A remark of the agency number `at`; without it, of the body given in `words`."""
    words.setdefault("text", "Đề nghị kéo dài thời hạn trả lời.")
    words.setdefault("place", "D3 K2")
    words.setdefault("round", consultation.round)
    if at is not None:
        words.setdefault("body", consultation.agencies[at].name)
    return note_remark(meeting, by=consultation.compiler, token=uuid4(), noted=Noted(**words))


def written(consultation: Consultation, meeting: Meeting, **words) -> Slip:
    words.setdefault("text", "Đề nghị quy định rõ đầu mối.")
    words.setdefault("round", consultation.round)
    return send_slip(meeting, by=None, token=uuid4(), noted=Noted(**words))


def with_minutes_sent(consultation: Consultation, meeting: Meeting, *, days: int = 3) -> Meeting:
    end_meeting(meeting, by=consultation.compiler)
    until = clock.today() + timedelta(days=days)
    return send_minutes(meeting, by=consultation.compiler, until=until)
