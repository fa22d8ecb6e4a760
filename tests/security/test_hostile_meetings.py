"""Markup in everything that is said and named at a meeting stays words, on every screen of it."""

import pytest
from django.urls import reverse

from consultation.models import InvitedBody, Meeting, Message
from consultation.receiving.meeting_slips import take_slip
from tests.factories import open_consultation
from tests.factories.meetings import running_meeting, said, with_minutes_sent, written
from tests.security.test_injection import ALL, PAYLOADS, SHORT, what_lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return open_consultation(agencies=1)


def hostile_meeting(asked):
    """Long fields hold every payload; each short one holds one, and each payload is in some."""
    facts = dict.fromkeys(("name", "place", "chair", "secretary"), SHORT[0])
    meeting = running_meeting(asked, programme=ALL, attendance=ALL, conclusion=ALL, **facts)
    InvitedBody.objects.create(meeting=meeting, name=SHORT[1])
    for payload in PAYLOADS:
        said(asked, meeting, text=ALL, speaker=payload, body=payload, place="D3 K2")
    return meeting


def test_no_screen_of_a_meeting_comes_alive(asked, client):
    meeting = hostile_meeting(asked)
    said(asked, meeting, place=PAYLOADS[2], text=ALL)
    slip = written(asked, meeting, text=ALL, speaker=SHORT[2], body=SHORT[1], place=PAYLOADS[1])
    remark = meeting.remarks.first()
    client.force_login(asked.compiler)
    addresses = [
        reverse("meetings", args=[asked.round.uid]),
        *(reverse(route, args=[meeting.uid]) for route in
          ("meeting", "notepad", "change_meeting", "meeting_code")),
        reverse("remark", args=[remark.uid]),
        reverse("write_slip", args=[meeting.code]),
        f"{reverse('write_slip', args=[meeting.code])}?da-gui={slip.token}",
    ]  # fmt: skip

    pages = {address: client.get(address) for address in addresses}

    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(
        addresses, 200
    )
    assert {address: found for address, page in pages.items() if (found := what_lives(page))} == {}
    assert "zq7" in pages[addresses[2]].content.decode()


def test_no_screen_of_a_body_and_no_mail_comes_alive(asked, client):
    meeting = hostile_meeting(asked)
    said(asked, meeting, at=0, text=ALL, speaker=SHORT[2])
    with_minutes_sent(asked, meeting)
    client.force_login(asked.officer())

    page = client.get(reverse("meeting", args=[meeting.uid]))

    assert what_lives(page) == []
    assert "zq7" in page.content.decode()
    assert Message.objects.filter(kind="minutes_sent").exists()
    assert [message.kind for message in Message.objects.all() if "<zq7" in message.html] == []


def test_a_slip_that_is_taken_over_stays_words(asked, client):
    meeting = running_meeting(asked)
    take_slip(written(asked, meeting, text=ALL, speaker=SHORT[0], body=SHORT[1]), by=asked.compiler)
    client.force_login(asked.compiler)

    page = client.get(reverse("notepad", args=[meeting.uid]))

    assert what_lives(page) == []
    assert Meeting.objects.get().remarks.get().text == ALL
