"""The screens of a meeting: planned from the round, noted, corrected, confirmed, written to."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms import clock
from consultation.models import Meeting, MeetingState, Opinion, Remark
from consultation.receiving.meeting_confirming import confirm_meeting
from tests.factories import open_consultation
from tests.factories.meetings import (
    planned_meeting,
    running_meeting,
    said,
    with_minutes_sent,
)

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


def noted(asked, **words):
    given = {
        "mark": str(uuid4()),
        "round": str(asked.round.uid),
        "speaker": "Ông Lò Văn A",
        "body": asked.agencies[0].short_name,
        "place": "D3 K2",
        "kind": "amend",
        "text": "Đề nghị 15 ngày.",
    }
    return given | words


def test_a_meeting_is_planned_from_its_round(asked, secretary):
    answer = secretary.post(
        reverse("plan_meeting", args=[asked.round.uid]),
        {
            "name": "Hội nghị góp ý", "starts_at": "2026-12-05T08:00", "place": "Hội trường",
            "chair": "Bà Hà", "secretary": "Ông Thành", "programme": "",
            "others": "Hiệp hội Doanh nghiệp\nHiệp hội Doanh nghiệp\n",
            "agencies": [str(asked.agencies[0].uid)],
        },
    )  # fmt: skip

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("meeting", args=[meeting.uid])
    assert [body.label for body in meeting.bodies.all()] == [
        asked.agencies[0].name, "Hiệp hội Doanh nghiệp",
    ]  # fmt: skip
    listed = secretary.get(reverse("meetings", args=[asked.round.uid]))
    assert "Hội nghị góp ý" in listed.content.decode()


def test_a_wrong_plan_comes_back_with_all_that_was_written(asked, secretary):
    answer = secretary.post(
        reverse("plan_meeting", args=[asked.round.uid]), {"name": "Hội nghị góp ý"}
    )

    assert answer.status_code == 422
    assert "Hội nghị góp ý" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_remark_is_noted_by_a_plain_form_with_its_body_and_place_found(asked, meeting, secretary):
    answer = secretary.post(reverse("notepad", args=[meeting.uid]), noted(asked))

    remark = Remark.objects.get()
    assert answer.status_code == 302
    assert remark.agency == asked.agencies[0]
    assert remark.provision.eid == "art_3__para_2"
    assert remark.speaker.name == "Ông Lò Văn A"


def test_a_script_hears_the_remark_as_it_was_kept_and_twice_keeps_it_once(
    asked, meeting, secretary
):
    address, words = reverse("notepad", args=[meeting.uid]), noted(asked, text=HOSTILE)
    for _time in range(2):
        answer = secretary.post(address, words, headers={"X-Requested-With": "fetch"})

    assert answer.status_code == 200
    assert 'class="remark"' in answer.content.decode()
    assert HOSTILE not in answer.content.decode()
    assert Remark.objects.count() == 1


def test_a_script_hears_what_is_wrong_in_words(asked, meeting, secretary):
    address = reverse("notepad", args=[meeting.uid])
    wrong = noted(asked, text=" ")

    answer = secretary.post(address, wrong, headers={"X-Requested-With": "fetch"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "text/plain")
    assert not Remark.objects.exists()


def test_a_script_of_somebody_signed_out_hears_401(asked, meeting, client):
    answer = client.post(
        reverse("notepad", args=[meeting.uid]), noted(asked), headers={"X-Requested-With": "fetch"}
    )

    assert answer.status_code == 401


def test_a_place_that_is_not_found_is_told_and_kept_as_typed(asked, meeting, secretary):
    secretary.post(reverse("notepad", args=[meeting.uid]), noted(asked, place="D99 K1"))

    page = secretary.get(reverse("notepad", args=[meeting.uid])).content.decode()

    assert Remark.objects.get().place_typed == "D99 K1"
    assert "D99 K1" in page


def test_a_remark_is_put_right_and_a_colleagues_change_is_never_overwritten(
    asked, meeting, secretary
):
    remark = said(asked, meeting)
    address = reverse("remark", args=[remark.uid])
    secretary.post(address, noted(asked, text="Bản thứ nhất.", lock_version=0))

    answer = secretary.post(address, noted(asked, text="Bản thứ hai.", lock_version=0))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bản thứ nhất." in page
    assert "Bản thứ hai." in page
    assert Remark.objects.get().text == "Bản thứ nhất."
    assert (
        secretary.post(address, noted(asked, text="Bản thứ hai.", lock_version=1)).status_code
        == 302
    )


@pytest.mark.parametrize("act", ["up", "down", "remove", "restore", "", "nothing"])
def test_remarks_are_moved_and_taken_out_by_buttons(asked, meeting, secretary, act):
    remark = said(asked, meeting)

    answer = secretary.post(reverse("move_remark", args=[remark.uid]), {"act": act})

    assert answer.status_code == 302
    assert (Remark.objects.get().removed_at is not None) == (act == "remove")


def test_from_the_beginning_to_confirmed_minutes_by_the_buttons(asked, secretary):
    meeting = planned_meeting(asked)
    steps = reverse("meeting_step", args=[meeting.uid])
    secretary.post(steps, {"step": "start"})
    secretary.post(reverse("notepad", args=[meeting.uid]), noted(asked))
    secretary.post(steps, {"step": "end"})
    until = clock.today() + timedelta(days=2)
    secretary.post(reverse("send_minutes", args=[meeting.uid]), {"until": until.isoformat()})
    early = secretary.post(steps, {"step": "confirm"})
    assert early.status_code == 403
    assert not Opinion.objects.exists()

    with clock.at(clock.no_later_than(until)):
        page = secretary.get(reverse("meeting", args=[meeting.uid])).content.decode()
        assert 'value="confirm"' in page
        secretary.post(steps, {"step": "confirm"})

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CONFIRMED
    assert Opinion.objects.get().agency == asked.agencies[0]


def test_a_day_that_is_past_is_refused_beside_its_field(asked, meeting, secretary):
    secretary.post(reverse("meeting_step", args=[meeting.uid]), {"step": "end"})

    answer = secretary.post(reverse("send_minutes", args=[meeting.uid]), {"until": "2020-01-01"})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_an_agency_corrects_its_remark_and_sees_no_others(asked, meeting, client):
    mine = said(asked, meeting, at=0, text="Lời của sở 0.")
    other = said(asked, meeting, at=1, text="Lời của sở 1.")
    with_minutes_sent(asked, meeting)
    client.force_login(asked.officer(0))

    page = client.get(reverse("meeting", args=[meeting.uid])).content.decode()
    answer = client.post(
        reverse("remark", args=[mine.uid]), {"text": "Đã đính chính.", "lock_version": 0}
    )

    assert "Lời của sở 0." in page
    assert "Lời của sở 1." not in page
    assert answer.status_code == 302
    assert client.get(reverse("remark", args=[other.uid])).status_code == 404
    corrected = client.get(reverse("meeting", args=[meeting.uid])).content.decode()
    assert "Đã đính chính." in corrected
    assert "Lời của sở 0." in corrected


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
@pytest.mark.needs("fc-match")
def test_the_minutes_come_as_files_whoever_spoke(asked, meeting, secretary, kind, start):
    said(asked, meeting, text=HOSTILE, speaker="=cmd|' /C calc'!A0")

    answer = secretary.get(reverse("minutes", args=[meeting.uid, kind]))

    assert answer.content.startswith(start)
    assert secretary.get(reverse("minutes", args=[meeting.uid, "exe"])).status_code == 404


def test_signed_minutes_are_kept_and_served_to_who_keeps_them(asked, meeting, secretary, client):
    said(asked, meeting)
    with_minutes_sent(asked, meeting)
    with clock.at(meeting.corrections_until):
        confirm_meeting(meeting, by=asked.compiler)
    picture = BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    png = picture.getvalue()
    address = reverse("signed_minutes", args=[meeting.uid])

    answer = secretary.post(
        address,
        {"dated": "2026-12-10", "number": "12/BB-STP", "upload": SimpleUploadedFile("ky.png", png)},
    )

    assert answer.status_code == 302
    assert b"".join(secretary.get(address).streaming_content) == png
    client.force_login(asked.officer(0))
    assert client.get(address).status_code == 403


def test_the_notepad_asks_as_much_for_a_hundred_remarks_as_for_ten(
    asked, meeting, secretary, django_assert_max_num_queries
):
    address = reverse("notepad", args=[meeting.uid])
    for number in range(12):
        said(asked, meeting, text=f"Ý kiến {number}.", speaker=f"Ông {number}")
    secretary.get(address)

    with django_assert_max_num_queries(22):
        secretary.get(address)
