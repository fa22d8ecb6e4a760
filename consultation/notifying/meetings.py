"""What bodies are told of a meeting: that they are invited, and what was noted of them."""

from typing import Any

from django.urls import reverse

from consultation.models import Meeting, MeetingState
from consultation.notifying.rounds import answering
from consultation.notifying.storing import store_message
from consultation.signals import meeting_recorded


def connect() -> None:
    meeting_recorded.connect(_on_meeting, dispatch_uid="tell_meeting")


def _on_meeting(sender: type, meeting: Meeting, **carried: Any) -> None:
    if meeting.state == MeetingState.PLANNED:
        invited = meeting.bodies.exclude(agency=None).values_list("agency", flat=True)
        _tell(meeting, list(invited), "meeting_planned")
    elif meeting.state == MeetingState.MINUTES and meeting.minutes_sent_at:
        spoke = meeting.remarks.standing().exclude(agency=None).order_by()
        _tell(meeting, list(spoke.values_list("agency", flat=True).distinct()), "minutes_sent")


def _tell(meeting: Meeting, agencies: list[int], kind: str) -> None:
    """Each person once; who belongs to several of the bodies, too."""
    for people in answering(agencies).values():
        for person in people:
            store_message(
                kind=kind,
                key=f"{kind}:{meeting.pk}:{person.pk}",
                context={"meeting": meeting},
                to=person,
                link=reverse("meeting", args=[meeting.uid]),
            )
