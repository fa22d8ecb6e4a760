"""A focus question is answered or declined with a word; bare agreement never covers it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from cms.models import AgencyKind
from consultation.approving import answer_question, approve_submission, open_questions, send_up
from consultation.commenting import begin_submission, withdraw_opinion
from consultation.models import FocusAnswer, FocusQuestion, Stance
from tests.factories import open_consultation, written_opinion
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


def question_of(consultation, *, eid="art_3", **values) -> FocusQuestion:
    return FocusQuestion.objects.create(
        round=consultation.round,
        provision=provision(consultation.version, eid),
        text="Thời hạn mười ngày có đủ cho xã ở xa không?",
        asked_at=clock.now(),
        **values,
    )


def answer_of(consultation, *, at=0):
    return begin_submission(
        consultation.round, agency=consultation.agencies[at], by=consultation.officer(at)
    )


def sent_up(consultation, submission, stance=Stance.AGREES):
    return send_up(submission, by=consultation.officer(), stance=stance)


def test_bare_agreement_does_not_cover_a_question():
    consultation = open_consultation()
    question_of(consultation)

    with pytest.raises(ValidationError) as refusal:
        sent_up(consultation, answer_of(consultation))

    assert refusal.value.error_list[0].code == "focus"
    assert answer_of(consultation).state == "writing"


def test_agreement_without_words_tied_to_the_question_does_not_cover_it_either():
    consultation = open_consultation()
    question = question_of(consultation)
    bare = written_opinion(consultation, eid="art_3", kind="agree", text="", reason="")
    submission = answer_of(consultation)
    answer_question(question, by=consultation.officer(), submission=submission, opinion=bare)

    with pytest.raises(ValidationError):
        sent_up(consultation, submission)


def test_a_word_why_not_covers_it():
    consultation = open_consultation()
    question = question_of(consultation)
    submission = answer_of(consultation)

    answer_question(
        question, by=consultation.officer(), submission=submission, declined="Sở chưa có số liệu."
    )

    assert sent_up(consultation, submission).state == "sent_up"


def test_an_opinion_with_words_covers_it_until_it_is_withdrawn():
    consultation = open_consultation()
    question = question_of(consultation)
    opinion = written_opinion(consultation, eid="art_3")
    submission = answer_of(consultation)
    answer_question(question, by=consultation.officer(), submission=submission, opinion=opinion)
    assert open_questions(submission) == []

    withdraw_opinion(opinion, by=consultation.officer())

    assert open_questions(submission) == [question]


def test_a_question_put_while_the_head_reads_keeps_the_answer_from_being_approved():
    consultation = open_consultation()
    written_opinion(consultation)
    submission = sent_up(consultation, answer_of(consultation), stance=Stance.AGREES_WITH_OPINIONS)
    question_of(consultation)

    with pytest.raises(ValidationError):
        approve_submission(submission, by=consultation.head(), lock_version=submission.lock_version)


def test_it_is_put_to_some_kinds_of_agencies_alone():
    consultation = open_consultation()
    question_of(consultation, agency_kinds=[AgencyKind.COMMUNE])

    assert sent_up(consultation, answer_of(consultation)).state == "sent_up"


def test_a_withdrawn_question_asks_nobody():
    consultation = open_consultation()
    question_of(consultation, withdrawn_at=clock.now())

    assert sent_up(consultation, answer_of(consultation)).state == "sent_up"


@pytest.mark.parametrize("words", ["", "   "])
def test_neither_an_opinion_nor_a_word_is_no_answer(words):
    consultation = open_consultation()
    question = question_of(consultation)

    with pytest.raises(ValidationError):
        answer_question(
            question,
            by=consultation.officer(),
            submission=answer_of(consultation),
            declined=words,
        )

    assert not FocusAnswer.objects.exists()


def test_an_opinion_of_another_agency_answers_nothing():
    consultation = open_consultation()
    question = question_of(consultation)
    foreign = written_opinion(consultation, at=1)

    with pytest.raises(ValidationError):
        answer_question(
            question,
            by=consultation.officer(),
            submission=answer_of(consultation),
            opinion=foreign,
        )


def test_nobody_answers_for_another_agency():
    consultation = open_consultation()
    question = question_of(consultation)

    with pytest.raises(PermissionDenied):
        answer_question(
            question,
            by=consultation.officer(1),
            submission=answer_of(consultation),
            declined="Thay sở khác.",
        )


def test_the_last_word_holds():
    consultation = open_consultation()
    question = question_of(consultation)
    submission = answer_of(consultation)
    opinion = written_opinion(consultation, eid="art_3")

    for said in ({"declined": "Chưa rõ."}, {"opinion": opinion}):
        answer_question(question, by=consultation.officer(), submission=submission, **said)

    answer = FocusAnswer.objects.get()
    assert (answer.opinion, answer.declined_reason) == (opinion, "")


def test_what_was_said_to_a_question_is_in_the_sum_and_in_the_letter():
    consultation = open_consultation()
    question = question_of(consultation)
    submission = answer_of(consultation)
    answer_question(
        question, by=consultation.officer(), submission=submission, declined="Chưa có số liệu."
    )
    sent_up(consultation, submission)

    approve_submission(
        submission,
        by=consultation.head(),
        lock_version=submission.lock_version,
        confirm_perfunctory=True,
    )

    data = submission.receipts.get().data
    assert data["content"]["questions"][0]["declined"] == "Chưa có số liệu."
    assert data["questions"][0]["label"] == "Điều 3"
