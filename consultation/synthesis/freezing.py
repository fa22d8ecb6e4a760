"""The edition's data: the whole synthesis as plain values, recounted from the rows themselves.

Counting rules: domain.md's official form. Each body is counted once, whichever way it spoke;
statements of agreement are counted and listed, never rows.
"""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import F

from cms.models import Agency
from consultation.models import (
    Decision,
    Kind,
    Opinion,
    Origin,
    Remark,
    Round,
    Row,
    RowSource,
    Stance,
    Submission,
)
from consultation.rendering import edition as form
from consultation.rendering.edition import SCHEMA
from consultation.rendering.vocabulary import TYPE_LABELS

GENERAL = "Vấn đề chung"
DOSSIER = "Tài liệu trong hồ sơ dự thảo"
WHOLE_DRAFT = "toàn bộ dự thảo"
CITIZEN = "Công dân"
PARTICIPANT = "Đại biểu dự hội nghị"


def edition_data(
    round_: Round, *, uid: UUID, number: int, status: str, made_at: datetime
) -> form.Edition:
    """Everything the documents need; a bounded number of queries, whatever the size."""
    submissions = {
        submission.agency_id: submission
        for submission in round_.submissions.approved().select_related("agency")
    }
    headings, bodies = _article_headings(round_), _bodies_heard(round_)
    rows = [
        _row(row, position, headings, bodies)
        for position, row in enumerate(
            round_.rows.standing().with_sources().in_legal_order(), start=1
        )
    ]
    agreements = round_.opinions.approved().filter(kind=Kind.AGREE).with_subject().in_legal_order()
    asked = _asked(round_, submissions, rows)
    return {
        "schema": SCHEMA,
        "uid": str(uid),
        "number": number,
        "status": cast("form.Status", status),
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "round": _round(round_),
        "law": law_of(round_),
        "office": office_of(round_.lead),
        "agencies": {"asked": asked},
        "counts": _counts(asked, rows),
        "rows": rows,
        "statements": _statements(submissions, agreements, bodies),
    }


def _round(round_: Round) -> form.Round:
    return {
        "uid": str(round_.uid),
        "name": round_.name,
        "whose": cast("form.Whose", round_.whose),
        "request_number": round_.request_number,
        "request_date": _day(round_.request_date),
        "drafter_deadline": _day(round_.drafter_last_day),
        "our_deadline": _day(round_.last_day),
    }


def law_of(round_: Round) -> form.Law:
    draft = round_.draft
    return {
        "title": draft.title,
        "document_type": draft.document_type,
        "version": round_.version.title,
        "drafting_agency": draft.drafting_agency.name,
        "document_type_label": TYPE_LABELS.get(draft.document_type, "văn bản"),
    }


def office_of(lead: Agency) -> form.Office:
    return {
        "superior": lead.superior_name,
        "name": lead.name,
        "place": lead.place_name,
        "number_symbol": lead.letter_symbol,
        "signing_title": lead.signing_title,
        "signatory": "",
    }


def _article_headings(round_: Round) -> dict[str, tuple[str, str]]:
    """For each provision's address, its own heading and the heading of the article it is in."""
    texts = round_.version.provisions.values_list("eid", "section__title", "current_text__heading")
    return {eid: (heading or "", title) for eid, title, heading in texts}


def _row(
    row: Row, position: int, headings: dict[str, tuple[str, str]], bodies: dict[int, str]
) -> form.Row:
    eid = row.provision.eid if row.provision else ""
    file = row.dossier_file
    heading, group = headings.get(eid, ("", DOSSIER if file else GENERAL))
    sources = [_source(source, bodies) for source in row.sources.all()]
    first = next((source for source in sources if source["proposed_wording"]), None)
    opinion = row.sources.all()[0].opinion
    return {
        "uid": str(row.uid),
        "position": position,
        "provision_eid": eid,
        "dossier_file": str(file.uid) if file else "",
        "provision_label": row.citation,
        "provision_heading": heading,
        "group_label": group,
        "wording": row.wording,
        "proposed_wording": first["proposed_wording"] if first else "",
        "current_text": opinion.provision_text.text if opinion.provision_text else "",
        "decision": cast("form.Decision", row.decision),
        "decision_reason": row.reason,
        "outgoing": row.outgoing,
        "conflict": str(row.conflict.uid) if row.conflict else "",
        "answer": cast("form.Answer", row.answer),
        "answer_text": row.answer_text,
        "sources": sources,
    }


def _source(source: RowSource, bodies: dict[int, str]) -> form.Source:
    opinion = source.opinion
    agency, submission = opinion.agency, opinion.submission
    return {
        "agency": agency.name if agency else _nobody(opinion, bodies),
        "agency_uid": str(agency.uid) if agency else "",
        "letter_number": submission.letter_number if submission else "",
        "letter_date": _day(submission.letter_date) if submission else "",
        "opinion_uid": str(opinion.uid),
        "kind": opinion.kind,
        "text": opinion.text,
        "proposed_wording": opinion.proposed_wording,
        "reason": opinion.reason,
        "basis": opinion.basis,
        "late": opinion.is_late,
        "origin": cast("form.Origin", opinion.origin),
    }


def _nobody(opinion: Opinion, bodies: dict[int, str]) -> str:
    """What stands for a body that is no agency: never a person's name."""
    other = PARTICIPANT if opinion.origin == Origin.MEETING else CITIZEN
    return bodies.get(opinion.pk, other)


def _bodies_heard(round_: Round) -> dict[int, str]:
    """By opinion, bodies that are no agencies and were invited by this name: only those are sure
    to be bodies. What else was typed as one may be a person."""
    invited = Remark.objects.filter(
        round=round_, opinion__isnull=False, agency=None, meeting__bodies__name=F("body_name")
    )
    return dict(invited.exclude(body_name="").values_list("opinion", "body_name"))


def _asked(
    round_: Round, submissions: dict[int, Submission], rows: list[form.Row]
) -> list[form.AskedAgency]:
    said = [source for row in rows for source in form.counted(row["sources"])]
    opinions = Counter(source["agency_uid"] for source in said)
    spoken = Counter(source["agency_uid"] for source in said if source["origin"] == Origin.MEETING)
    at_meetings = set(
        round_.opinions.approved().filter(origin=Origin.MEETING).values_list("agency", flat=True)
    )
    invitations = round_.invitations.select_related("agency").order_by(
        "agency__protocol_order", "agency__name"
    )
    asked: list[form.AskedAgency] = []
    for invitation in invitations:
        submission = submissions.get(invitation.agency_id)
        uid = str(invitation.agency.uid)
        asked.append(
            {
                "uid": uid,
                "name": invitation.agency.name,
                "state": _state(submission, is_heard=invitation.agency_id in at_meetings),
                "letter_number": submission.letter_number if submission else "",
                "letter_date": _day(submission.letter_date) if submission else "",
                "late": submission.is_late if submission else False,
                "opinions": opinions[uid],
                "spoken": spoken[uid],
            }
        )
    return asked


def _state(submission: Submission | None, *, is_heard: bool) -> form.State:
    if submission is None:
        return "heard" if is_heard else "silent"
    if submission.stance == Stance.OUTSIDE_REMIT:
        return "outside_remit"
    return "agreed" if submission.stance == Stance.AGREES else "answered"


def _counts(asked: list[form.AskedAgency], rows: list[form.Row]) -> form.Counts:
    states = Counter(agency["state"] for agency in asked)
    decisions: Counter[str] = Counter(row["decision"] for row in rows)
    ways: Counter[str] = Counter(
        source["origin"] for row in rows for source in form.counted(row["sources"])
    )
    return {
        "asked": len(asked),
        "answered": len(asked) - states["silent"] - states["heard"],
        "with_opinions": sum(1 for agency in asked if agency["opinions"] > agency["spoken"]),
        "agreed": states["agreed"],
        "silent": states["silent"],
        "outside_remit": states["outside_remit"],
        "late": sum(1 for agency in asked if agency["late"]),
        "opinions": ways.total(),
        "heard": states["heard"],
        "from_meetings": ways[Origin.MEETING],
        "from_public": ways[Origin.PUBLIC],
        "rows": len(rows),
        "taken": decisions[Decision.TAKEN],
        "partly": decisions[Decision.PARTLY],
        "not_taken": decisions[Decision.NOT_TAKEN],
        "ask_leader": decisions[Decision.ASK_LEADER],
        "forwarded": decisions[Decision.FORWARDED],
        "undecided": decisions[Decision.UNDECIDED],
    }


def _statements(
    submissions: dict[int, Submission], agreements: Any, bodies: dict[int, str]
) -> list[form.Statement]:
    whole = [
        _statement(submission.agency, WHOLE_DRAFT)
        for submission in sorted(submissions.values(), key=lambda s: s.agency.protocol_order)
        if submission.stance == Stance.AGREES
    ]
    listed = {statement["agency_uid"] for statement in whole}
    parts = [
        _statement(opinion.agency, opinion.citation or WHOLE_DRAFT, _nobody(opinion, bodies))
        for opinion in agreements
        if opinion.citation or not opinion.agency or str(opinion.agency.uid) not in listed
    ]
    return whole + parts


def _statement(agency: Agency | None, scope: str, nobody: str = "") -> form.Statement:
    if agency is None:
        return {"agency": nobody, "agency_uid": "", "scope": scope}
    return {"agency": agency.name, "agency_uid": str(agency.uid), "scope": scope}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def leaves(data: form.Edition) -> list[dict[str, Any]]:
    """What the Merkle tree proves one by one: each opinion with its row and decision."""
    return [
        {"row": row["uid"], "decision": row["decision"], "opinion": dict(source)}
        for row in data["rows"]
        for source in row["sources"]
    ]
