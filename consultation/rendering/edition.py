"""The edition, schema 1: the frozen synthesis as plain data, and the only thing renderers read.

Made once by `synthesis`, kept as canonical JSON; renderers never query. Dates are ISO ("" where
there is none), `made_at` is UTC. An unknown schema is refused, never guessed at.
"""

from collections.abc import Iterable
from typing import Literal, NotRequired, TypedDict

SCHEMA = 1

Whose = Literal["replying", "drafting"]
Status = Literal["draft", "final"]
# heard: no letter came, but it spoke at a meeting.
State = Literal["answered", "agreed", "silent", "outside_remit", "heard"]
Decision = Literal["undecided", "taken", "partly", "not_taken", "ask_leader", "forwarded"]
Answer = Literal["", "accepted", "partly", "explained"]
Origin = Literal["written", "letter", "meeting", "public"]


class SchemaUnknown(ValueError):
    """The edition was frozen in a form that this renderer does not know."""


class Round(TypedDict):
    uid: str
    name: str
    whose: Whose  # replying: another body drafts and answers; drafting: we do
    request_number: str
    request_date: str
    drafter_deadline: str
    our_deadline: str


class Law(TypedDict):
    title: str  # "Luật Tổ chức Chính phủ"
    document_type: str
    version: str
    drafting_agency: str
    document_type_label: str  # "Luật", "Nghị định"


class Office(TypedDict):
    superior: str  # the body above, "" for a People's Committee
    name: str
    place: str  # "Điện Biên"
    number_symbol: str  # "STP-XDKTVB"
    signing_title: str  # one line per rank, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    signatory: str


class AskedAgency(TypedDict):
    uid: str
    name: str
    state: State
    letter_number: str
    letter_date: str
    late: bool
    opinions: int  # counted once, whichever way it spoke
    spoken: NotRequired[int]  # of these, said at a meeting alone


class Agencies(TypedDict):
    asked: list[AskedAgency]  # in protocol order


class Counts(TypedDict):
    asked: int
    answered: int
    with_opinions: int
    agreed: int
    silent: int
    outside_remit: int
    late: int
    opinions: int
    heard: NotRequired[int]  # editions made before these three lack them
    from_meetings: NotRequired[int]
    from_public: NotRequired[int]
    rows: int
    taken: int
    partly: int
    not_taken: int
    ask_leader: int
    forwarded: int
    undecided: int


class Source(TypedDict):
    """One opinion of one body, as it was approved."""

    agency: str
    agency_uid: str
    letter_number: str
    letter_date: str
    opinion_uid: str
    kind: str  # amend, add, delete, disagree, technical, question, agree
    text: str
    proposed_wording: str
    reason: str
    basis: str
    late: bool
    origin: Origin


class Row(TypedDict):
    """Opinions that ask for the same change, what we make of them, what became of that."""

    uid: str
    position: int
    provision_eid: str  # "" for the draft as a whole, and for a file of its dossier
    dossier_file: NotRequired[str]  # the file's uid, else ""; editions made before lack it
    provision_label: str  # "khoản 2 Điều 5", "Tờ trình: Về dự án Luật …"
    provision_heading: str
    group_label: str  # "Điều 5. Thời hạn trả lời", "Vấn đề chung", "Tài liệu trong hồ sơ dự thảo"
    wording: str  # the consolidated opinion
    proposed_wording: str
    current_text: str
    decision: Decision
    decision_reason: str  # ours alone: never leaves the house
    outgoing: str  # what the drafting agency reads; a last part "Lý do: …" is its reason
    conflict: str  # rows with the same id ask for opposite things
    answer: Answer  # the drafting agency's, or ours when drafting
    answer_text: str
    sources: list[Source]


class Statement(TypedDict):
    """Agreement with the draft or a part of it: counted, named, never a row."""

    agency: str
    agency_uid: str
    scope: str  # "toàn bộ dự thảo", "Điều 5"


class Edition(TypedDict):
    schema: int
    uid: str
    number: int
    status: Status
    made_at: str
    round: Round
    law: Law
    office: Office
    agencies: Agencies
    counts: Counts
    rows: list[Row]
    statements: list[Statement]


def counted(sources: Iterable[Source]) -> list[Source]:
    """The sources of one row, each body once: not what it said again at a meeting.

    Official counts keep meetings apart from letters; a body that said the same in both is
    counted by its letter.
    """
    kept = list(sources)
    wrote = {source["agency_uid"] for source in kept if source["origin"] != "meeting"}
    once = []
    for source in kept:
        body = source["agency_uid"]
        if body and source["origin"] == "meeting":
            if body in wrote:
                continue
            wrote.add(body)
        once.append(source)
    return once


def require_schema(edition: Edition) -> None:
    if edition.get("schema") != SCHEMA:
        raise SchemaUnknown(f"edition schema {edition.get('schema')!r}, expected {SCHEMA}")
