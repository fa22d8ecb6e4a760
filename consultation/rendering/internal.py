"""The internal table: every opinion, what became of it and why. For the house, never sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from .cells import Block, Blocks, Cell, Column, begin_large, cut, line, names_together, prose, stack
from .change import wording_blocks
from .edition import AskedAgency, Edition, Row, Source, counted
from .extract import OUTGOING, split_outgoing
from .framing import Band, frame, provision_key, provision_name, subject_of
from .printable import clean_line
from .vocabulary import (
    ANSWERS,
    DECISIONS,
    ORIGINS,
    enumerate_vi,
    letter_reference,
    request_reference,
    wording_label,
)

# Characters a cell may hold before it becomes two lines: about twelve lines of its column. Less
# would leave a gap beside the other columns; more, at the foot of a page.
OPINION, HANDLING, NAMES = 560, 400, 100


def internal_context(edition: Edition) -> dict[str, Any]:
    rows = sorted(edition["rows"], key=lambda row: row["position"])
    drafting = edition["round"]["whose"] == "drafting"
    bands = [
        Band(label, [cells for row in group for cells in _lines(row, edition)])
        for label, group in groupby(rows, key=lambda row: clean_line(row["group_label"]))
    ]
    return {
        **frame(
            edition["law"],
            edition["office"],
            title="BẢNG TỔNG HỢP Ý KIẾN",
            made_at=edition["made_at"],
            status=edition["status"],
            bands=bands,
        ),
        "counts": edition["counts"],
        "drafting": drafting,
        "request": _request(edition),
        "answered": _answered(edition),
        "ways": _ways(edition),
        "decided": _decided(edition),
        "recipients": ["Lãnh đạo cơ quan (b/c)"],
        "standing": list(_standing(edition)),
        "handling_head": (
            "Nội dung tiếp thu, giải trình" if drafting else "Xử lý của cơ quan tổng hợp"
        ),
    }


def _request(edition: Edition) -> str:
    details = edition["round"]
    if details["whose"] == "drafting":
        return ""
    reference = request_reference(details["request_number"], details["request_date"])
    return f"{reference} của {clean_line(edition['law']['drafting_agency'])}"


def _answered(edition: Edition) -> str:
    """What those asked did; what nobody did is not named."""
    counts = edition["counts"]
    said = (
        (counts["with_opinions"], "có ý kiến góp ý"),
        (counts["agreed"], "nhất trí với dự thảo"),
        (counts["outside_remit"], "nội dung không thuộc chức năng"),
    )
    return enumerate_vi([f"{number:02d} {words}" for number, words in said if number])


def _ways(edition: Edition) -> str:
    """“03 ý kiến tại hội nghị và 12 ý kiến của công dân”; empty where there are only letters."""
    counts = edition["counts"]
    said = (
        (counts.get("from_meetings", 0), "ý kiến tại hội nghị"),
        (counts.get("from_public", 0), "ý kiến của công dân"),
    )
    return enumerate_vi([f"{number:02d} {words}" for number, words in said if number])


def _decided(edition: Edition) -> str:
    """“12 đưa vào văn bản góp ý, 3 không đưa vào”; what did not happen is not named."""
    if edition["round"]["whose"] == "drafting":
        return ""
    counts = edition["counts"]
    numbers = {decision: counts[decision] for decision in DECISIONS}
    words = [f"{number:02d} {_small(DECISIONS[key])}" for key, number in numbers.items() if number]
    return enumerate_vi(words)


def _small(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def _standing(edition: Edition) -> Iterator[dict[str, Any]]:
    """The bodies that have no row to stand in: who agrees, is outside its remit, is silent."""
    asked = edition["agencies"]["asked"]
    agreed = [agency for agency in asked if agency["state"] == "agreed"]
    sections = (
        ("Nhất trí với dự thảo", [_stood(agency) for agency in agreed]),
        ("Có nội dung nhất trí", _agreed_in_part(edition, {agency["uid"] for agency in agreed})),
        ("Nội dung không thuộc chức năng", _in_state(asked, "outside_remit")),
        ("Phát biểu tại hội nghị, chưa có văn bản trả lời", _in_state(asked, "heard")),
        ("Chưa có văn bản trả lời", _in_state(asked, "silent")),
        ("Trả lời sau thời hạn", [_stood(agency) for agency in asked if agency["late"]]),
    )
    for label, names in sections:
        if names:
            yield {"label": label, "count": len(names), "names": names}


def _agreed_in_part(edition: Edition, agreed: set[str]) -> list[str]:
    """Each body and scope once; citizens with their number."""
    said = Counter(
        (clean_line(statement["agency"]), clean_line(statement["scope"]), statement["agency_uid"])
        for statement in edition["statements"]
        if statement["agency_uid"] not in agreed
    )
    return [
        f"{name}{'' if uid else f' ({number:02d} ý kiến)'} nhất trí với {scope}"
        for (name, scope, uid), number in said.items()
    ]


def _in_state(asked: Iterable[AskedAgency], state: str) -> list[str]:
    return [_stood(agency) for agency in asked if agency["state"] == state]


def _stood(agency: AskedAgency) -> str:
    reference = letter_reference(agency["letter_number"], agency["letter_date"])
    name = clean_line(agency["name"])
    return f"{name} ({reference})" if reference else name


def _lines(row: Row, edition: Edition) -> list[tuple[Cell, ...]]:
    name = (line(provision_name(row["provision_label"])),)
    provision = Column(provision_key(subject_of(row), row["group_label"]), again=name)
    handling = Column(
        f"handling-{row['uid']}",
        cut(_handling(row, edition), HANDLING),
        again=(line(_verdict(row, edition), style="quiet"),),
    )
    nobody = _part(row["uid"], (), (), ())
    return stack(list(_parts(row)) or [nobody], left=(provision,), right=(handling,))


def _parts(row: Row) -> Iterator[tuple[Column, Column]]:
    """What several voices come to comes first, then each in its own words."""
    voices = _voices(row)
    together = _consolidated(row)
    if len(voices) != 1 and together:
        title = line(f"Tổng hợp {len(counted(row['sources']))} ý kiến", style="verdict")
        yield _part(f"{row['uid']}-all", (title,), together, again=(title,))
    for number, sources in enumerate(voices):
        who = names_together([_who(source) for source in sources])
        again = _continued([clean_line(source["agency"]) for source in sources])
        yield _part(f"{row['uid']}-{number}", who, _opinion(sources[0], row), again)


def _part(key: str, who: Blocks, what: Blocks, again: Blocks) -> tuple[Column, Column]:
    return (
        Column(f"who-{key}", cut(who, NAMES), again),
        Column(f"what-{key}", cut(what, OPINION)),
    )


def _continued(names: list[str]) -> Blocks:
    others = f" và {len(names) - 1} cơ quan khác" if len(names) > 1 else ""
    return (line(f"{names[0]}{others} (tiếp theo)", style="quiet"),)


def _voices(row: Row) -> list[list[Source]]:
    """Sources that say the same in the same words stand together."""
    voices: dict[tuple[str, ...], list[Source]] = {}
    for source in row["sources"]:
        said = (source["text"], source["proposed_wording"], source["reason"], source["basis"])
        voices.setdefault(tuple(map(clean_line, said)), []).append(source)
    return list(voices.values())


def _consolidated(row: Row) -> Blocks:
    kind = row["sources"][0]["kind"] if row["sources"] else ""
    return prose(row["wording"]) + wording_blocks(
        row["proposed_wording"], current=row["current_text"], label=wording_label(kind)
    )


def _who(source: Source) -> str:
    reference = letter_reference(source["letter_number"], source["letter_date"])
    remarks = [reference, ORIGINS[source["origin"]], "gửi sau thời hạn" if source["late"] else ""]
    said = "; ".join(remark for remark in remarks if remark)
    name = clean_line(source["agency"])
    return f"{name} ({said})" if said else name


def _opinion(source: Source, row: Row) -> Blocks:
    wording = wording_blocks(
        source["proposed_wording"],
        current=row["current_text"],
        label=wording_label(source["kind"]),
    )
    return (
        prose(source["text"])
        + wording
        + prose(source["reason"], label="Lý do:")
        + prose(source["basis"], label="Căn cứ:")
    )


def _verdict(row: Row, edition: Edition) -> str:
    drafting = edition["round"]["whose"] == "drafting"
    return ANSWERS[row["answer"]] if drafting else DECISIONS[row["decision"]]


def _handling(row: Row, edition: Edition) -> Blocks:
    verdict: Blocks = (line(_verdict(row, edition), style="verdict"),)
    if edition["round"]["whose"] == "drafting":
        return verdict + prose(row["answer_text"])
    handling = prose(row["decision_reason"], label="Lý do xử lý:")
    return verdict + _outgoing(row) + handling + _conflict(row, edition) + _answer(row, edition)


def _outgoing(row: Row) -> Blocks:
    if row["decision"] not in OUTGOING:
        return ()
    text, reason = split_outgoing(row["outgoing"])
    return prose(text, label="Nội dung gửi:") + prose(begin_large(reason), label="Lý do:")


def _conflict(row: Row, edition: Edition) -> Blocks:
    others = [
        clean_line(source["agency"])
        for other in edition["rows"]
        if row["conflict"] and other["conflict"] == row["conflict"] and other["uid"] != row["uid"]
        for source in other["sources"]
    ]
    if not others:
        return ()
    return (line(f"{enumerate_vi(list(dict.fromkeys(others)))}.", label="Ý kiến khác với:"),)


def _answer(row: Row, edition: Edition) -> tuple[Block, ...]:
    """The drafting agency's word, named as its own."""
    if not row["answer"]:
        return ()
    agency = clean_line(edition["law"]["drafting_agency"])
    answered = line(f"{ANSWERS[row['answer']]}.", label=f"{agency} trả lời:")
    return (answered, *prose(row["answer_text"]))
