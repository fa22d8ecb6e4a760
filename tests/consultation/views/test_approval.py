"""A head approves what was read, with the password at hand, and says bare agreement twice."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from cms import clock
from consultation.approving import return_submission, send_up
from consultation.commenting import begin_submission
from consultation.models import Kind, Stance, Submission, SubmissionState
from tests.consultation.views.screens import field, tree
from tests.factories import (
    head_of,
    open_consultation,
    written_opinion,
)
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

SPECIFIC = {
    "proposed_wording": "Thời hạn trả lời không quá 15 ngày, kể từ ngày nhận được đủ hồ sơ.",
}


def sign_in(client, user):
    """As a person does, so that the time of it is known."""
    client.post("/tai-khoan/login/", {"login": user.username, "password": PASSWORD})


def sent_up(consultation, stance=Stance.AGREES_WITH_OPINIONS):
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    return send_up(submission, by=consultation.officer(), stance=stance)


def approval_of(submission, **more):
    return {"lock_version": submission.lock_version, **more}


def address(submission, act=""):
    return f"/gop-y/{submission.uid}/{act}"


def test_a_head_who_has_just_signed_in_approves_at_once(client):
    consultation = open_consultation()
    written_opinion(consultation, **SPECIFIC)
    submission = sent_up(consultation)
    sign_in(client, consultation.head())

    client.post(address(submission, "duyet/"), approval_of(submission))

    submission.refresh_from_db()
    assert submission.state == SubmissionState.APPROVED
    assert submission.approved_by == consultation.head()


def test_a_head_who_signed_in_long_ago_enters_the_password_and_nothing_is_lost(client):
    consultation = open_consultation()
    submission = sent_up(consultation, stance=Stance.AGREES)
    head = consultation.head()
    sign_in(client, head)

    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        asked = client.post(
            address(submission, "duyet/"), approval_of(submission, confirm_perfunctory="on")
        )
        submission.refresh_from_db()
        before = submission.state
        client.post(asked.url, {"password": PASSWORD, "next": address(submission, "duyet/")})

    submission.refresh_from_db()
    assert urlsplit(asked.url).path == "/tai-khoan/reauthenticate/"
    assert (before, submission.state) == (SubmissionState.SENT_UP, SubmissionState.APPROVED)


def test_bare_agreement_needs_a_second_word(client):
    consultation = open_consultation()
    written_opinion(consultation, eid="art_3", kind=Kind.AGREE)
    submission = sent_up(consultation, stance=Stance.AGREES)
    sign_in(client, consultation.head())

    refused = client.post(address(submission, "duyet/"), approval_of(submission))
    submission.refresh_from_db()
    before = submission.state
    client.post(address(submission, "duyet/"), approval_of(submission, confirm_perfunctory="on"))

    submission.refresh_from_db()
    assert (refused.status_code, before) == (422, SubmissionState.SENT_UP)
    assert submission.state == SubmissionState.APPROVED


def test_to_be_outside_ones_remit_is_an_answer_that_needs_no_second_word(client):
    consultation = open_consultation()
    submission = sent_up(consultation, stance=Stance.OUTSIDE_REMIT)
    sign_in(client, consultation.head())

    client.post(address(submission, "duyet/"), approval_of(submission))

    submission.refresh_from_db()
    assert submission.state == SubmissionState.APPROVED


def test_a_head_does_not_approve_what_changed_while_it_was_read(client):
    consultation = open_consultation()
    written_opinion(consultation, **SPECIFIC)
    submission = sent_up(consultation)
    read = approval_of(submission)
    return_submission(submission, by=consultation.head(), reason="Bổ sung lý do.")
    send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)
    sign_in(client, consultation.head())

    response = client.post(address(submission, "duyet/"), read)

    submission.refresh_from_db()
    assert (response.status_code, submission.state) == (409, SubmissionState.SENT_UP)
    assert field(response, "lock_version") == str(submission.lock_version)


def test_an_officer_is_offered_no_approval_and_has_none(client):
    consultation = open_consultation()
    written_opinion(consultation, **SPECIFIC)
    submission = sent_up(consultation)
    sign_in(client, consultation.officer())

    page = client.get(address(submission))
    response = client.post(address(submission, "duyet/"), approval_of(submission))

    assert tree(page).xpath("//form[contains(@action, 'duyet')]") == []
    assert response.status_code == 403


def test_the_head_of_another_agency_does_not_know_of_it(client):
    consultation = open_consultation()
    submission = sent_up(consultation, stance=Stance.AGREES)
    sign_in(client, consultation.head(1))

    assert client.get(address(submission)).status_code == 404
    assert client.post(address(submission, "duyet/"), approval_of(submission)).status_code == 404


def test_two_heads_who_press_at_once_approve_once(client):
    consultation = open_consultation()
    written_opinion(consultation, **SPECIFIC)
    submission = sent_up(consultation)
    second = head_of(consultation.agencies[0])
    read = approval_of(submission)
    sign_in(client, consultation.head())
    client.post(address(submission, "duyet/"), read)
    sign_in(client, second)
    client.logout()
    sign_in(client, second)

    response = client.post(address(submission, "duyet/"), read)

    assert response.status_code == 403
    assert Submission.objects.get().approved_by == consultation.head()
