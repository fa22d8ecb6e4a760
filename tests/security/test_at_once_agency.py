"""Inside one agency at the same moment: one receipt stands, one note, one person an article."""

from uuid import uuid4

import pytest

from consultation import audit
from consultation.approving import (
    assign_articles,
    resend_opinion,
    return_opinion,
    return_submission,
    take_back_submission,
    write_note,
)
from consultation.approving.freezing import content_sha256
from consultation.commenting import OpinionConflictError, amend_opinion
from consultation.models import Assignment, Note, Opinion, Receipt, Return, Submission
from tests.factories import approved_opinion, head_of, officer_of, open_consultation
from tests.factories.laws import provision
from tests.security.test_at_once import THREADS, refused, together

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def read(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("submission__round", "round").get(pk=opinion.pk)


def answer() -> Submission:
    return Submission.objects.select_related("round", "agency").get()


def returned_opinion(consultation) -> Opinion:
    opinion = read(approved_opinion(consultation))
    return_opinion(opinion, by=consultation.compiler, reason="Nêu rõ câu chữ.")
    return read(opinion)


def test_heads_who_send_one_opinion_again_at_once_make_one_receipt():
    consultation = open_consultation()
    opinion = returned_opinion(consultation)
    heads = [head_of(consultation.agencies[0]) for _each in range(THREADS)]

    def sending(head):
        mine = read(opinion)
        return lambda: resend_opinion(mine, by=head, lock_version=opinion.lock_version)

    results = together(*[sending(head) for head in heads])

    assert len(refused(results)) == THREADS - 1
    assert Receipt.objects.current().count() == 1
    assert Receipt.objects.count() == 2
    assert list(audit.verify()) == []


def test_what_stands_on_the_receipt_is_what_stands_in_the_table_whoever_was_quicker():
    consultation = open_consultation()
    opinion = returned_opinion(consultation)
    head, officer, version = consultation.head(), consultation.officer(), opinion.lock_version
    hers, theirs = read(opinion), read(opinion)

    def amending():
        try:
            return amend_opinion(
                theirs, by=officer, lock_version=version, text="Sửa lúc đang duyệt."
            )
        except OpinionConflictError as conflict:
            return conflict

    together(amending, lambda: resend_opinion(hers, by=head, lock_version=version))

    submission = answer()
    receipt = Receipt.objects.current().get()
    said = list(submission.opinions.approved().select_related("provision", "provision_text"))
    if read(opinion).state == "approved":
        assert receipt.content_sha256 == content_sha256(submission, said)
    else:
        assert said == []


def test_taken_back_and_returned_at_once_it_is_open_once():
    consultation = open_consultation()
    approved_opinion(consultation)
    own, theirs = answer(), answer()

    results = together(
        lambda: take_back_submission(own, by=consultation.head(), reason="Sửa."),
        lambda: return_submission(theirs, by=consultation.compiler, reason="Nêu rõ."),
    )

    assert len(refused(results)) == 1
    assert Return.objects.count() == 1
    assert not Receipt.objects.current().exists()


def test_a_note_sent_many_times_at_once_is_one():
    consultation = open_consultation()
    approved_opinion(consultation)
    token, officer = uuid4(), consultation.officer()

    def noting():
        submission = answer()
        return lambda: write_note(submission, by=officer, text="Một lần.", token=token)

    together(*[noting() for _each in range(THREADS)])

    assert Note.objects.count() == 1


def test_an_article_given_to_many_at_once_has_one_person():
    consultation = open_consultation()
    approved_opinion(consultation)
    take_back_submission(answer(), by=consultation.head(), reason="Sửa.")
    article = provision(consultation.version, "art_3")
    head = consultation.head()
    officers = [officer_of(consultation.agencies[0]) for _each in range(THREADS)]

    def giving(officer):
        submission = answer()
        return lambda: assign_articles(submission, by=head, articles=[article], officer=officer)

    together(*[giving(officer) for officer in officers])

    assert Assignment.objects.standing().count() == 1
    assert Assignment.objects.count() == THREADS
