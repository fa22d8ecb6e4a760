"""The compiler returns one general opinion; it comes back specific, and that stays visible."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.approving import (
    drop_returned_opinion,
    reinstate_opinion,
    resend_opinion,
    return_opinion,
    return_submission,
    take_back_submission,
)
from consultation.commenting import amend_opinion, withdraw_opinion
from consultation.inviting import close_round
from consultation.models import AuditEntry, Opinion, OpinionReturn, Receipt, Round, Row
from consultation.models.change import StaleError
from consultation.synthesis import gather_opinions
from consultation.synthesis.completeness import obstacles
from tests.factories import approved_submission, officer_of, open_consultation, written_opinion

pytestmark = pytest.mark.django_db

REASON = "Đề nghị nêu rõ điều, khoản; câu chữ; lý do."


class Case:
    """An agency sent a general opinion and a specific one; both stand in the table."""

    def __init__(self):
        self.consultation = open_consultation()
        general = written_opinion(self.consultation, eid="art_3__para_2", reason="")
        other = written_opinion(
            self.consultation, eid="art_4", proposed_wording="Trong mười ngày làm việc."
        )
        self.submission = approved_submission(self.consultation)
        self.general, self.other = (read(opinion) for opinion in (general, other))
        self.head, self.officer = self.consultation.head(), self.consultation.officer()
        self.compiler = self.consultation.compiler
        gather_opinions(self.consultation.round, by=self.compiler)

    def returned(self) -> Opinion:
        return_opinion(self.general, by=self.compiler, reason=REASON)
        self.general = read(self.general)
        return self.general

    def made_specific(self) -> Opinion:
        amend_opinion(
            self.returned(),
            by=self.officer,
            lock_version=self.general.lock_version,
            proposed_wording="Trong mười lăm ngày làm việc kể từ ngày nhận hồ sơ.",
            reason="Bưu chính đến xã biên giới mất 4 đến 5 ngày.",
        )
        self.general = read(self.general)
        return self.general

    def sent_again(self) -> OpinionReturn:
        return resend_opinion(self.general, by=self.head, lock_version=self.general.lock_version)


def read(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("submission__round", "round").get(pk=opinion.pk)


@pytest.fixture
def case():
    return Case()


def test_the_compiler_returns_one_and_the_rest_stands(case):
    given = return_opinion(case.general, by=case.compiler, reason=REASON)

    general, other = read(case.general), read(case.other)
    assert (general.state, general.visibility) == ("draft", "agency")
    assert (other.state, other.submission.state) == ("approved", "approved")
    assert (given.outcome, given.before["text"]) == ("", case.general.text)
    assert Receipt.objects.get().ended_at is None


def test_it_leaves_its_row_until_it_comes_back(case):
    case.made_specific()
    assert Row.objects.standing().count() == 1

    case.sent_again()

    assert Row.objects.standing().count() == 2


def test_it_comes_back_specific_with_a_new_receipt_and_the_old_one_tells_why_it_ended(case):
    case.made_specific()

    given = case.sent_again()

    old, new = Receipt.objects.order_by("pk")
    assert given.outcome == "specific"
    assert (old.ended_why, new.ended_at, new.opinions) == ("renewed", None, 2)
    assert read(case.general).submission.receipt_code == new.code
    assert read(case.general).state == "approved"


def test_sent_again_as_it_was_it_counts_as_kept(case):
    case.returned()

    assert case.sent_again().outcome == "kept"


def test_changed_and_still_general_is_said_so(case):
    amend_opinion(
        case.returned(),
        by=case.officer,
        lock_version=case.general.lock_version,
        text="Vẫn chung chung nhưng khác đi.",
    )
    case.general = read(case.general)

    assert case.sent_again().outcome == "changed"


def test_a_head_withdraws_what_was_returned(case):
    case.returned()

    given = drop_returned_opinion(case.general, by=case.head)

    assert given.outcome == "withdrawn"
    assert read(case.general).state == "withdrawn"
    assert Receipt.objects.current().get().opinions == 1


def test_the_last_opinion_of_an_answer_that_has_opinions_is_not_withdrawn(case):
    return_opinion(case.other, by=case.compiler, reason=REASON)
    drop_returned_opinion(read(case.other), by=case.head)
    case.returned()

    with pytest.raises(ValidationError):
        drop_returned_opinion(case.general, by=case.head)

    assert read(case.general).state == "draft"


def test_what_does_not_come_back_keeps_an_edition_from_being_final_and_is_taken_as_it_was(case):
    text = case.general.text
    amend_opinion(
        case.returned(),
        by=case.officer,
        lock_version=case.general.lock_version,
        text="Nháp dở dang.",
    )
    close_round(Round.objects.get(), by=case.compiler)
    assert len(obstacles(Round.objects.get())) == 2

    given = reinstate_opinion(read(case.general), by=case.compiler)

    assert (given.outcome, read(case.general).text) == ("kept", text)
    assert read(case.general).state == "approved"
    assert len(obstacles(Round.objects.get())) == 1
    assert case.general.revisions.order_by("number").last().content["text"] == "Nháp dở dang."


@pytest.mark.parametrize("who", ["officer", "head", "lead's officer"])
def test_only_the_compiler_returns(case, who):
    people = {"officer": case.officer, "head": case.head}
    person = people.get(who) or officer_of(case.consultation.lead)

    with pytest.raises(PermissionDenied):
        return_opinion(case.general, by=person, reason=REASON)


def test_after_our_deadline_nothing_is_returned_but_what_was_comes_back(case, time_machine):
    case.made_specific()
    time_machine.move_to(case.consultation.round.deadline + timedelta(hours=1))

    with pytest.raises(PermissionDenied):
        return_opinion(case.other, by=case.compiler, reason=REASON)

    assert case.sent_again().outcome == "specific"
    assert read(case.general).is_late
    assert not read(case.other).is_late


def test_an_officer_makes_it_specific_and_does_not_send_it(case):
    case.made_specific()

    with pytest.raises(PermissionDenied):
        resend_opinion(case.general, by=case.officer, lock_version=case.general.lock_version)
    with pytest.raises(PermissionDenied):
        withdraw_opinion(case.general, by=case.officer)


def test_an_opinion_that_was_not_returned_stays_frozen(case):
    case.returned()

    with pytest.raises(PermissionDenied):
        amend_opinion(
            case.other, by=case.officer, lock_version=case.other.lock_version, text="Lén sửa."
        )


def test_what_changed_while_the_head_read_it_is_not_sent(case):
    case.returned()
    version = case.general.lock_version
    amend_opinion(case.general, by=case.officer, lock_version=version, text="Sửa lúc đang đọc.")

    with pytest.raises(StaleError):
        resend_opinion(read(case.general), by=case.head, lock_version=version)


def test_without_a_reason_nothing_is_returned(case):
    with pytest.raises(ValidationError):
        return_opinion(case.general, by=case.compiler, reason=" ")

    assert not OpinionReturn.objects.exists()


def test_agreement_is_not_returned_alone():
    consultation = open_consultation()
    written_opinion(consultation, eid="art_3", kind="agree", text="", reason="")
    written_opinion(consultation, eid="art_4")
    approved_submission(consultation)
    agreement = Opinion.objects.select_related("submission__round").get(kind="agree")

    with pytest.raises(PermissionDenied):
        return_opinion(agreement, by=consultation.compiler, reason=REASON)


@pytest.mark.parametrize("way", ["compiler", "head"])
def test_returned_with_the_whole_answer_it_is_settled_when_the_answer_is_sent(case, way):
    case.made_specific()
    submission = case.general.submission
    if way == "compiler":
        return_submission(submission, by=case.compiler, reason="Trả lại tất cả.")
    else:
        take_back_submission(submission, by=case.head, reason="Sửa thêm.")

    approved_submission(case.consultation)

    assert OpinionReturn.objects.get().outcome == "specific"


def test_the_figures_tell_how_many_were_made_specific(case):
    return_opinion(case.other, by=case.compiler, reason=REASON)
    case.made_specific()
    case.sent_again()

    figures = OpinionReturn.objects.figures()

    assert (figures["returned"], figures["waiting"], figures["specific"]) == (2, 1, 1)


def test_each_step_is_in_the_chain_without_words(case):
    case.made_specific()
    case.sent_again()

    entries = AuditEntry.objects.filter(action__in=["opinion.returned", "opinion.sent_anew"])
    assert [entry.action for entry in entries.order_by("sequence")] == [
        "opinion.returned",
        "opinion.sent_anew",
    ]
    assert not any(REASON in str(entry.details) for entry in entries)
