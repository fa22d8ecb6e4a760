"""Officers write opinions; nothing typed is lost, nothing is kept twice."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.commenting import (
    OpinionConflictError,
    amend_opinion,
    begin_submission,
    draft_opinion,
    post_comment,
    withdraw_opinion,
)
from consultation.models import AuditEntry, Opinion
from consultation.models.discussion import XtdComment
from tests.factories import (
    approved_submission,
    head_of,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


def test_an_opinion_points_at_the_text_it_was_written_about():
    consultation = open_consultation()

    opinion = written_opinion(consultation, eid="art_3__para_2")

    assert opinion.citation == "khoản 2 Điều 3"
    assert opinion.provision_text == opinion.provision.current_text
    assert opinion.agency == consultation.agencies[0]


def test_a_form_sent_twice_is_kept_once():
    consultation = open_consultation()
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    token = uuid4()

    first = draft_opinion(submission, by=consultation.officer(), token=token, text="Một lần.")
    second = draft_opinion(submission, by=consultation.officer(), token=token, text="Hai lần.")

    assert first == second
    assert Opinion.objects.get().text == "Một lần."


def test_an_officer_of_another_agency_cannot_write_for_it():
    consultation = open_consultation()
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer(0)
    )

    with pytest.raises(PermissionDenied):
        draft_opinion(submission, by=consultation.officer(1), token=uuid4(), text="Không phải.")

    assert Opinion.objects.count() == 0


def test_an_agency_that_was_not_asked_cannot_begin():
    consultation = open_consultation()
    stranger = officer_of(consultation.lead)

    with pytest.raises(PermissionDenied):
        begin_submission(consultation.round, agency=consultation.lead, by=stranger)


def test_a_provision_of_another_version_is_refused():
    consultation = open_consultation()
    other = publish_law(title="Nghị định khác")
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )

    with pytest.raises(ValidationError):
        draft_opinion(
            submission,
            by=consultation.officer(),
            token=uuid4(),
            provision=provision(other, "art_1"),
        )


def test_the_second_of_two_tabs_is_told_and_both_texts_are_kept():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    stale = Opinion.objects.get(pk=opinion.pk)
    amend_opinion(opinion, by=consultation.officer(), lock_version=1, text="Thẻ thứ nhất.")

    with pytest.raises(OpinionConflictError) as conflict:
        amend_opinion(stale, by=consultation.officer(), lock_version=1, text="Thẻ thứ hai.")

    assert conflict.value.stored.text == "Thẻ thứ nhất."
    assert conflict.value.sent == {"text": "Thẻ thứ hai."}


def test_an_autosave_leaves_no_audit_entry():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    before = AuditEntry.objects.count()

    amend_opinion(opinion, by=consultation.officer(), lock_version=1, text="Đang gõ dở")

    assert AuditEntry.objects.count() == before


def test_a_withdrawn_opinion_keeps_its_words_but_stands_no_more():
    consultation = open_consultation()
    opinion = written_opinion(consultation, text="Ghi nhầm.")

    withdraw_opinion(opinion, by=consultation.officer())

    assert Opinion.objects.get().text == "Ghi nhầm."
    assert list(Opinion.objects.standing()) == []


def test_an_approved_opinion_cannot_be_amended():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    approved_submission(consultation)
    opinion.refresh_from_db()

    with pytest.raises(PermissionDenied):
        amend_opinion(
            opinion, by=consultation.officer(), lock_version=opinion.lock_version, text="Sửa lén."
        )


def test_colleagues_discuss_an_opinion_and_the_token_keeps_a_comment_single():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    token = uuid4()

    first = post_comment(opinion, by=consultation.officer(), text="Nên nêu số liệu.", token=token)
    again = post_comment(opinion, by=consultation.officer(), text="Nên nêu số liệu.", token=token)
    answer = post_comment(
        opinion, by=consultation.head(), text="Đồng ý.", token=uuid4(), reply_to=first
    )

    assert first == again
    assert (answer.parent_id, answer.level) == (first.pk, 1)


def test_another_agency_cannot_join_the_discussion():
    consultation = open_consultation()
    opinion = written_opinion(consultation)

    with pytest.raises(PermissionDenied):
        post_comment(opinion, by=consultation.officer(1), text="Cho hỏi.", token=uuid4())


def test_a_hidden_reply_stays_hidden_when_its_parent_is_saved():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    parent = post_comment(opinion, by=consultation.officer(), text="Gốc.", token=uuid4())
    reply = post_comment(
        opinion, by=head_of(consultation.agencies[0]), text="Ẩn.", token=uuid4(), reply_to=parent
    )
    XtdComment.objects.filter(pk=reply.pk).update(is_public=False)

    parent.refresh_from_db()
    parent.save()

    assert XtdComment.objects.get(pk=reply.pk).is_public is False
