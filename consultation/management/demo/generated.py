"""Realistic opinions on any law, made from its own words: the same law, the same opinions."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cms.structure.address import citation, sort_key

from .decisions import Decision, DecisionSeed
from .opinions import Kind, OpinionSeed, SubmissionSeed
from .sharing import OPPOSITE, PROOFREADING, Issue, share_out
from .suggesting import Law, ProvisionView, Suggestion, draw, suggestions_for

__all__ = ["ProvisionView", "decisions_for", "opinions_for"]

# So many things are asked of a law that offers enough; repeated wishes make about 60 opinions.
ISSUES = 36
# How many agencies ask for the same, strongest wish first; all others are asked once.
REPEATED = (4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2)
# How often one theme may come up in a law; numbers are what agencies argue about most.
OFTEN, SELDOM = 10, 3
FREQUENT = ("thoi-han", "bo-sung-diem", "cap-huyen")

_REQUEST = re.compile(r"[Đđ]ề nghị (?:nghiên cứu |cơ quan chủ trì soạn thảo )?(?P<request>.+)\.$")
_ASKED_LEADER = (
    "Nội dung liên quan đến thẩm quyền của nhiều cơ quan. Xin ý kiến Lãnh đạo Sở về việc đưa vào "
    "văn bản góp ý."
)
_LEADER_SAID = "Lãnh đạo Sở đồng ý đưa vào văn bản góp ý."
_BOTH_SIDES = (
    "Các cơ quan có ý kiến trái ngược nhau. Nêu đầy đủ các loại ý kiến để cơ quan chủ trì soạn "
    "thảo xem xét, quyết định."
)
_IN_PART = "Nhất trí về sự cần thiết; câu chữ cụ thể để cơ quan chủ trì soạn thảo cân nhắc."
_NOT_TAKEN: dict[Kind, str] = {
    "amend": "Quy định của dự thảo thống nhất với các điều khác; ý kiến chưa nêu số liệu hoặc tình "
    "huống cụ thể làm căn cứ. Đề nghị giữ như dự thảo.",
    "add": "Nội dung đề nghị bổ sung đã được bao quát tại các quy định khác của dự thảo.",
    "technical": "Cách trình bày của dự thảo không làm thay đổi cách hiểu; không cần chỉnh lý.",
    "question": "Nội dung đã được pháp luật chuyên ngành quy định; Sở Tư pháp đã trao đổi lại với "
    "cơ quan góp ý.",
    "delete": "Cần giữ quy định này để bao quát các nhiệm vụ được văn bản khác giao.",
}


def opinions_for(provisions: Sequence[ProvisionView]) -> list[SubmissionSeed]:
    """About 60 opinions of 18 agencies, spread over the law; fewer where it offers less to ask.

    As in the sample, two agencies only agree, one is late, one silent and one outside its remit.
    """
    return share_out(_issues(Law(provisions)), provisions)


def decisions_for(provisions: Sequence[ProvisionView]) -> list[DecisionSeed]:
    """One decision for every issue that `opinions_for` raises, in the order of the law."""
    raised: dict[str, list[OpinionSeed]] = {}
    for submission in opinions_for(provisions):
        for opinion in submission.opinions:
            if opinion.issue:
                raised.setdefault(opinion.issue, []).append(opinion)
    ordered = sorted(raised.values(), key=lambda members: sort_key(members[0].eid))
    return [_decide(members, contested=_is_contested(raised, members)) for members in ordered]


def _issues(law: Law) -> list[Issue]:
    found = _choose([list(suggestions_for(item, law)) for item in law.provisions])
    strongest = sorted(found, key=lambda item: (-item.strength, draw(item.eid, "size", 1000)))
    contested = next((item for item in strongest if item.opposite), None)
    sizes = _sizes([item for item in strongest if item != contested])
    issues = []
    for item in found:
        is_contested = item is contested
        issues.append(Issue(item, 3 if is_contested else sizes.get(item.eid, 1)))
        if is_contested and item.opposite:
            issues.append(Issue(item.opposite, 1, is_opposite=True))
    return issues


def _sizes(strongest: list[Suggestion]) -> dict[str, int]:
    """Who asks how often by eId: a theme is repeated by many only once, questions by nobody."""
    sizes: dict[str, int] = {}
    repeated: Counter[str] = Counter()
    for item in strongest:
        size = REPEATED[len(sizes)] if len(sizes) < len(REPEATED) else 1
        if item.kind != "question" and repeated[item.theme] < (1 if size > 2 else 3):
            sizes[item.eid] = size
            repeated[item.theme] += 1
    return sizes


def _choose(found: list[list[Suggestion]]) -> list[Suggestion]:
    """At most one a provision, at most ISSUES, from all parts of the law and of all themes."""
    used: Counter[str] = Counter()
    chosen: dict[int, Suggestion] = {}
    spoken = [at for at, suggestions in enumerate(found) if suggestions]
    # A second turn fills up what the first left open where a part of the law offered nothing new.
    for turn in range(2):
        for group in _slices(spoken, ISSUES):
            options = [(at, item) for at in group if at not in chosen for item in found[at]]
            options = [option for option in options if _is_welcome(option[1], used)]
            if options and len(chosen) < ISSUES and (turn or chosen.keys().isdisjoint(group)):
                at, best = max(options, key=lambda option: _worth(option[1], used))
                chosen[at] = best
                used[best.theme] += 1
    return [chosen[at] for at in sorted(chosen)]


def _is_welcome(item: Suggestion, used: Counter[str]) -> bool:
    return used[item.theme] < (OFTEN if item.theme in FREQUENT else SELDOM)


def _worth(item: Suggestion, used: Counter[str]) -> float:
    """Its strength, less with every earlier one of its theme; a draw between equals."""
    return item.strength - 0.9 * used[item.theme] + draw(item.eid, item.theme, 100) / 100


def _slices(places: list[int], wanted: int) -> list[list[int]]:
    """The places in order, in `wanted` parts of about the same length; none is empty."""
    count = min(wanted, len(places))
    bounds = [len(places) * number // count for number in range(count + 1)] if count else []
    return [places[start:stop] for start, stop in pairwise(bounds)]


def _is_contested(raised: dict[str, list[OpinionSeed]], members: list[OpinionSeed]) -> bool:
    issue = members[0].issue
    return issue.endswith(OPPOSITE) or issue + OPPOSITE in raised


def _decide(members: list[OpinionSeed], *, contested: bool) -> DecisionSeed:
    first = members[0]
    decision = _decision(first, len(members), contested=contested)
    request = _request(first.text)
    asks_leader = decision == "taken" and draw(first.issue, "leader", 9) == 0
    reasons = {
        "taken": _LEADER_SAID if asks_leader else "",
        "partly": _IN_PART,
        "not_taken": _not_taken(first),
        "forwarded": _BOTH_SIDES,
    }
    return DecisionSeed(
        issue=first.issue,
        eid=first.eid,
        decision=decision,
        wording=f"{request[:1].upper()}{request[1:]}.",
        reason=reasons[decision],
        outgoing="" if decision == "not_taken" else _outgoing(first, request, decision),
        conflict=first.issue.removesuffix(OPPOSITE) if contested else "",
        asked_leader=_ASKED_LEADER if asks_leader else "",
    )


def _decision(opinion: OpinionSeed, voices: int, *, contested: bool) -> Decision:
    if contested:
        return "forwarded"
    if opinion.issue == PROOFREADING:
        return "not_taken"
    if voices > 2:
        return "taken"
    drawn = draw(opinion.issue, "decision", 10)
    if drawn < 6:
        return "taken"
    return "partly" if drawn < 8 else "not_taken"


def _request(text: str) -> str:
    """What the opinion asks for, without place and politeness."""
    found = _REQUEST.search(text)
    return found["request"] if found else text.rstrip(".")


def _not_taken(opinion: OpinionSeed) -> str:
    if opinion.issue == PROOFREADING:
        return "Ý kiến không chỉ rõ vị trí có lỗi. Sở Tư pháp đã rà soát toàn văn dự thảo."
    return _NOT_TAKEN.get(opinion.kind, _NOT_TAKEN["amend"])


def _outgoing(opinion: OpinionSeed, request: str, decision: Decision) -> str:
    place = citation(opinion.eid)
    if decision == "partly":
        asked = f"Đề nghị nghiên cứu quy định tại {place} theo hướng {request}"
    else:
        asked = f"Tại {place}, đề nghị {request}"
    if not place:
        asked = f"Đề nghị {request}"
    return f"{asked}.\nLý do: {opinion.reason}"
