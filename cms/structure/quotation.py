"""Provisions quoted by an amending law: which lines are quoted, and so not own structure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_OPENING, _CLOSING, _STRAIGHT = "“„«‟", "”»", '"'
_MARKS = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
# Marks that are typed for want of better ones: two for one, and single ones around a line.
_DOUBLED = re.compile("\"\"|''|``|’’|‘‘|″")
_ANY_MARK = f"{_OPENING}{_CLOSING}{_STRAIGHT}‘’″`'"
_SINGLE_OPENING = re.compile(r"(?:^|(?<=[\s(]))‘(?=\S)")
_SINGLE_CLOSING = re.compile(r"’(?=\s*[.;,:]*\s*$)")
_INSTRUCTION = re.compile(
    r"sửa đổi|bổ sung|thay thế|thay cụm từ|bãi bỏ|được viết lại|như sau", re.IGNORECASE
)
# A line that gives an instruction or closes an amending law: "3. Bãi bỏ …", "Điều 2. Hiệu lực …".
_OWN_LINE = re.compile(
    r"(?:\d{1,3}[a-zđ]?\.|[a-zđ]\d?\)|Điều\s+\d+[a-zđ]?\s*[.:])\s*"
    r"(?:Sửa đổi|Bổ sung|Thay thế|Thay cụm từ|Bãi bỏ|Bỏ (?:cụm )?từ|Bỏ cụm|Hiệu lực|Điều khoản"
    r"|Tổ chức thực hiện|Trách nhiệm (?:thi hành|tổ chức)|Quy định chuyển tiếp)"
)
_INSTRUCTS = re.compile(
    r"như sau:$|[Tt]hay (?:thế )?cụm từ\s+[“\"]|Bỏ cụm từ\s+[“\"]"
    r"|Bãi bỏ (?:các )?(?:Điều|khoản|điểm)"
)
_LABELLED = re.compile(
    r"(?:Điều|Chương|Mục|Phần|Tiểu mục|CHƯƠNG|MỤC|PHẦN)\s|\d{1,3}[a-zđ]?[.,]\s?|[a-zđ]{1,2}\d?\)"
)
_ENDS_CLOSED = re.compile(r"(?:[”»\"’″]|'')\s*[.;,:]?\s*$")


_BEGINNINGS = (*_OPENING, *_STRAIGHT, "‘", "″", "''", "``")
_TYPED = f"{_OPENING}{_STRAIGHT}‘'`″"


@dataclass(frozen=True)
class Quotation:
    """`quoted[i]` says whether line i is wholly quoted; `unclosed` are lines that open a
    quotation which the text never closes."""

    quoted: tuple[bool, ...]
    unclosed: tuple[int, ...]


def find_quotations(texts: Sequence[str], *, bounded: bool = False) -> Quotation:
    """Mark the lines of quoted provisions.

    A block begins with a line that opens with a quotation mark after an instruction, or after an
    instruction that opens one and leaves it open; it ends where the marks balance, or, as closing
    marks are often forgotten, before the next instruction. Where nothing else ends it, only its
    opening line is taken: better a quoted provision among our own than the rest of the law gone.
    In the lines of one article, which are `bounded`, it then runs to their end.
    """
    quoted = [False] * len(texts)
    if not _has_mark("\n".join(texts)):
        return Quotation(tuple(quoted), ())
    unclosed = []
    at = 0
    while at < len(texts):
        start = _block_start(texts, at)
        if start is None:
            at += 1
            continue
        stop, closed = _block_stop(texts, at, start)
        if stop is None:
            stop = len(texts) if bounded else min(start + 1, len(texts))
        if not closed:
            unclosed.append(at)
        quoted[start:stop] = [True] * (stop - start)
        at = max(stop, at + 1)
    return Quotation(tuple(quoted), tuple(unclosed))


def _block_start(texts: Sequence[str], at: int) -> int | None:
    """The first quoted line of the block that opens on line `at`; None if none does."""
    text = texts[at]
    if opens_quotation(text):
        before = texts[at - 1] if at else ""
        announced = before.endswith(":") or bool(_INSTRUCTION.search(before))
        return at if announced or _LABELLED.match(text.lstrip(_TYPED).lstrip()) else None
    if depth_of(text) > 0 and _INSTRUCTION.search(text):
        return at + 1
    return None


def _block_stop(texts: Sequence[str], opened: int, start: int) -> tuple[int | None, bool]:
    """The line after the block, if anything tells it, and whether its marks were closed."""
    depth, instruction, closing = 0, None, None
    for at in range(opened, len(texts)):
        if at > opened and _OWN_LINE.match(texts[at]):
            if instruction is None and _INSTRUCTS.search(texts[at]):
                instruction = at
            if _begins_anew(texts, at):
                return max(instruction or at, start), False
        change = depth_of(texts[at])
        depth += change
        if depth <= 0 and (at > opened or at >= start):
            return max(at + 1, start), True
        if closing is None and change < 0 and _ENDS_CLOSED.search(texts[at]):
            closing = at + 1
    end = instruction or closing
    return None if end is None else max(end, start), False


def _begins_anew(texts: Sequence[str], at: int) -> bool:
    """Whether an instruction line stands outside: a closing mark before it or a quotation after."""
    before, after = texts[at - 1], texts[at + 1] if at + 1 < len(texts) else ""
    is_closed = _ENDS_CLOSED.search(before) and depth_of(before) < 0
    return bool(is_closed) or opens_quotation(after)


def opens_quotation(text: str) -> bool:
    return text.startswith(_BEGINNINGS)


def _has_mark(text: str) -> bool:
    return any(mark in text for mark in _ANY_MARK)


@lru_cache(maxsize=4096)
def depth_of(text: str) -> int:
    """How many quotation marks a line leaves open; negative where it closes more."""
    if not _has_mark(text):
        return 0
    depth = 0
    if "‘" in text or "’" in text:
        depth = len(_SINGLE_OPENING.findall(text)) - len(_SINGLE_CLOSING.findall(text))
    text = _DOUBLED.sub(_STRAIGHT, text)
    for mark in _MARKS.finditer(text):
        if mark[0] in _OPENING:
            depth += 1
        elif mark[0] in _CLOSING:
            depth -= 1
        else:
            opens = mark.start() == 0 or text[mark.start() - 1] in " (“"
            depth += 1 if opens and mark.end() < len(text) else -1
    return depth
