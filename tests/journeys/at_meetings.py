"""A scene with meetings in every state, and where their screens stand."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cms import clock
from consultation.models import Meeting, MeetingState, Remark, Slip
from consultation.receiving.meeting_confirming import confirm_meeting
from tests.factories import open_consultation
from tests.factories.meetings import (
    planned_meeting,
    running_meeting,
    said,
    with_minutes_sent,
    written,
)
from tests.journeys.scenes import PLAYS, Scene
from tests.journeys.screen import Screen, of_round


def play_meetings() -> Scene:
    """One being prepared, one under way, one whose minutes are sent, one confirmed."""
    asked = open_consultation(agencies=3)
    planned_meeting(asked, name="Hội nghị sắp tới", starts_at=clock.now() + timedelta(days=2))
    running = running_meeting(asked)
    said(asked, running, speaker="Ông Lò Văn A")
    said(asked, running, at=None, body="Hiệp hội Doanh nghiệp tỉnh", place="D99", kind="question")
    said(asked, running, at=1, text="Khai mạc hội nghị.", place="", is_minuted_only=True)
    written(asked, running, speaker="Lò Thị Mai", body="Xã Mường Nhé", place="Điều 3 khoản 2")
    sent = running_meeting(asked, name="Hội nghị lần 1")
    said(asked, sent)
    with_minutes_sent(asked, sent)
    confirmed = running_meeting(asked, name="Hội nghị đầu tiên")
    said(asked, confirmed)
    with_minutes_sent(asked, confirmed, days=0)
    with clock.at(confirmed.corrections_until):
        confirm_meeting(confirmed, by=asked.compiler)
    return Scene(
        people={
            "visitor": AnonymousUser(),
            "officer": asked.officer(),
            "compiler": asked.compiler,
        },
        rounds={"open": asked.round},
    )


PLAYS["meetings"] = play_meetings


def of_meeting(route: str, state: str = MeetingState.RUNNING) -> Callable[[Scene], str]:
    return lambda scene: reverse(route, args=[_meeting(state).uid])


def of_remark(state: str = MeetingState.RUNNING) -> Callable[[Scene], str]:
    return lambda scene: reverse("remark", args=[_remark(state).uid])


def of_code(state: str = MeetingState.RUNNING) -> Callable[[Scene], str]:
    return lambda scene: reverse("write_slip", args=[_meeting(state).code])


def of_sent_slip(scene: Scene) -> str:
    slip = Slip.objects.select_related("meeting").earliest("pk")
    return f"{reverse('write_slip', args=[slip.meeting.code])}?da-gui={slip.token}"


def _meeting(state: str) -> Meeting:
    return Meeting.objects.get(state=state)


def _remark(state: str) -> Remark:
    return Remark.objects.filter(meeting__state=state).earliest("pk")


SCREENS = [
    Screen(route, who, at, what, "meetings")
    for route, who, at, what in (
        ("meetings", "compiler", of_round("meetings", "open"), ""),
        ("plan_meeting", "compiler", of_round("plan_meeting", "open"), ""),
        ("meeting", "compiler", of_meeting("meeting", "planned"), "planned"),
        ("meeting", "compiler", of_meeting("meeting"), "under way"),
        ("meeting", "compiler", of_meeting("meeting", "minutes"), "sent"),
        ("meeting", "compiler", of_meeting("meeting", "confirmed"), "confirmed"),
        ("meeting", "officer", of_meeting("meeting", "minutes"), "to correct"),
        ("change_meeting", "compiler", of_meeting("change_meeting"), ""),
        ("notepad", "compiler", of_meeting("notepad"), ""),
        ("notepad", "compiler", of_meeting("notepad", "confirmed"), "closed"),
        ("remark", "compiler", of_remark(), "noted"),
        ("remark", "officer", of_remark("minutes"), "to correct"),
        ("meeting_code", "compiler", of_meeting("meeting_code"), ""),
        ("write_slip", "visitor", of_code(), ""),
        ("write_slip", "visitor", of_code("confirmed"), "closed"),
        ("write_slip", "visitor", of_sent_slip, "sent"),
    )
]
