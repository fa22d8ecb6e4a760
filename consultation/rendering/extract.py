"""What leaves the house: the part of an edition that the drafting agency may read, and no more.

Rows not taken, kept for the leader or undecided are not here in any form: no text, reason, number
or count, and positions are counted anew so that no gap shows. Of a row taken in part, only the
text written for the letter goes out: wording and reasons of its sources may ask for the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypedDict

from .edition import (
    SCHEMA,
    Answer,
    Edition,
    Law,
    Office,
    Row,
    Source,
    Whose,
    counted,
    require_schema,
)

OUTGOING = ("taken", "partly", "forwarded")

_REASON = re.compile(r"\A(?P<text>.*?)\n\s*lý do\s*:\s*(?P<reason>.+)\Z", re.IGNORECASE | re.DOTALL)


class ExtractEdition(TypedDict):
    uid: str
    number: int
    status: str
    made_at: str


class ExtractRound(TypedDict):
    uid: str
    name: str
    whose: Whose
    request_number: str
    request_date: str


class ExtractCounts(TypedDict):
    asked: int
    answered: int
    opinions: int  # those of the rows below
    rows: int


class ExtractSource(TypedDict):
    agency: str
    agency_uid: str
    letter_number: str
    letter_date: str
    opinion_uid: str
    origin: str


class ExtractRow(TypedDict):
    uid: str
    position: int  # 1, 2, 3… without a gap
    provision_eid: str
    dossier_file: str
    provision_label: str
    provision_heading: str
    group_label: str
    current_text: str
    kind: str
    outgoing: str
    proposed_wording: str
    reason: str
    issue: int  # rows with the same number, above 0, are differing views of one issue
    answer: Answer  # ours, when we draft; else empty, for the drafting agency to fill
    answer_text: str
    sources: list[ExtractSource]


class Extract(TypedDict):
    schema: int
    kind: Literal["submission"]
    edition: ExtractEdition
    round: ExtractRound
    law: Law
    office: Office
    counts: ExtractCounts
    rows: list[ExtractRow]


def submission_extract(edition: Edition) -> Extract:
    require_schema(edition)
    whose = edition["round"]["whose"]
    rows = [row for row in _in_order(edition["rows"]) if _goes_out(row, whose)]
    issues = _issues(rows)
    extracted = [
        _extract_row(row, position, issues.get(row["conflict"], 0), whose)
        for position, row in enumerate(rows, start=1)
    ]
    return {
        "schema": SCHEMA,
        "kind": "submission",
        "edition": {
            "uid": edition["uid"],
            "number": edition["number"],
            "status": edition["status"],
            "made_at": edition["made_at"],
        },
        "round": {
            "uid": edition["round"]["uid"],
            "name": edition["round"]["name"],
            "whose": whose,
            "request_number": edition["round"]["request_number"],
            "request_date": edition["round"]["request_date"],
        },
        "law": edition["law"],
        "office": edition["office"],
        "counts": {
            "asked": edition["counts"]["asked"],
            "answered": edition["counts"]["answered"],
            "opinions": sum(len(counted(row["sources"])) for row in rows),
            "rows": len(extracted),
        },
        "rows": extracted,
    }


def split_outgoing(outgoing: str) -> tuple[str, str]:
    """The request and its reason: a last part that begins “Lý do:” on a line of its own."""
    if found := _REASON.match(outgoing.strip()):
        return found["text"].strip(), found["reason"].strip()
    return outgoing.strip(), ""


def _in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["position"])


def _goes_out(row: Row, whose: Whose) -> bool:
    """When we draft, an answer is public by law, also one that explains why not."""
    return row["decision"] in OUTGOING or (whose == "drafting" and row["answer"] != "")


def _issues(rows: list[Row]) -> dict[str, int]:
    """Numbers for the conflicts of which more than one side goes out."""
    sides = Counter(row["conflict"] for row in rows if row["conflict"] and _is_view(row))
    shared = [conflict for conflict, count in sides.items() if count > 1]
    return {conflict: number for number, conflict in enumerate(shared, start=1)}


def _is_view(row: Row) -> bool:
    return row["decision"] == "forwarded"


def _extract_row(row: Row, position: int, issue: int, whose: Whose) -> ExtractRow:
    drafting = whose == "drafting"
    in_part = row["decision"] == "partly" and not drafting
    outgoing, reason = split_outgoing(row["outgoing"])
    if not outgoing and not in_part:
        outgoing = row["wording"].strip() or _said(source["text"] for source in row["sources"])
    if not reason and not in_part:
        reason = _reasons(row["sources"])
    return {
        "uid": row["uid"],
        "position": position,
        "provision_eid": row["provision_eid"],
        "dossier_file": row.get("dossier_file", ""),
        "provision_label": row["provision_label"],
        "provision_heading": row["provision_heading"],
        "group_label": row["group_label"],
        "current_text": row["current_text"],
        "kind": row["sources"][0]["kind"] if row["sources"] else "",
        "outgoing": outgoing,
        "proposed_wording": "" if in_part else row["proposed_wording"],
        "reason": reason,
        "issue": issue if _is_view(row) else 0,
        "answer": row["answer"] if drafting else "",
        "answer_text": row["answer_text"] if drafting else "",
        "sources": [_extract_source(source) for source in row["sources"]],
    }


def _extract_source(source: Source) -> ExtractSource:
    return {
        "agency": source["agency"],
        "agency_uid": source["agency_uid"],
        "letter_number": source["letter_number"],
        "letter_date": source["letter_date"],
        "opinion_uid": source["opinion_uid"],
        "origin": source["origin"],
    }


def _reasons(sources: list[Source]) -> str:
    """What the agencies give as reason and basis, each said once."""
    bases = [source["basis"].strip() for source in sources]
    said = [source["reason"] for source in sources]
    return _said([*said, *(f"Căn cứ: {basis}" for basis in bases if basis)])


def _said(texts: Iterable[str]) -> str:
    stripped = (text.strip() for text in texts)
    return "\n".join(dict.fromkeys(text for text in stripped if text))
