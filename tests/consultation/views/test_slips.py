"""The code on paper: the sheet, the page it leads to, what a secretary makes of what came."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultation.models import Remark, Slip
from consultation.receiving.meetings import end_meeting
from tests.factories import open_consultation
from tests.factories.meetings import running_meeting, written

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def asked():
    return open_consultation(agencies=2)


@pytest.fixture
def meeting(asked):
    return running_meeting(asked)


@pytest.fixture
def secretary(asked, client):
    client.force_login(asked.compiler)
    return client


def test_the_sheet_shows_a_code_that_leads_to_the_page(asked, meeting, secretary, client):
    page = secretary.get(reverse("meeting_code", args=[meeting.uid])).content.decode()

    assert reverse("write_slip", args=[meeting.code]) in page
    assert "<path d=" in page
    client.logout()
    assert client.get(reverse("write_slip", args=[meeting.code.lower()])).status_code == 200


def slip(asked, **words):
    return {
        "mark": str(uuid4()), "round": str(asked.round.uid), "place": "Điều 3 khoản 2",
        "text": "Từ điện thoại.", "body": "", "name": "Quàng Văn Tun",
    } | words  # fmt: skip


def test_a_participant_writes_without_an_account_and_it_is_kept_once(asked, meeting, client):
    address, words = reverse("write_slip", args=[meeting.code]), slip(asked, text=HOSTILE)

    for _time in range(2):
        answer = client.post(address, words)

    assert Slip.objects.count() == 1
    page = client.get(answer.headers["Location"]).content.decode()
    assert HOSTILE not in page
    assert "alert(" in page


def test_a_code_that_is_none_and_a_meeting_that_has_ended_take_nothing(asked, meeting, client):
    assert client.get(reverse("write_slip", args=["ABCDEFGHJK"])).status_code == 404
    end_meeting(meeting, by=asked.compiler)

    answer = client.post(reverse("write_slip", args=[meeting.code]), slip(asked))

    assert answer.status_code == 422
    assert "Từ điện thoại." in answer.content.decode()
    assert not Slip.objects.exists()


def test_a_round_of_another_meeting_is_no_choice(asked, meeting, client):
    elsewhere = open_consultation()

    answer = client.post(
        reverse("write_slip", args=[meeting.code]), slip(asked, round=str(elsewhere.round.uid))
    )

    assert answer.status_code == 422
    assert not Slip.objects.exists()


def test_too_many_from_one_place_wait_and_lose_no_word(asked, meeting, client, monkeypatch):
    monkeypatch.setattr("consultation.views.limiting.OF_HALL", (1, 600))
    address = reverse("write_slip", args=[meeting.code])
    client.post(address, slip(asked))

    answer = client.post(address, slip(asked, text="Lời thứ hai."))

    assert answer.status_code == 422
    assert "Lời thứ hai." in answer.content.decode()
    assert Slip.objects.count() == 1


def test_a_secretary_takes_a_written_remark_over_or_leaves_it_out(asked, meeting, secretary):
    first, second = written(asked, meeting), written(asked, meeting)
    page = secretary.get(reverse("notepad", args=[meeting.uid])).content.decode()
    assert page.count(reverse("handle_slip", args=[first.uid])) == 2

    secretary.post(reverse("handle_slip", args=[first.uid]), {"act": "take"})
    secretary.post(reverse("handle_slip", args=[second.uid]), {"act": "refuse", "reason": ""})
    secretary.post(
        reverse("handle_slip", args=[second.uid]), {"act": "refuse", "reason": "Lạc đề."}
    )

    states = dict(Slip.objects.values_list("pk", "state"))
    assert states == {first.pk: "taken", second.pk: "refused"}
    assert Remark.objects.count() == 1
