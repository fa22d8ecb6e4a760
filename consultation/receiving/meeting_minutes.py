"""What the minutes say: a meeting's content as the plain values they are drawn from."""

from datetime import datetime

from consultation.models import Meeting, MeetingState, Remark, Round
from consultation.rendering.minutes import Minutes, SaidThere
from consultation.rendering.vocabulary import draft_name
from consultation.synthesis.freezing import law_of, office_of


def minutes_of(meeting: Meeting) -> Minutes:
    """A fixed number of queries, however much was said."""
    rounds = [
        item.round
        for item in meeting.agenda.select_related("round__draft__drafting_agency", "round__version")
    ]
    remarks = meeting.remarks.standing().with_subject().prefetch_related("revisions").in_order()
    made_at = meeting.confirmed_at or meeting.minutes_sent_at or meeting.ended_at
    return Minutes(
        name=meeting.name,
        office=office_of(meeting.host),
        laws=tuple(law_of(round_) for round_ in rounds),
        starts_at=meeting.starts_at.isoformat(),
        ended_at=_iso(meeting.ended_at),
        place=meeting.place,
        chair=meeting.chair,
        secretary=meeting.secretary,
        attendance="\n".join(_attending(meeting)),
        programme=meeting.programme,
        conclusion=meeting.conclusion,
        remarks=tuple(_said(remark, rounds) for remark in remarks),
        is_confirmed=meeting.state == MeetingState.CONFIRMED,
        made_at=_iso(made_at or meeting.starts_at),
    )


def _attending(meeting: Meeting) -> list[str]:
    """What the secretary wrote; else the bodies that were invited."""
    if meeting.attendance.strip():
        return [meeting.attendance]
    names = [body.label for body in meeting.bodies.select_related("agency")]
    return [f"Đại diện: {'; '.join(names)}."] if names else []


def _said(remark: Remark, rounds: list[Round]) -> SaidThere:
    drafts = {round_.pk: draft_name(law_of(round_)) for round_ in rounds}
    corrected = [change.at for change in remark.revisions.all() if change.by_body]
    return SaidThere(
        draft=drafts.get(remark.round_id or 0, ""),
        place=remark.citation or remark.place_typed,
        kind=remark.kind if remark.round_id else "",
        speaker=remark.speaker.name if hasattr(remark, "speaker") else "",
        body=remark.body,
        text=remark.text,
        corrected_on=_iso(max(corrected, default=None)),
    )


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
