"""Who is told what of an agency's answer; no mail holds the words of an opinion."""

import pytest

from consultation.approving import (
    approve_submission,
    drop_returned_opinion,
    record_letter,
    resend_opinion,
    return_opinion,
    return_submission,
    send_up,
    take_back_submission,
)
from consultation.commenting import begin_submission
from consultation.models import MailState, Message, Opinion, Submission
from consultation.rules import Role
from consultation.signals import submission_recorded
from tests.factories import approved_opinion, member_of, open_consultation, written_opinion

pytestmark = pytest.mark.django_db

WORDS = "Đề nghị kéo dài thời hạn trả lời cho các xã ở xa."


def told(kind):
    return {message.to.username for message in Message.objects.filter(kind=kind)}


def names(*people):
    return {person.username for person in people}


def sent_up(consultation):
    opinion = written_opinion(consultation, text=WORDS)
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    send_up(submission, by=consultation.officer(), stance="agree_with_opinions")
    return opinion, submission


def test_the_heads_are_told_that_an_answer_waits():
    consultation = open_consultation()

    sent_up(consultation)

    assert told("answer_sent_up") == names(consultation.head())


def test_once_it_is_approved_nobody_is_asked_to_approve_it():
    consultation = open_consultation()
    _opinion, submission = sent_up(consultation)

    approve_submission(submission, by=consultation.head(), lock_version=submission.lock_version)

    assert Message.objects.get(kind="answer_sent_up").state == MailState.DROPPED


def test_a_receipt_goes_to_who_approved_and_who_sent_it_up():
    consultation = open_consultation()
    focal = member_of(consultation.agencies[0], Role.FOCAL)
    _opinion, submission = sent_up(consultation)

    approve_submission(submission, by=consultation.head(), lock_version=submission.lock_version)

    assert told("answer_receipt") == names(consultation.head(), consultation.officer(), focal)
    receipt = submission.receipts.get()
    for message in Message.objects.filter(kind="answer_receipt"):
        assert receipt.code in message.subject
        assert receipt.content_sha256 in message.text
        assert receipt.code in message.link


def test_a_letters_number_tells_nobody_anew():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    before = Message.objects.count()

    record_letter(
        submission, by=consultation.officer(), number="12", dated=consultation.round.last_day
    )

    assert Message.objects.count() == before


def test_a_return_by_the_head_reaches_who_wrote_it():
    consultation = open_consultation()
    bystander = member_of(consultation.agencies[0], Role.OFFICER)
    _opinion, submission = sent_up(consultation)

    return_submission(submission, by=consultation.head(), reason="Nêu rõ câu chữ.")

    assert told("answer_returned") == names(consultation.officer())
    assert bystander.username not in told("answer_returned")
    assert "Nêu rõ câu chữ." in Message.objects.get(kind="answer_returned").text


def test_a_return_by_the_compiler_reaches_the_agency():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission

    return_submission(submission, by=consultation.compiler, reason="Nêu rõ câu chữ.")

    assert told("answer_returned") == names(consultation.officer(), consultation.head())


def test_what_is_taken_back_is_told_to_the_compilers():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission

    take_back_submission(submission, by=consultation.head(), reason="Sửa số liệu.")

    assert told("answer_taken_back") == names(consultation.compiler)
    assert told("answer_returned") == names(consultation.officer())


def test_one_opinion_returned_is_told_to_the_head_and_its_outcome_to_the_compiler():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    return_opinion(opinion, by=consultation.compiler, reason="Nêu rõ câu chữ.")
    assert told("opinion_returned") == names(consultation.head())
    opinion = Opinion.objects.select_related("submission__round", "round").get()

    resend_opinion(opinion, by=consultation.head(), lock_version=opinion.lock_version)

    assert told("opinion_came_back") == names(consultation.compiler)
    assert Message.objects.filter(kind="answer_receipt").count() == 2


def test_an_opinion_withdrawn_after_its_return_is_told_too():
    consultation = open_consultation()
    written_opinion(consultation, eid="art_4")
    opinion = approved_opinion(consultation)
    return_opinion(opinion, by=consultation.compiler, reason="Nêu rõ.")

    drop_returned_opinion(
        Opinion.objects.select_related("submission__round", "round").get(pk=opinion.pk),
        by=consultation.head(),
    )

    assert told("opinion_came_back") == names(consultation.compiler)


def test_no_message_holds_the_words_of_an_opinion():
    consultation = open_consultation()
    _opinion, submission = sent_up(consultation)
    approve_submission(submission, by=consultation.head(), lock_version=submission.lock_version)
    take_back_submission(submission, by=consultation.head(), reason="Sửa.")

    for message in Message.objects.all():
        assert WORDS not in message.subject + message.text + message.html


def test_hostile_reasons_are_escaped_in_the_mail():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission

    return_submission(
        submission, by=consultation.compiler, reason="<script>alert(1)</script> & nêu rõ"
    )

    for message in Message.objects.filter(kind="answer_returned"):
        assert "<script>" not in message.html
        assert "& nêu rõ" in message.text


def test_one_step_is_told_once_however_often_it_is_announced():
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    before = Message.objects.count()

    submission_recorded.send(Submission, submission=submission, by=consultation.head())

    assert Message.objects.count() == before
