"""A letter's text → its sentences, as spans that lie end to end: nothing stands between them."""

import re
from typing import NamedTuple

from cms.structure.list_labels import read_point

_END = re.compile(
    r"(?:[.!?…]|[.,;]/\.)[”\"’)]*(?=\s)|;(?=\s)",
)
# A full stop behind these ends nothing: "1. Về …", "TP. Điện Biên", "v.v. và", "PGS. TS. Lò".
_NO_END = re.compile(
    r"(?:(?:^|\n)\s*[-+*•]?\s*(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Za-zđĐ])"
    r"|(?<!\w)(?:TP|Tp|tp|TS|ThS|PGS|GS|KT|TM|TL|TUQ|Q|Mr|v\.v|tr|Đ|K|k|số|Số|[Đđ]iều\s+\d+\w?))\.$"
)
_LABELLED = re.compile(r"[-+*•–]\s|\(?\d{1,3}[.)]|[IVX]{1,5}\.\s|[a-zđ]\)|\d{1,3}\.\d")
_QUOTES = {"“": 1, "”": -1}
# A quotation that nobody closed must not swallow the letter.
_LONGEST_QUOTE = 6_000


class Span(NamedTuple):
    start: int
    end: int


def split_sentences(text: str) -> list[Span]:
    """Spans from 0 to the end, each with the blanks behind it; a quotation is never cut."""
    ends = [end for end in _ends(text) if end < len(text)]
    if not text:
        return []
    return [Span(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _ends(text: str) -> list[int]:
    quoted = quoted_spans(text)
    ends: set[int] = set()
    for found in _END.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        if found[0] != ";" and _NO_END.search(text[line_start : found.start() + 1]):
            continue
        if not _is_within(quoted, found.end() - 1) and _begins_anew(text, found.end(), found[0]):
            ends.add(_past_blanks(text, found.end()))
    for at in _line_ends(text):
        if not _is_within(quoted, at):
            ends.add(_past_blanks(text, at))
    return sorted(ends)


def _begins_anew(text: str, at: int, sign: str) -> bool:
    """What comes next looks like a sentence; behind a semicolon only a new line's does."""
    following = text[at:].lstrip()[:2]
    if sign.startswith(";"):
        return "\n" in text[at : _past_blanks(text, at)]
    return bool(following) and not following[0].islower()


def _line_ends(text: str) -> list[int]:
    """The ends of lines that end something: a hard break in mid sentence does not."""
    ends = []
    at = text.find("\n")
    while at != -1:
        if not _runs_on(text, at):
            ends.append(at)
        at = text.find("\n", at + 1)
    return ends


def _runs_on(text: str, at: int) -> bool:
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    stop = text.find("\n", at + 1)
    after = text[at + 1 : stop if stop != -1 else len(text)].strip()
    if not before or not after or before[-1] in '.;:!?…”"/':
        return False
    if _LABELLED.match(after) or read_point(after, None):
        return False
    # "khoản 2 / Điều 5 của dự thảo": the next line begins with a capital and goes on.
    return after[0].islower() or bool(_CITES_ON.search(before) and _CITED.match(after))


_CITES_ON = re.compile(r"(?:\b(?:khoản|điểm)\s\w{1,3}|\b(?:tại|của|và|theo|các|với))$", re.I)
_CITED = re.compile(r"(?:Điều|Chương|Mục|Phụ lục)\s+[\dIVX]+\w*(?![.\d]*\s+[A-ZĐÀ-Ỹ])")


def quoted_spans(text: str) -> list[Span]:
    """What stands between “ and ”, the outermost; straight marks pair within one line."""
    spans: list[Span] = []
    depth, start = 0, 0
    for found in re.finditer(r"[“”]", text):
        step = _QUOTES[found[0]]
        if depth and found.start() - start > _LONGEST_QUOTE:
            depth = 0
        if not depth and step > 0:
            start = found.start()
        depth = max(0, depth + step)
        if step < 0 and not depth and start is not None and text[start] == "“":
            spans.append(Span(start, found.end()))
    spans.extend(
        Span(*found.span())
        for found in re.finditer(r'"[^"\n]+"', text)
        if not _is_within(spans, found.start())
    )
    return sorted(set(_apart(spans)))


def _apart(spans: list[Span]) -> list[Span]:
    """Without what overlaps an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _is_within(spans: list[Span], at: int) -> bool:
    return any(span.start < at < span.end - 1 for span in spans)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
