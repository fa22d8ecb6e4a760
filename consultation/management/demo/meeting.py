"""A meeting under way in the round to try: three remarks noted, one sent from a phone."""

from datetime import timedelta
from uuid import uuid4

from cms import clock
from consultation.management.demo.people import Cast
from consultation.management.demo.province import LEAD
from consultation.models import Kind, Round
from consultation.receiving.meeting_remarks import Noted, note_remark
from consultation.receiving.meeting_slips import send_slip
from consultation.receiving.meetings import plan_meeting, start_meeting

SAID = (
    ("stc", "Ông Lò Văn Pánh", "D5 K1", Kind.AMEND,
     "Đề nghị quy định thời hạn tính theo ngày làm việc, kể từ ngày nhận đủ hồ sơ."),
    ("snv", "Bà Quàng Thị Ánh", "D10 K2", Kind.QUESTION,
     "Đề nghị làm rõ cơ quan nào được coi là đầu mối khi nhiều đơn vị cùng được hỏi."),
    ("", "Ông Trần Đức Long", "", Kind.AGREE, "Cơ bản nhất trí với dự thảo."),
)  # fmt: skip


def hold_meeting(round_: Round, cast: Cast) -> None:
    secretary = cast.person(LEAD.code, "compiler")
    begins = clock.now() - timedelta(minutes=20)
    meeting = plan_meeting(
        [round_],
        by=secretary,
        name=f"Hội nghị lấy ý kiến đối với {round_.draft.title}"[:255],
        place="Hội trường Sở Tư pháp tỉnh Điện Biên",
        starts_at=begins,
        chair="Ông Nguyễn Văn Hùng, Phó Giám đốc Sở Tư pháp",
        secretary="Bà Vũ Minh Hà, chuyên viên",
        programme="Giới thiệu dự thảo.\nĐại biểu thảo luận.\nKết luận.",
        agencies=[cast.agencies[code] for code in ("stc", "snv", "vpubnd")],
        others=["Hiệp hội Doanh nghiệp tỉnh"],
    )
    start_meeting(meeting, by=secretary)
    for at, (code, speaker, place, kind, text) in enumerate(SAID):
        body = cast.agencies[code].name if code else "Hiệp hội Doanh nghiệp tỉnh"
        note_remark(
            meeting,
            by=secretary,
            token=uuid4(),
            said_at=begins + timedelta(minutes=5 + at),
            noted=Noted(text, body, speaker, place, kind, round_),
        )
    send_slip(
        meeting,
        by=None,
        token=uuid4(),
        noted=Noted(
            "Nên có mẫu phiếu góp ý ngắn cho người dân ở bản xa.",
            body="Xã Mường Nhé",
            place="Điều 12",
            round=round_,
        ),
    )
