"""What was sent can be taken back until our deadline; its receipt stays, as ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from cms.models import User
from consultation.approving import approve_submission, send_up, take_back_submission
from consultation.approving.freezing import frozen_content
from consultation.canonical import canonical_json, sha256_hex
from consultation.commenting import begin_submission
from consultation.inviting import close_round
from consultation.models import AuditEntry, Delegation, Receipt, Return, Round, Row
from consultation.synthesis import decide_row, gather_opinions, merge_rows
from consultation.synthesis.completeness import obstacles
from tests.factories import approved_opinion, approved_submission, open_consultation
from tests.factories.rounds import written_opinion

pytestmark = pytest.mark.django_db


def sent_anew(consultation, submission, *, at=0):
    send_up(submission, by=consultation.officer(at), stance=submission.stance)
    return approve_submission(
        submission, by=consultation.head(at), lock_version=submission.lock_version
    )


def test_a_head_takes_an_answer_back_and_says_why():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)

    take_back_submission(opinion.submission, by=consultation.head(), reason="Sửa số liệu.")

    opinion.refresh_from_db()
    assert opinion.submission.state == "returned"
    assert (opinion.state, opinion.visibility, opinion.approved_at) == ("draft", "agency", None)
    assert opinion.taken_back_at is not None
    assert Return.objects.get().kind == "taken_back"
    assert AuditEntry.objects.filter(action="submission.taken_back").exists()


def test_without_a_reason_nothing_is_taken_back():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission

    with pytest.raises(ValidationError):
        take_back_submission(submission, by=consultation.head(), reason="  ")

    assert type(submission).objects.get().state == "approved"


@pytest.mark.parametrize("who", ["officer", "compiler", "other head"])
def test_nobody_else_takes_it_back(who):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    person = {
        "officer": consultation.officer(),
        "compiler": consultation.compiler,
        "other head": consultation.head(1),
    }[who]

    with pytest.raises(PermissionDenied):
        take_back_submission(submission, by=person, reason="Sửa.")


def test_after_our_deadline_it_stays(time_machine):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    time_machine.move_to(consultation.round.deadline - timedelta(seconds=1))
    take_back_submission(submission, by=consultation.head(), reason="Kịp.")
    submission = sent_anew(consultation, type(submission).objects.get())

    time_machine.move_to(consultation.round.deadline)

    with pytest.raises(PermissionDenied):
        take_back_submission(submission, by=consultation.head(), reason="Muộn.")


def test_in_a_closed_round_it_stays():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    close_round(consultation.round, by=consultation.compiler)
    submission.round.refresh_from_db()

    with pytest.raises(PermissionDenied):
        take_back_submission(submission, by=consultation.head(), reason="Sửa.")


def test_each_approval_has_a_receipt_and_the_earlier_ones_say_why_they_ended():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    first = submission.receipt_code
    take_back_submission(submission, by=consultation.head(), reason="Sửa.")
    assert not submission.receipts.current().exists()

    submission = sent_anew(consultation, submission)

    old, new = Receipt.objects.order_by("pk")
    assert (old.code, old.ended_why, new.ended_at) == (first, "taken_back", None)
    assert old.ended_at is not None
    assert new.code == submission.receipt_code != first


def test_the_receipt_keeps_what_was_approved_whatever_is_written_later():
    consultation = open_consultation()
    opinion = approved_opinion(consultation, text="Đề nghị kéo dài thời hạn thêm mười ngày.")
    receipt = Receipt.objects.get()
    take_back_submission(opinion.submission, by=consultation.head(), reason="Sửa.")
    type(opinion).objects.filter(pk=opinion.pk).update(text="Câu khác hẳn.")

    receipt.refresh_from_db()

    assert receipt.data["content"]["opinions"][0]["text"].startswith("Đề nghị kéo dài")
    assert sha256_hex(canonical_json(receipt.data["content"])) == receipt.content_sha256


def test_the_sum_on_the_receipt_is_that_of_the_opinions_in_the_table():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    opinions = list(submission.opinions.approved())

    content = frozen_content(submission, opinions)

    assert sha256_hex(canonical_json(content)) == submission.content_sha256


def test_a_row_that_was_decided_waits_for_what_was_taken_back():
    """Two agencies in one row: one takes its opinion back, the decision is to be looked at."""
    consultation = open_consultation()
    first = approved_opinion(consultation, at=0)
    approved_opinion(consultation, at=1)
    rows = gather_opinions(consultation.round, by=consultation.compiler)
    row = merge_rows(rows, by=consultation.compiler)
    decide_row(row, by=consultation.compiler, decision="taken", lock_version=row.lock_version)
    assert not Row.objects.outdated().exists()

    take_back_submission(first.submission, by=consultation.head(), reason="Sửa.")

    assert Row.objects.outdated().get() == row
    row.refresh_from_db()
    decide_row(row, by=consultation.compiler, decision="taken", lock_version=row.lock_version)
    assert not Row.objects.outdated().exists()


def test_what_is_taken_back_and_not_sent_again_is_in_no_edition():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    gather_opinions(consultation.round, by=consultation.compiler)
    take_back_submission(submission, by=consultation.head(), reason="Sửa.")
    close_round(Round.objects.get(), by=consultation.compiler)

    assert not Round.objects.get().rows.standing().exists()
    assert obstacles(Round.objects.get()) == []


def test_late_again_is_late(time_machine):
    consultation = open_consultation()
    written_opinion(consultation)
    time_machine.move_to(consultation.round.deadline + timedelta(hours=1))

    submission = approved_submission(consultation)

    assert submission.is_late
    assert submission.receipts.current().get().is_late
    assert clock.now() >= consultation.round.deadline


@pytest.mark.parametrize("kind", ["authorised", "absence"])
def test_a_receipt_says_in_whose_power_it_was_approved(kind):
    consultation = open_consultation()
    written_opinion(consultation)
    lent = Delegation.objects.create(
        agency=consultation.agencies[0],
        giver=consultation.head(),
        taker=consultation.officer(),
        kind=kind,
        starts_on=clock.today(),
        ends_on=clock.today(),
        document="Quyết định số 12/QĐ",
        recorded_by=consultation.head(),
        recorded_at=clock.now(),
    )
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.head()
    )
    send_up(submission, by=consultation.head(), stance="agree_with_opinions")
    # Read again: whom one acts for is kept on the person for as long as a request.
    anew = User.objects.get(pk=consultation.officer().pk)

    approve_submission(submission, by=anew, lock_version=submission.lock_version)

    receipt = submission.receipts.get()
    assert (receipt.approved_as, receipt.delegation) == (kind, lent)
    assert receipt.approved_by == consultation.officer()
