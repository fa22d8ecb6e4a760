"""A round whose letter is out: one row taken, one not; and one that is answered."""

from cms import clock
from consultation.inviting import close_round
from consultation.models import Answer, Decision, Row
from consultation.synthesis import (
    decide_row,
    freeze_edition,
    gather_opinions,
    issue_edition,
    publish_answers,
    record_answer,
)
from tests.factories.rounds import Consultation, approved_opinion, open_consultation

TAKEN, NOT_TAKEN = "art_3__para_2", "art_4"
SECRET_REASON = "Ý kiến chưa nêu căn cứ."


def issued_consultation(**values) -> Consultation:
    """Two agencies have spoken, a third is silent."""
    values.setdefault("agencies", 3)
    consultation = open_consultation(**values)
    approved_opinion(consultation, at=0, eid=TAKEN)
    approved_opinion(consultation, at=1, eid=NOT_TAKEN, text="Đề nghị lùi ngày có hiệu lực.")
    by = consultation.compiler
    gather_opinions(consultation.round, by=by)
    taken, not_taken = Row.objects.filter(round=consultation.round).in_legal_order()
    decide_row(taken, by=by, decision=Decision.TAKEN, lock_version=0, outgoing="Đề nghị 15 ngày.")
    decide_row(not_taken, by=by, decision=Decision.NOT_TAKEN, lock_version=0, reason=SECRET_REASON)
    close_round(consultation.round, by=by)
    edition = freeze_edition(consultation.round, by=by, final=True)
    issue_edition(edition, by=by, number="1203/STP", dated=clock.today(), signatory="Lò Văn Thắng")
    consultation.round.refresh_from_db()
    return consultation


def answered_consultation(**values) -> Consultation:
    consultation = issued_consultation(**values)
    row = Row.objects.going_out().select_related("round").get(round=consultation.round)
    record_answer(row, by=consultation.compiler, answer=Answer.PARTLY, text="Lấy 12 ngày.")
    publish_answers(consultation.round, by=consultation.compiler)
    return consultation
