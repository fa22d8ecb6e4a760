"""Bodies hear that they are invited to a meeting, and of what was noted of them."""

import pytest

from consultation.models import Message
from tests.factories import open_consultation
from tests.factories.meetings import planned_meeting, running_meeting, said, with_minutes_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return open_consultation(agencies=2)


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("to", flat=True))


def people_of(asked, at):
    return {asked.officer(at).pk, asked.head(at).pk}


def test_invited_agencies_are_told_once(asked):
    meeting = planned_meeting(asked, agencies=asked.agencies[:1])
    running_meeting(asked, agencies=[])

    assert told("meeting_planned") == people_of(asked, 0)
    assert meeting.place in Message.objects.filter(kind="meeting_planned").first().text


def test_a_body_is_told_what_was_noted_of_it_when_the_minutes_are_sent(asked):
    meeting = running_meeting(asked)
    said(asked, meeting, at=1)
    assert told("minutes_sent") == set()

    with_minutes_sent(asked, meeting)

    assert told("minutes_sent") == people_of(asked, 1)
    message = Message.objects.filter(kind="minutes_sent").first()
    assert f"{meeting.last_day_of_corrections:%d/%m/%Y}" in message.text
    assert str(meeting.uid) in message.link
