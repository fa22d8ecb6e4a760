"""Heads approve or return; what is approved is frozen and has a receipt."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation.approving import (
    approve_submission,
    record_letter,
    return_submission,
    send_up,
)
from consultation.approving.freezing import content_sha256
from consultation.commenting import amend_opinion, begin_submission
from consultation.models import Opinion, OpinionState, Stance, SubmissionState, Visibility
from consultation.models.change import StaleError
from tests.factories import (
    approved_opinion,
    approved_submission,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db


def test_a_head_approves_and_the_words_are_frozen_with_a_receipt():
    consultation = open_consultation()

    opinion = approved_opinion(consultation)

    submission = opinion.submission
    assert submission.state == SubmissionState.APPROVED
    assert submission.receipt_code.startswith(f"GY-{clock.today().year}-")
    assert (opinion.state, opinion.visibility) == (OpinionState.APPROVED, Visibility.LEAD)
    opinions = list(submission.opinions.standing().with_subject().in_legal_order())
    assert submission.content_sha256 == content_sha256(submission, opinions)


def test_an_officer_cannot_approve():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    submission = send_up(
        opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS
    )

    with pytest.raises(PermissionDenied):
        approve_submission(
            submission, by=consultation.officer(), lock_version=submission.lock_version
        )


def test_the_head_of_another_agency_cannot_approve():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    submission = send_up(
        opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS
    )

    with pytest.raises(PermissionDenied):
        approve_submission(
            submission, by=consultation.head(1), lock_version=submission.lock_version
        )


def test_a_head_does_not_approve_what_changed_since_it_was_read():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    submission = send_up(
        opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS
    )
    read = submission.lock_version
    return_submission(submission, by=consultation.head(), reason="Nêu rõ câu chữ.")
    send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)

    with pytest.raises(StaleError):
        approve_submission(submission, by=consultation.head(), lock_version=read)


def test_a_returned_submission_says_why_and_can_be_made_specific():
    consultation = open_consultation()
    opinion = written_opinion(consultation, text="Nhất trí cơ bản.")
    submission = send_up(
        opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS
    )

    return_submission(submission, by=consultation.head(), reason="Nêu rõ điều, khoản; câu chữ.")
    amend_opinion(
        opinion, by=consultation.officer(), lock_version=0, proposed_wording="không quá 15 ngày"
    )
    send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)

    assert [item.reason for item in submission.returns.all()] == ["Nêu rõ điều, khoản; câu chữ."]
    assert [revision.number for revision in opinion.revisions.all()] == [1, 2]


def test_a_return_without_a_reason_is_refused():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    submission = send_up(
        opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS
    )

    with pytest.raises(ValidationError):
        return_submission(submission, by=consultation.head(), reason="  ")


def test_the_compiler_returns_a_general_opinion_before_the_deadline():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)

    return_submission(opinion.submission, by=consultation.compiler, reason="Nêu rõ khoản nào.")

    opinion.refresh_from_db()
    assert (opinion.state, opinion.visibility) == (OpinionState.DRAFT, Visibility.AGENCY)
    assert opinion.submission.state == SubmissionState.RETURNED


def test_the_compiler_cannot_return_after_the_deadline():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)

    with time_machine.travel(consultation.round.deadline), pytest.raises(PermissionDenied):
        return_submission(opinion.submission, by=consultation.compiler, reason="Muộn.")


@pytest.mark.parametrize(
    ("shift", "late"),
    [(timedelta(microseconds=-1), False), (timedelta(0), True), (timedelta(microseconds=1), True)],
)
def test_the_first_instant_of_the_next_day_is_late(shift, late):
    consultation = open_consultation()

    with time_machine.travel(consultation.round.deadline + shift, tick=False):
        opinion = approved_opinion(consultation)

    assert opinion.is_late is late


@pytest.mark.parametrize("stance", [Stance.AGREES, Stance.OUTSIDE_REMIT])
def test_a_stance_that_does_not_fit_the_opinions_is_refused(stance):
    consultation = open_consultation()
    opinion = written_opinion(consultation)

    with pytest.raises(ValidationError):
        send_up(opinion.submission, by=consultation.officer(), stance=stance)


def test_agreeing_with_opinions_needs_an_opinion():
    consultation = open_consultation()
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )

    with pytest.raises(ValidationError):
        send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)


def test_an_opinion_without_words_is_named_and_nothing_is_sent_up():
    consultation = open_consultation()
    opinion = written_opinion(consultation, text="", reason="")

    with pytest.raises(ValidationError) as refusal:
        send_up(opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)

    assert "khoản 2 Điều 3" in refusal.value.messages[0]
    assert Opinion.objects.get().submission.state == SubmissionState.WRITING


def test_the_letter_is_recorded_beside_the_frozen_content():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    frozen = submission.content_sha256

    record_letter(
        submission, by=consultation.officer(), number="41/UBND-TP", dated=date(2026, 12, 12)
    )

    submission.refresh_from_db()
    assert (submission.letter_number, submission.content_sha256) == ("41/UBND-TP", frozen)


def test_an_agency_that_agrees_is_approved_without_opinions():
    consultation = open_consultation()

    submission = approved_submission(consultation, stance=Stance.AGREES)

    assert submission.stance == Stance.AGREES
