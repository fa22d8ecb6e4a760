"""The letter of one agency (công văn góp ý), from what was frozen when its answer was approved.

Decree 30/2020, annex III, form 1.5: without number and date, which come with the signature.
`AnswerLetter` is what `approving.freezing.frozen_data` keeps; nothing else is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from .cells import Block, Blocks, Run, begin_large, line, prose
from .change import wording_blocks
from .edition import Law, Office
from .framing import frame
from .printable import clean_line
from .vocabulary import draft_name, enumerate_vi, request_reference, wording_label

SCHEMA = "answer-letter/1"
# The letters a point may have (Decree 78/2025, article 63): a longer list is numbered.
POINTS = "abcdđeghiklmnopqrstuvxy"
STANCES = {
    "agree": "nhất trí với nội dung {draft}",
    "agree_with_opinions": "cơ bản nhất trí với nội dung {draft} và có ý kiến như sau",
    "disagree": "không nhất trí với nội dung {draft} vì các lý do sau",
    "outside_remit": "không có ý kiến, do nội dung {draft} không thuộc chức năng, nhiệm vụ",
}


class Said(TypedDict):
    """An opinion as it was frozen: the content of `Opinion.content`."""

    uid: str
    eid: str
    kind: str
    text: str
    proposed_wording: str
    reason: str
    basis: str


class Place(TypedDict):
    """Where an opinion speaks of, the text there, the names of the files that came with it."""

    label: str
    current_text: str
    files: NotRequired[list[str]]


class Declined(TypedDict):
    label: str
    question: str
    declined: str


class AnswerLetter(TypedDict):
    schema: str
    content: dict[str, Any]
    round: dict[str, str]
    law: Law
    office: Office
    places: list[Place]
    questions: list[Declined]


@dataclass(frozen=True)
class Signing:
    """Who signs, line by line: “KT. GIÁM ĐỐC”, “PHÓ GIÁM ĐỐC”."""

    key: str
    lines: tuple[str, ...]

    @property
    def label(self) -> str:
        return " / ".join(self.lines)


@dataclass(frozen=True)
class Point:
    """One request of the letter: “a)”, then its paragraphs."""

    marker: str
    blocks: Blocks


class SchemaUnknown(ValueError):
    """The receipt was kept by another release, or before letters were drawn from it."""


def signings(office: Office) -> list[Signing]:
    """The blocks an office signs with (Decree 30/2020, article 8): its own first."""
    own = tuple(clean_line(part).upper() for part in office["signing_title"].splitlines() if part)
    body = tuple(part for part in own if part.startswith("TM."))
    head = _head_of(own)
    offered = [
        Signing("office", own),
        Signing("head", (*body, head)),
        Signing("deputy", (*body, f"KT. {head}", f"PHÓ {head}")),
        Signing("order", (f"TL. {head}",)),
        Signing("authorised", (f"TUQ. {head}",)),
    ]
    fresh = {each.lines: each for each in reversed(offered) if each.lines}
    return [each for each in offered if fresh.get(each.lines) is each]


def _head_of(lines: tuple[str, ...]) -> str:
    """The head's title, whoever signs for him."""
    for part in lines:
        for mark in ("KT. ", "TL. ", "TUQ. ", "Q. "):
            if part.startswith(mark):
                return part.removeprefix(mark)
    plain = [part for part in lines if not part.startswith("TM.")]
    return plain[-1] if plain else "THỦ TRƯỞNG"


def letter_context(
    letter: AnswerLetter, *, made_at: str, signing: str = "", title: str = ""
) -> dict[str, Any]:
    """What template and Word file say; `signing` is a key of `signings`, `title` a line under it.

    Raises SchemaUnknown.
    """
    if letter.get("schema") != SCHEMA:
        raise SchemaUnknown(letter.get("schema", ""))
    law, office, round_ = letter["law"], letter["office"], letter["round"]
    offered = {each.key: each for each in signings(office)}
    block = offered.get(signing) or next(iter(offered.values()), Signing("", ()))
    extra = (clean_line(title).upper(),) if title.strip() else ()
    lead = clean_line(round_["lead"])
    return {
        **frame(law, office, title="VĂN BẢN GÓP Ý", made_at=made_at, status="final", bands=[]),
        "subject": f"V/v góp ý {draft_name(law)}",
        "addressee": lead,
        "opening": _opening(letter),
        "sections": list(_sections(letter)),
        "closing": f"{clean_line(office['name'])} trân trọng gửi {lead} nghiên cứu, tổng hợp./.",
        "signing_title": [*block.lines, *extra],
        "recipients": ["Như trên"],
    }


def _opening(letter: AnswerLetter) -> str:
    """“Thực hiện đề nghị của Sở Tư pháp về việc góp ý …, Sở Y tế có ý kiến như sau:”"""
    round_, law = letter["round"], letter["law"]
    name, lead = clean_line(letter["office"]["name"]), clean_line(round_["lead"])
    request = ""
    if round_["request_number"] or round_["request_date"]:
        reference = request_reference(round_["request_number"], round_["request_date"])
        of = lead if round_["whose"] == "drafting" else clean_line(law["drafting_agency"])
        request = f" tại {reference} của {of}"
    asked = "" if round_["whose"] == "drafting" else f" của {lead}"
    told = f"Thực hiện đề nghị{asked} về việc góp ý {draft_name(law)}{request}"
    return f"{told}, sau khi nghiên cứu, {name} có ý kiến như sau:"


def _sections(letter: AnswerLetter) -> Iterator[tuple[str, Blocks, list[Point]]]:
    """Heading, paragraphs, points; only what was said."""
    said = list(zip(letter["content"]["opinions"], letter["places"], strict=True))
    general = [pair for pair in said if not pair[1]["label"] and pair[0]["kind"] != "agree"]
    agreed = [place["label"] for one, place in said if one["kind"] == "agree" and place["label"]]
    of_law = [pair for pair in said if pair[1]["label"] and pair[0]["kind"] != "agree"]
    specific = [pair for pair in of_law if "dossier_file" not in pair[0]]
    of_files = [pair for pair in of_law if "dossier_file" in pair[0]]
    numbered = bool(specific or of_files or letter["questions"])
    blocks: list[Block] = [line(_stance(letter))]
    for one, place in general:
        blocks += _words(one, "", place)
    if agreed:
        blocks.append(line(f"Nhất trí với quy định tại {enumerate_vi(agreed)} của dự thảo."))
    number = iter(range(1, 9))
    yield (f"{next(number)}. Về ý kiến chung" if numbered else ""), tuple(blocks), []
    if specific:
        yield f"{next(number)}. Về nội dung cụ thể", (), _points(specific, "Tại {} của dự thảo: ")
    if of_files:
        yield f"{next(number)}. Về hồ sơ dự thảo", (), _points(of_files, "{}: ")
    if letter["questions"]:
        yield f"{next(number)}. Về nội dung được đề nghị cho ý kiến", (), _declined(letter)


def _stance(letter: AnswerLetter) -> str:
    stance = letter["content"]["stance"]
    name = clean_line(letter["office"]["name"])
    words = STANCES[stance].format(draft=draft_name(letter["law"]))
    own = f" của {name}" if stance == "outside_remit" else ""
    return f"{name} {words}{own}."


def _points(pairs: list[tuple[Said, Place]], frame_: str) -> list[Point]:
    markers = _markers(len(pairs))
    return [
        Point(marker, _words(one, frame_.format(clean_line(place["label"])), place))
        for marker, (one, place) in zip(markers, pairs, strict=True)
    ]


def _declined(letter: AnswerLetter) -> list[Point]:
    points = []
    for marker, one in zip(_markers(len(letter["questions"])), letter["questions"], strict=True):
        where = f" ({clean_line(one['label'])})" if one["label"] else ""
        asked = f"{clean_line(one['question'])}{where}"
        points.append(Point(marker, (line(asked), *prose(one["declined"], label="Trả lời:"))))
    return points


def _markers(count: int) -> list[str]:
    if count <= len(POINTS):
        return [f"{letter})" for letter in POINTS[:count]]
    return [f"({number})" for number in range(1, count + 1)]


def _words(one: Said, start: str, place: Place) -> Blocks:
    """What is asked, its wording with the change marked, why, on what basis."""
    asked = prose(one["text"] or _bare(one["kind"]))
    first: tuple[Run, ...] = (("same", start), *asked[0].runs) if asked else (("same", start),)
    opening = (Block(first), *asked[1:])
    wording = wording_blocks(
        one["proposed_wording"],
        current=place["current_text"],
        label=wording_label(one["kind"]),
    )
    reason = prose(begin_large(one["reason"]), label="Lý do:")
    basis = prose(one["basis"], label="Căn cứ:")
    names = ", ".join(clean_line(name) for name in place.get("files", []))
    return (*opening, *wording, *reason, *basis, *prose(names, label="Tài liệu kèm theo:"))


def _bare(kind: str) -> str:
    """Where only a wording was proposed, or nothing but the kind."""
    return {
        "add": "đề nghị bổ sung.",
        "delete": "đề nghị bỏ.",
        "disagree": "không nhất trí.",
        "question": "đề nghị làm rõ.",
    }.get(kind, "đề nghị sửa.")
