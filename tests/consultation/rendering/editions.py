"""Editions as `synthesis` freezes them: a province replies to a ministry about a draft decree."""

from collections import Counter

from .agencies import AGENCIES, source
from .round_rows import realistic_rows

ROUND = {
    "uid": "0d9b8f5c-6b1e-4c39-8f6c-6f6f1d1f0b11",
    "name": "Góp ý dự thảo Nghị định, lần 1",
    "request_number": "4821/BTP-VĐCXDPL",
    "request_date": "2026-11-05",
    "drafter_deadline": "2026-11-30",
    "our_deadline": "2026-11-22",
}

LAW = {
    "title": "Nghị định quy định về tiếp nhận và trả lời ý kiến góp ý đối với dự thảo văn bản quy "
    "phạm pháp luật trên môi trường điện tử",
    "document_type": "decree",
    "version": "lần 1",
    "drafting_agency": "Bộ Tư pháp",
    "document_type_label": "Nghị định",
}

OFFICE = {
    "superior": "Ủy ban nhân dân tỉnh Điện Biên",
    "name": "Sở Tư pháp",
    "place": "Điện Biên",
    "number_symbol": "STP-XDKTVB",
    "signing_title": "KT. Giám đốc\nPhó Giám đốc",
    "signatory": "",
}

STATEMENTS = [
    {"agency": "Sở Y tế", "agency_uid": "agency-6", "scope": "toàn bộ dự thảo"},
    {"agency": "Sở Nội vụ", "agency_uid": "agency-2", "scope": "Chương II"},
]


def edition_with(rows=None, *, whose="replying", **changes):
    """An edition whose agencies and counts agree with its rows; `rows` are those of a real one."""
    rows = realistic_rows() if rows is None else rows
    for position, each in enumerate(rows, start=1):
        each["position"] = position
    asked = _asked(rows)
    return {
        "schema": 1,
        "uid": "5f2f8a5e-0c6d-4f0a-9a53-2f1f5c1f7a10",
        "number": 1,
        "status": "final",
        "made_at": "2026-11-25T02:30:00+00:00",
        "round": {**ROUND, "whose": whose},
        "law": dict(LAW),
        "office": dict(OFFICE),
        "agencies": {"asked": asked},
        "counts": _counts(rows, asked),
        "rows": rows,
        "statements": list(STATEMENTS),
        **changes,
    }


def _asked(rows):
    opinions = Counter(each["agency"] for line in rows for each in line["sources"])
    late = {each["agency"] for line in rows for each in line["sources"] if each["late"]}
    states = {"Sở Y tế": "agreed", "Sở Ngoại vụ": "outside_remit"}
    asked = []
    for number, name in enumerate(AGENCIES):
        state = "answered" if opinions[name] else states.get(name, "silent")
        silent = state == "silent"
        letter = source(name)
        asked.append(
            {
                "uid": f"agency-{number}",
                "name": name,
                "state": state,
                "letter_number": "" if silent else letter["letter_number"],
                "letter_date": "" if silent else letter["letter_date"],
                "late": name in late,
                "opinions": opinions[name],
            }
        )
    return asked


def _counts(rows, asked):
    states = Counter(agency["state"] for agency in asked)
    decisions = Counter(each["decision"] for each in rows)
    kinds = ("taken", "partly", "not_taken", "ask_leader", "forwarded", "undecided")
    return {
        "asked": len(asked),
        "answered": len(asked) - states["silent"],
        "with_opinions": states["answered"],
        "agreed": states["agreed"],
        "silent": states["silent"],
        "outside_remit": states["outside_remit"],
        "late": sum(agency["late"] for agency in asked),
        "opinions": sum(len(each["sources"]) for each in rows),
        "rows": len(rows),
        **{kind: decisions[kind] for kind in kinds},
    }
