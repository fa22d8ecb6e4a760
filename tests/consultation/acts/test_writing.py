"""A form is kept from its first letter on: once, whoever saves it how often."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.approving import approve_submission, send_up
from consultation.commenting import (
    OpinionConflictError,
    begin_submission,
    restore_opinion,
    withdraw_opinion,
    write_opinion,
)
from consultation.models import AuditEntry, Invitation, Kind, Opinion, OpinionState, Stance
from tests.factories import approved_opinion, open_consultation, written_opinion
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


def seat_of(consultation, at=0):
    return Invitation.objects.select_related("round", "agency").get(
        round=consultation.round, agency=consultation.agencies[at]
    )


def write(consultation, token, *, at=0, lock_version=0, **content):
    return write_opinion(
        seat_of(consultation, at),
        by=consultation.officer(at),
        token=token,
        provision=provision(consultation.version, "art_3__para_2"),
        lock_version=lock_version,
        **content,
    )


def test_a_form_saved_again_is_the_same_opinion_amended():
    consultation, token = open_consultation(), uuid4()
    first = write(consultation, token, text="Đề")

    second = write(consultation, token, lock_version=first.lock_version, text="Đề nghị")

    assert (second.pk, second.text) == (first.pk, "Đề nghị")


def test_a_form_changed_elsewhere_is_not_written_over():
    consultation, token = open_consultation(), uuid4()
    write(consultation, token, text="Đề")
    write(consultation, token, text="Đề nghị")

    with pytest.raises(OpinionConflictError) as conflict:
        write(consultation, token, text="Khác")

    assert (conflict.value.stored.text, conflict.value.sent["text"]) == ("Đề nghị", "Khác")


def test_the_same_words_sent_again_are_no_conflict():
    consultation, token = open_consultation(), uuid4()
    write(consultation, token, text="Đề")
    stored = write(consultation, token, text="Đề nghị")

    again = write(consultation, token, text="Đề nghị")

    assert (again.pk, again.lock_version) == (stored.pk, stored.lock_version)


def test_a_token_of_another_agencys_form_is_refused():
    consultation, token = open_consultation(), uuid4()
    write(consultation, token, text="Đề")

    with pytest.raises(ValidationError):
        write(consultation, token, at=1, text="Đề")

    assert Opinion.objects.count() == 1


def test_an_officer_of_another_agency_writes_nothing():
    consultation = open_consultation()

    with pytest.raises(PermissionDenied):
        write_opinion(seat_of(consultation), by=consultation.officer(1), token=uuid4(), text="Đề")

    assert (
        Opinion.objects.count(),
        AuditEntry.objects.filter(action="opinion.drafted").count(),
    ) == (0, 0)


def test_a_withdrawn_opinion_comes_back_with_its_words():
    consultation = open_consultation()
    opinion = written_opinion(consultation, text="Giữ nguyên chữ.")
    withdraw_opinion(opinion, by=consultation.officer())

    restore_opinion(opinion, by=consultation.officer())

    opinion.refresh_from_db()
    assert (opinion.state, opinion.text) == (OpinionState.DRAFT, "Giữ nguyên chữ.")
    assert AuditEntry.objects.filter(action="opinion.restored").count() == 1


def test_what_was_sent_is_not_restored():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)

    with pytest.raises(PermissionDenied):
        restore_opinion(opinion, by=consultation.officer())


@pytest.mark.parametrize(
    ("stance", "content"),
    [
        (Stance.AGREES, None),
        (Stance.AGREES, {"kind": Kind.AGREE}),
        (
            Stance.AGREES_WITH_OPINIONS,
            {"eid": "", "text": "Đề nghị rà soát.", "reason": ""},
        ),
        (Stance.DISAGREES, None),
    ],
)
def test_an_answer_only_for_form_is_not_sent_by_one_press(stance, content):
    consultation = open_consultation()
    if content is not None:
        written_opinion(consultation, **content)
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    send_up(submission, by=consultation.officer(), stance=stance)

    with pytest.raises(ValidationError) as refusal:
        approve_submission(submission, by=consultation.head(), lock_version=submission.lock_version)

    assert set(refusal.value.message_dict) == {"confirm_perfunctory"}


def test_of_two_windows_with_one_new_form_the_second_is_told_of_the_first():
    consultation = open_consultation()
    seat, by, token = seat_of(consultation), consultation.officer(), uuid4()
    write_opinion(seat, by=by, token=token, kind=Kind.AMEND, text="Cửa sổ thứ nhất.")

    with pytest.raises(OpinionConflictError) as conflict:
        write_opinion(seat, by=by, token=token, kind=Kind.AMEND, text="Cửa sổ thứ hai.")

    assert conflict.value.stored.text == "Cửa sổ thứ nhất."


def test_who_wrote_on_after_the_first_answer_was_lost_is_not_stopped():
    consultation = open_consultation()
    seat, by, token = seat_of(consultation), consultation.officer(), uuid4()
    write_opinion(seat, by=by, token=token, kind=Kind.AMEND, text="Đề nghị")

    opinion = write_opinion(seat, by=by, token=token, kind=Kind.AMEND, text="Đề nghị 15 ngày.")

    assert opinion.text == "Đề nghị 15 ngày."
