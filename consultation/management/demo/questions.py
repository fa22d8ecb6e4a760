"""Two questions in the round to try: what a compiler wants to know of some kinds of agency."""

from cms.models import AgencyKind, Provision
from consultation.inviting import ask_question
from consultation.management.demo.people import Cast
from consultation.management.demo.province import LEAD
from consultation.models import Round

PLACE = "art_10__para_2"
OF_COMMUNES = (
    "Xã, phường cần bao nhiêu ngày làm việc để trả lời, tính cả thời gian nhận hồ sơ? "
    "Đề nghị nêu trường hợp cụ thể."
)
OF_THE_FRONT = "Mặt trận Tổ quốc cần nhận dự thảo ở bước nào để tổ chức phản biện xã hội?"


def ask_in_particular(round_: Round, cast: Cast) -> None:
    compiler = cast.person(LEAD.code, "compiler")
    place = Provision.objects.filter(version=round_.version, eid=PLACE).first()
    ask_question(
        round_, by=compiler, text=OF_COMMUNES, provision=place, agency_kinds=[AgencyKind.COMMUNE]
    )
    ask_question(round_, by=compiler, text=OF_THE_FRONT, agency_kinds=[AgencyKind.FRONT])
