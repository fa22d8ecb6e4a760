"""One sentence of a letter judged: what it is, and which provisions of the law it speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cms.structure.citing import Citation, find_citations
from cms.structure.letters import without_marks
from consultation.receiving.frame import is_greeting
from consultation.receiving.sentences import Span, quoted_spans
from consultation.receiving.wording import (
    agrees,
    asks,
    gives_reason,
    is_outside_remit,
    reason_starts,
)

OPINION, AGREEMENT, HEADING = "opinion", "agreement", "heading"
HEAD, GREETING, SIGNATURE, LEFT_OVER = "head", "greeting", "signature", "left_over"

_TYPE = r"Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định|Pháp lệnh|Hiến pháp"
_OF_ANOTHER = re.compile(
    rf"(?:\.\.\.|…)?\s*(?:(?:của|tại|trong|thuộc)\s+)?(?P<draft>(?:bản\s+)?dự\s+thảo\s*)?"
    rf"(?P<name>(?:{_TYPE}|Công văn|Chỉ thị|Điều lệ|Văn bản hợp nhất)\b"
    r"\s*(?P<rest>[^\n]{0,160}))?"
)
# What is cited behind these words is compared or referred to, not what is spoken of.
_REFERS = re.compile(
    r"(?:phù hợp với|thống nhất với|đồng bộ với|trùng(?: lặp)?(?: với)?|mâu thuẫn với"
    r"|chồng chéo với"
    r"|so với|tương tự(?: như)?|tương ứng(?: với)?|giống(?: như)?|theo|căn cứ(?: vào)?"
    r"|(?:viện )?dẫn(?: chiếu)?(?: đến| tới)?|đối chiếu(?: với)?|(?:sang|xuống|lên|thành|vào|về)"
    r"|quy định tại|nêu tại|như(?: tại)?|với)"
    r"\s*(?:nội dung\s+)?(?:(?:đã\s+)?(?:được\s+)?quy\s+định\s*)?(?:tại|của|ở|trong)?"
    r"\s*(?:các\s*)?$"
)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\s*[.)]|[-+*•])\s*")
LONGEST_HEADING = 160


class Law(NamedTuple):
    """The draft that is asked about: its title and the addresses of all its provisions."""

    title: str
    eids: frozenset[str]


@dataclass(frozen=True)
class Subject:
    """`eid` is a provision of the law; `is_exact` is False where only what holds it was found.

    `start` and `end` are where the letter names it.
    """

    eid: str
    start: int
    end: int
    is_exact: bool = True


@dataclass
class Piece:
    """A sentence while it is being judged."""

    span: Span
    becomes: str
    subjects: list[Subject] = field(default_factory=list)


class Judge:
    """Reads sentences in order: a bare "khoản 3" stands in the article named last."""

    def __init__(self, text: str, law: Law) -> None:
        self.text = text
        self.law = law
        self.title = without_marks(law.title)
        self.article: tuple[str, ...] = ()
        self.citations = find_citations(text)
        self.next = 0
        self.quoted = quoted_spans(text)

    def judge(self, span: Span) -> Piece:
        sentence = self.text[span.start : span.end]
        subjects = self._subjects(span)
        if subjects:
            return Piece(span, OPINION, subjects)
        if not sentence.strip():
            return Piece(span, LEFT_OVER)
        if is_greeting(sentence):
            becomes = (
                AGREEMENT if agrees(sentence) and not asks(_before_list(sentence)) else GREETING
            )
            return Piece(span, becomes)
        if gives_reason(sentence):
            return Piece(span, LEFT_OVER)
        if agrees(sentence) and (not asks(sentence) or is_outside_remit(sentence)):
            return Piece(span, AGREEMENT)
        if _is_heading(sentence):
            self.article = ()
            return Piece(span, HEADING)
        return Piece(span, LEFT_OVER)

    def _subjects(self, span: Span) -> list[Subject]:
        found: list[Subject] = []
        is_compared = False
        sentence = self.text[span.start : span.end]
        says_why, why = gives_reason(sentence), span.start + reason_starts(sentence)
        for at, citation in self._within(span):
            steps = self._steps(citation)
            if not steps or self._is_of_another(at) or self._is_quoted(citation):
                continue
            is_compared = self._is_compared(span, citation, was_compared=is_compared, at=at)
            if says_why or (found and (citation.start >= why or is_compared)):
                continue
            for each in steps:
                if (subject := self._resolve(each, citation)) and subject.eid not in {
                    known.eid for known in found
                }:
                    found.append(subject)
            self._remember(steps[-1])
        return found

    def _within(self, span: Span) -> Iterator[tuple[int, Citation]]:
        while self.next < len(self.citations) and self.citations[self.next].start < span.end:
            yield self.next, self.citations[self.next]
            self.next += 1

    def _steps(self, citation: Citation) -> tuple[tuple[str, ...], ...]:
        if not citation.lacks_article:
            return citation.steps
        if not self.article:
            return ()
        above = self.article
        if not citation.steps[0][0].startswith("point"):
            above = above[:1]
        return tuple((*above, *each) for each in citation.steps)

    def _remember(self, steps: tuple[str, ...]) -> None:
        kept = tuple(step for step in steps if step.startswith(("app_", "art_", "para_")))
        self.article = kept if any(step.startswith(("art_", "app_")) for step in kept) else ()

    def _is_of_another(self, at: int) -> bool:
        """Whether it names a provision of another text: "Điều 12 Luật Đất đai"."""
        citation = self.citations[at]
        found = _OF_ANOTHER.match(self.text, citation.end)
        if found and found["name"]:
            return not found["draft"] and not self._is_ours(found["name"], found["rest"] or "")
        following = self.citations[at + 1] if at + 1 < len(self.citations) else None
        if following is None or (found and found["draft"]):
            return False
        between = self.text[citation.end : following.start]
        return bool(re.fullmatch(r"\s*(?:,|;|và|hoặc)?\s*", between)) and self._is_of_another(
            at + 1
        )

    def _is_ours(self, name: str, rest: str) -> bool:
        if re.match(r"(?:này|trên|nói trên|nêu trên)\b", rest):
            return True
        said = without_marks(name)
        own = re.sub(r"^(?:du thao )", "", self.title)
        if own and said.startswith((own, own.split(" (")[0])):
            return True
        # "Điều 5 Luật quy định …" says which kind of text ours is; names begin with a capital.
        return not name.startswith("Hiến pháp") and rest[:1].islower() and not rest.startswith("số")

    def _is_quoted(self, citation: Citation) -> bool:
        return any(span.start < citation.start < span.end for span in self.quoted)

    def _is_compared(self, span: Span, citation: Citation, *, was_compared: bool, at: int) -> bool:
        """Only referred to; of a list all are what its first is: "phù hợp với Điều 2 và Điều 3"."""
        before = self.citations[at - 1] if at else None
        if before is not None and before.start >= span.start:
            between = self.text[before.end : citation.start]
            if re.fullmatch(r"\s*(?:,|;|và|hoặc)?\s*", between):
                return was_compared
        return bool(_REFERS.search(self.text[span.start : citation.start]))

    def _resolve(self, steps: tuple[str, ...], citation: Citation) -> Subject | None:
        """The provision itself, else the nearest that holds it; None where the law has neither."""
        for length in range(len(steps), 0, -1):
            eid = "__".join(steps[:length])
            found = eid if eid in self.law.eids else self._elsewhere(eid)
            if found:
                return Subject(found, citation.start, citation.end, length == len(steps))
        return None

    def _elsewhere(self, eid: str) -> str:
        """In the one attached or quoted text that has it."""
        found = _suffixes(self.law.eids).get(eid, ())
        return found[0] if len(found) == 1 else ""


_KEPT: dict[frozenset[str], dict[str, list[str]]] = {}


def _suffixes(eids: frozenset[str]) -> dict[str, list[str]]:
    """For each address inside an attachment, appendix or quotation, what stands there; kept."""
    if eids not in _KEPT:
        _KEPT.clear()
        found: dict[str, list[str]] = {}
        for eid in eids:
            steps = eid.split("__")
            for at in range(1, len(steps)):
                if steps[at].startswith(("art_", "chp_")):
                    found.setdefault("__".join(steps[at:]), []).append(eid)
        _KEPT[eids] = found
    return _KEPT[eids]


def _is_heading(sentence: str) -> bool:
    words = sentence.strip()
    if len(words) > LONGEST_HEADING or asks(words):
        return False
    return (bool(_NUMBERED.match(words)) and words[-1] not in ".;") or words.endswith(":")


def _before_list(sentence: str) -> str:
    return re.sub(r"(?:có|một số|các)[^.]{0,60}ý kiến.*$", "", sentence, flags=re.S)
