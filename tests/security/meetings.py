"""Meetings: their addresses, and what each person gets there.

The agency that has sent its answer is invited and has spoken; the others are neither.
"""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from cms import clock
from consultation.models import Meeting
from consultation.receiving.meetings import end_meeting
from tests.factories.meetings import running_meeting, said, with_minutes_sent, written
from tests.security.scene import Scene

# As in `tables`.
# fmt: off
ROWS = {
    "GET meetings":                    "<-xxxxxxx..-",
    "GET plan_meeting":                "<-xxxxxxx..-",
    "POST plan_meeting":               "<-xxxxxxx>>-",
    "GET meeting":                     "<-..---.-..-",
    "GET change_meeting":              "<-xx---.-..-",
    "POST change_meeting":             "<-xx--->->>-",
    "POST meeting_step end":           "<-xx--->->>-",
    "POST meeting_step confirm":       "<-xx---x->>-",
    "POST send_minutes":               "<-xx--->->>-",
    "GET minutes":                     "<-xx---.-..-",
    "GET signed_minutes none":         "<-xx--------",
    "POST signed_minutes no file":     "<-xx---!-!!-",
    "GET notepad":                     "<-xx---.-..-",
    "POST notepad":                    "<-xx--->->>-",
    "GET remark noted":                "<------.-..-",
    "POST remark noted":               "<------>->>-",
    "GET remark sent":                 "<-..---x-xx-",
    "POST remark sent":                "<->>---x-xx-",
    "POST move_remark":                "<------>->>-",
    "GET meeting_code":                "<-xx---.-..-",
    "POST handle_slip":                "<-xx--->->>-",
    "GET write_slip":                  "............",
    "GET write_slip guessed":          "------------",
    "POST write_slip":                 ">>>>>>>>>>>>",
}
PUBLIC_DIFFERS = {
    "GET meetings":                    "<xxxxxxxx..x",
    "GET plan_meeting":                "<xxxxxxxx..x",
    "POST plan_meeting":               "<xxxxxxxx>>x",
}
# fmt: on


def doors(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Door with its note, method, path, form."""
    consultation = scene.consultation
    facts = {"agencies": consultation.agencies[:1]}
    running = running_meeting(consultation, **facts)
    noted = said(consultation, running, at=0)
    slip = written(consultation, running)
    ended = end_meeting(running_meeting(consultation, **facts), by=consultation.compiler)
    sent = running_meeting(consultation, **facts)
    told = said(consultation, sent, at=0)
    with_minutes_sent(consultation, sent)
    ready = past_corrections(consultation, facts)
    return [
        ("meetings", "GET", reverse("meetings", args=[consultation.round.uid]), {}),
        ("plan_meeting", "GET", reverse("plan_meeting", args=[consultation.round.uid]), {}),
        (
            "plan_meeting",
            "POST",
            reverse("plan_meeting", args=[consultation.round.uid]),
            facts_of(),
        ),
        *of_one(running),
        ("meeting_step confirm", "POST", at("meeting_step", ready), {"step": "confirm"}),
        ("send_minutes", "POST", at("send_minutes", ended), {"until": clock.today().isoformat()}),
        ("remark noted", "GET", at("remark", noted), {}),
        ("remark noted", "POST", at("remark", noted), words(lock_version=noted.lock_version)),
        ("remark sent", "GET", at("remark", told), {}),
        ("remark sent", "POST", at("remark", told), {"text": "Sửa.", "lock_version": 0}),
        ("move_remark", "POST", at("move_remark", noted), {"act": "remove"}),
        ("handle_slip", "POST", at("handle_slip", slip), {"act": "take"}),
        ("write_slip", "GET", reverse("write_slip", args=[running.code]), {}),
        ("write_slip guessed", "GET", reverse("write_slip", args=["ABCDEFGHJK"]), {}),
        (
            "write_slip",
            "POST",
            reverse("write_slip", args=[running.code]),
            words(name="Lò Thị Mai"),
        ),
    ]


def of_one(meeting: Meeting) -> list[tuple[str, str, str, dict]]:
    changed = {**facts_of(), "lock_version": meeting.lock_version}
    return [
        ("meeting", "GET", at("meeting", meeting), {}),
        ("change_meeting", "GET", at("change_meeting", meeting), {}),
        ("change_meeting", "POST", at("change_meeting", meeting), changed),
        ("meeting_step end", "POST", at("meeting_step", meeting), {"step": "end"}),
        ("minutes", "GET", reverse("minutes", args=[meeting.uid, "docx"]), {}),
        ("signed_minutes none", "GET", at("signed_minutes", meeting), {}),
        ("signed_minutes no file", "POST", at("signed_minutes", meeting), {"dated": "2026-12-01"}),
        ("notepad", "GET", at("notepad", meeting), {}),
        ("notepad", "POST", at("notepad", meeting), words()),
        ("meeting_code", "GET", at("meeting_code", meeting), {}),
    ]


def past_corrections(consultation, facts) -> Meeting:
    meeting = running_meeting(consultation, **facts)
    with_minutes_sent(consultation, meeting)
    now = clock.now()
    times = {
        "minutes_sent_at": now - timedelta(days=5),
        "corrections_until": now - timedelta(days=1),
    }
    Meeting.objects.filter(pk=meeting.pk).update(**times)
    return meeting


def at(door: str, thing) -> str:
    return reverse(door, args=[thing.uid])


def facts_of() -> dict[str, str]:
    return {
        "name": "Hội nghị", "starts_at": "2026-12-05T08:00", "place": "Hội trường",
        "chair": "Bà Hà", "secretary": "Ông Thành",
    }  # fmt: skip


def words(**more) -> dict:
    return {"mark": uuid4(), "kind": "amend", "text": "Đề nghị 15 ngày.", **more}
