"""Remarks stand as they were said, are moved, taken out and put back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cms import clock
from consultation.receiving.meeting_remarks import (
    Noted,
    move_remark,
    note_remark,
    remove_remark,
    restore_remark,
)
from tests.factories import open_consultation
from tests.factories.meetings import running_meeting, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return open_consultation(agencies=1)


@pytest.fixture
def meeting(asked):
    return running_meeting(asked)


def texts(meeting):
    return [remark.text for remark in meeting.remarks.standing().in_order()]


def test_remarks_stand_in_the_order_in_which_they_were_said(asked, meeting):
    now = clock.now()
    for minutes in (3, 1, 2):
        note_remark(
            meeting, by=asked.compiler, token=uuid4(), noted=Noted(text=f"{minutes}"),
            said_at=now - timedelta(minutes=minutes),
        )  # fmt: skip
    assert texts(meeting) == ["3", "2", "1"]

    last = meeting.remarks.get(text="1")
    move_remark(last, by=asked.compiler, up=True)

    assert texts(meeting) == ["3", "1", "2"]


def test_a_remark_taken_out_comes_back_with_its_words(asked, meeting):
    remark = said(asked, meeting)
    remove_remark(remark, by=asked.compiler)
    assert texts(meeting) == []

    restore_remark(remark, by=asked.compiler)

    assert texts(meeting) == [remark.text]
