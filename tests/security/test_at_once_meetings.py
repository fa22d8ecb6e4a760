"""A meeting at the same moment: what is sent sixteen times is noted once, nothing is lost."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation import audit
from consultation.models import Meeting, Opinion, Remark, Slip
from consultation.receiving.meeting_confirming import confirm_meeting
from consultation.receiving.meeting_remarks import (
    Noted,
    amend_remark,
    correct_remark,
    note_remark,
)
from consultation.receiving.meeting_slips import refuse_slip, send_slip, take_slip
from consultation.receiving.meetings import end_meeting, send_minutes
from tests.factories import open_consultation
from tests.factories.meetings import running_meeting, said, with_minutes_sent, written
from tests.security.test_at_once import THREADS, refused, together

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked():
    return open_consultation(agencies=1)


@pytest.fixture
def meeting(asked):
    return running_meeting(asked)


def the(meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def test_one_remark_replayed_by_sixteen_threads_is_noted_once(asked, meeting):
    token = uuid4()

    def note():
        return note_remark(the(meeting), by=asked.compiler, token=token, noted=Noted(text="Một."))

    results = together(*[note] * THREADS)

    assert len({remark.pk for remark in results}) == 1
    assert Remark.objects.count() == 1
    assert list(audit.verify()) == []


def test_two_secretaries_lose_nothing_of_each_others(asked, meeting):
    def noting(number):
        def note():
            return note_remark(
                the(meeting), by=asked.compiler, token=uuid4(), noted=Noted(text=f"Ý {number}.")
            )

        return note

    together(*map(noting, range(THREADS)))

    assert {remark.text for remark in meeting.remarks.all()} == {
        f"Ý {number}." for number in range(THREADS)
    }


def test_one_slip_replayed_by_sixteen_threads_is_kept_once(asked, meeting):
    token = uuid4()

    def send():
        return send_slip(the(meeting), by=None, token=token, noted=Noted(text="Một."))

    together(*[send] * THREADS)

    assert Slip.objects.count() == 1


def test_a_slip_is_taken_over_or_refused_never_both_nor_twice(asked, meeting):
    slip = written(asked, meeting)

    def take():
        return take_slip(Slip.objects.get(pk=slip.pk), by=asked.compiler)

    def refuse():
        return refuse_slip(Slip.objects.get(pk=slip.pk), by=asked.compiler, reason="Lạc đề.")

    results = together(take, refuse, take, refuse)

    slip.refresh_from_db()
    assert len(refused(results)) == 3
    assert Remark.objects.count() == (1 if slip.state == "taken" else 0)


def test_minutes_are_confirmed_once_by_however_many(asked, meeting):
    said(asked, meeting)
    with_minutes_sent(asked, meeting)

    def confirm():
        with clock.at(meeting.corrections_until):
            return confirm_meeting(the(meeting), by=asked.compiler)

    results = together(*[confirm] * 4)

    assert len(refused(results)) == 3
    assert Opinion.objects.count() == 1
    assert list(audit.verify()) == []


def test_what_is_noted_while_the_minutes_are_sent_is_in_them_or_refused(asked, meeting):
    end_meeting(meeting, by=asked.compiler)

    def note():
        try:
            return note_remark(
                the(meeting), by=asked.compiler, token=uuid4(), noted=Noted(text="Cuối.")
            )
        except ValidationError as refusal:
            return refusal

    def send():
        return send_minutes(the(meeting), by=asked.compiler, until=clock.today())

    *noted, sent = together(*[note] * 6, send)

    kept = [each for each in noted if isinstance(each, Remark)]
    assert meeting.remarks.count() == len(kept)
    assert isinstance(sent, Meeting) or kept
    assert all(
        remark.noted_at <= the(meeting).minutes_sent_at
        for remark in kept
        if the(meeting).minutes_sent_at
    )


def test_two_who_put_one_remark_right_never_overwrite_each_other(asked, meeting):
    remark = said(asked, meeting)

    def amending(text):
        def amend():
            mine = Remark.objects.select_related("meeting").get(pk=remark.pk)
            return amend_remark(mine, by=asked.compiler, lock_version=0, noted=Noted(text=text))

        return amend

    results = together(amending("Một."), amending("Hai."))

    assert len(refused(results)) == 1


def test_a_correction_that_comes_with_the_confirmation_is_in_the_opinion_or_refused(asked, meeting):
    remark = said(asked, meeting)
    with_minutes_sent(asked, meeting)
    mine = Remark.objects.select_related("meeting").get(pk=remark.pk)
    with clock.at(meeting.corrections_until):
        confirm_meeting(the(meeting), by=asked.compiler)

    with pytest.raises(PermissionDenied):
        correct_remark(mine, by=asked.officer(), lock_version=0, text="Sửa sau.")

    assert Opinion.objects.get().text == Remark.objects.get().text
