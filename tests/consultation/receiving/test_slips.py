"""Written remarks from phones: kept once, taken over or left out, only while the code is open."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cms import clock
from consultation.models import Slip
from consultation.models.change import TransitionError
from consultation.receiving.meeting_remarks import Noted
from consultation.receiving.meeting_slips import refuse_slip, send_slip, take_slip
from consultation.receiving.meetings import end_meeting
from tests.factories import open_consultation
from tests.factories.meetings import planned_meeting, running_meeting, said, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return open_consultation(agencies=2)


@pytest.fixture
def meeting(asked):
    return running_meeting(asked)


def texts(meeting):
    return [remark.text for remark in meeting.remarks.standing().in_order()]


def test_a_written_remark_is_stored_once_and_taken_over_as_it_was_written(asked, meeting):
    token = uuid4()
    noted = Noted(text="Từ điện thoại.", place="D3 K2", body="Sở số lạ", round=asked.round)
    for _time in range(2):
        slip = send_slip(meeting, by=None, token=token, noted=noted)

    take_slip(slip, by=asked.compiler)

    assert Slip.objects.count() == 1
    assert texts(meeting) == ["Từ điện thoại."]
    assert slip.remark.body == "Sở số lạ"


def test_the_senders_token_never_names_a_remark_of_the_secretary(asked, meeting):
    remark = said(asked, meeting)
    slip = send_slip(meeting, by=None, token=remark.token, noted=Noted(text="Của tôi."))

    take_slip(slip, by=asked.compiler)

    assert slip.remark != remark
    assert "Của tôi." in texts(meeting)


def test_a_written_remark_is_refused_with_a_reason_and_handled_once(asked, meeting):
    slip = written(asked, meeting)
    with pytest.raises(ValidationError):
        refuse_slip(slip, by=asked.compiler, reason=" ")

    refuse_slip(slip, by=asked.compiler, reason="Ngoài nội dung hội nghị.")

    with pytest.raises(TransitionError):
        take_slip(slip, by=asked.compiler)
    assert texts(meeting) == []


def test_the_code_is_closed_with_the_minutes(asked, meeting):
    end_meeting(meeting, by=asked.compiler)

    with pytest.raises(ValidationError):
        written(asked, meeting)

    assert not Slip.objects.exists()


def test_the_code_opens_half_an_hour_before_the_meeting(asked):
    early = planned_meeting(asked, starts_at=clock.now() + timedelta(minutes=40))
    with pytest.raises(ValidationError):
        written(asked, early)

    with clock.at(early.starts_at - timedelta(minutes=30)):
        written(asked, early)
