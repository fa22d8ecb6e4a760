"""What a passage asks for: its kind, the words it proposes, the reason it gives; by plain rules.

A person confirms each guess. The kinds are those of `Opinion`.
"""

import re
from typing import NamedTuple

from consultation.receiving.sentences import quoted_spans

_ASKS = re.compile(
    r"\b(?:đề nghị|kiến nghị|đề xuất|nên|cần(?! thiết)|xem xét|cân nhắc|phải|rà soát"
    r"|sửa|bổ sung|bỏ|thay|(?<!gì )thêm|chỉnh|làm rõ|quy định rõ|viết lại|không nhất trí"
    r"|không đồng ý"
    r"|chưa rõ|chưa phù hợp|chưa hợp lý|chưa thống nhất|chưa bảo đảm|chưa đảm bảo|băn khoăn)\b",
    re.I,
)
_AGREES = re.compile(
    r"(?<!không )(?<!chưa )\b(?:nhất trí|thống nhất|đồng ý|tán thành|đồng thuận)\b"
    r"(?! đầu mối| hóa| hoá| quản lý| trong| giữa| về thuật)"
    r"|không có ý kiến (?:khác|gì thêm|bổ sung|góp ý|tham gia|gì)|không có ý kiến\s*[.;]?\s*$",
    re.I,
)
_OUTSIDE = re.compile(r"không thuộc (?:chức năng|phạm vi|thẩm quyền|lĩnh vực)", re.I)
_DISAGREES = re.compile(r"\b(?:không|chưa) (?:nhất trí|đồng ý|tán thành|đồng tình)\b", re.I)
# The first of these, behind the words that ask where there are any, says what is wanted.
_KINDS = (
    ("delete", re.compile(r"\b(?:bãi bỏ|lược bỏ|loại bỏ|gạch bỏ|xóa|xoá|bỏ)\b", re.I)),
    (
        "amend",
        re.compile(
            r"\b(?:sửa đổi|chỉnh sửa|sửa|thay|điều chỉnh|viết lại|chỉnh lý|quy định lại"
            r"|diễn đạt lại"
            r"|tăng|giảm|rút ngắn|kéo dài|nâng|hạ|chuyển|tách|gộp|ghép|đổi|hoàn thiện)\b",
            re.I,
        ),
    ),
    ("add", re.compile(r"\b(?:bổ sung|thêm)\b", re.I)),
    (
        "question",
        re.compile(
            r"\b(?:làm rõ|giải thích rõ|nêu rõ căn cứ|giải trình|hướng dẫn rõ|cho biết|được hiểu)\b"
            r"|\bchưa rõ\b|\?",
            re.I,
        ),
    ),
)
_TECHNICAL = re.compile(
    r"lỗi (?:chính tả|kỹ thuật|đánh máy|trình bày)|kỹ thuật (?:trình bày|soạn thảo)|thể thức"
    r"|đánh số (?:lại|thứ tự)|dấu (?:phẩy|chấm)|viết hoa|chính tả",
    re.I,
)
_ASKING = re.compile(r"\b(?:đề nghị|kiến nghị|đề xuất|nên|cần|xem xét)\b", re.I)
_REASON_HEAD = re.compile(
    r"(?:^|(?<=[.;:\n ]))[-+*•(\s]*(?:Lý do|Lí do|LÝ DO|lý do|Căn cứ đề xuất)\b\s*(?:là|:)?"
)
_REASON_SENTENCE = re.compile(
    r"(?:^|(?<=[.;:!?] )|(?<=\n))\s*(?:[-+*•]\s*)?"
    r"(?:Bởi vì|Bởi|Vì(?! vậy| thế)|Do(?! đó| vậy)|Nhằm|Để)\b"
)
_REASON_INSIDE = re.compile(
    r"[,;(]\s*(?=(?:bởi vì|bởi|vì(?! vậy| thế)|do(?! đó| vậy)|nhằm|để)\b)"
    r"|\s(?=(?:bởi vì|vì(?! vậy| thế)|nhằm)\b)"
)
_PHRASE = re.compile(r"\b(?:cụm từ|từ|chữ|thuật ngữ|khái niệm)\s*$", re.I)
_INTO = re.compile(
    r"\b(?:thành|bằng|là|như sau|theo hướng|sửa lại|viết lại|nội dung|khoản|điều|điểm"
    r"|câu)\s*:?\s*(?:cụm từ|từ|chữ)?\s*$",
    re.I,
)


_FOLLOWS = re.compile(r"(?:như sau|sau đây|sau)\s*:?\s*$", re.I)


# What numbers an opinion in its letter, and a line broken in mid sentence, are no words of it.
_LABEL = re.compile(
    r"^(?:[-+*•–]\s*)?(?:\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]{1,5}\.\s)?\s*"
)
_BROKEN = re.compile(r"\n(?=[a-zàáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ](?!\)))")
# Between the cells of a row, where a letter has a table.
CELLS = " | "
# A bullet may stand before the words that say why.
_AT_ONCE = 4


class Wording(NamedTuple):
    kind: str
    text: str
    proposed_wording: str
    reason: str


def read_wording(passage: str) -> Wording:
    """Text, wording and reason are pieces of the passage, each without its introduction.

    A wording is what stands in quotation marks behind "như sau", "thành", "bằng" or the like; one
    that is only named ("cụm từ “…”") stays in the text.
    """
    if CELLS in passage:
        return _read_cells(passage)
    reason_at = reason_starts(passage)
    asked, reason = passage[:reason_at], passage[reason_at:]
    spans = quoted_spans(asked)
    wording = ""
    if spans:
        last = spans[-1]
        before = asked[: last.start]
        is_block = "\n" in asked[last.start : last.end] or last.end - last.start > 60
        if _INTO.search(before) or (is_block and not _PHRASE.search(before)):
            wording = asked[last.start + 1 : last.end - 1].strip()
            rest = asked[last.end :].strip(" .;,\n/")
            if len(rest) < 3 and (is_block or _FOLLOWS.search(before)):
                asked = before.rstrip()
    return Wording(
        kind=kind_of(passage[:reason_at]),
        text=_tidy(asked),
        proposed_wording=wording,
        reason=_tidy(_REASON_HEAD.sub("", reason, count=1)),
    )


def _read_cells(row: str) -> Wording:
    """A row of a table in the letter: the cell that asks, the one behind it says why."""
    cells = [cell.strip() for cell in row.split(CELLS)]
    cells = [cell for cell in cells if cell and cell.strip("0123456789. ")]
    at = next((at for at, cell in enumerate(cells) if asks(cell)), 0)
    found = read_wording(cells[at]) if cells else Wording("amend", "", "", "")
    place, why = cells[:at], [found.reason, *cells[at + 1 :]]
    text = ": ".join(filter(None, (", ".join(place), found.text)))
    return found._replace(text=text, reason="\n".join(filter(None, map(_tidy, why))))


def kind_of(passage: str) -> str:
    words = _without_quoted(passage)
    if _DISAGREES.search(words):
        return "disagree"
    if _TECHNICAL.search(words):
        return "technical"
    asking = _ASKING.search(words)
    for part in filter(None, (words[asking.end() :] if asking else "", words)):
        found = [(each.start(), kind) for kind, rule in _KINDS if (each := rule.search(part))]
        if found:
            return min(found)[1]
    if _AGREES.search(words) and not asking:
        return "agree"
    return "amend"


def asks(sentence: str) -> bool:
    """Whether it wants something, so that it must not pass for agreement."""
    return bool(_ASKS.search(_without_quoted(sentence)))


def agrees(sentence: str) -> bool:
    words = _without_quoted(sentence)
    return bool(_AGREES.search(words) or _OUTSIDE.search(words))


def is_outside_remit(text: str) -> bool:
    return bool(_OUTSIDE.search(text))


def disagrees(text: str) -> bool:
    return bool(_DISAGREES.search(text))


def gives_reason(sentence: str) -> bool:
    """Begins by saying why: what it cites is not what the opinion is about."""
    return reason_starts(sentence.lstrip()) < _AT_ONCE


def reason_starts(passage: str) -> int:
    quoted = quoted_spans(passage)
    for rule in (_REASON_HEAD, _REASON_SENTENCE, _REASON_INSIDE):
        for found in rule.finditer(passage):
            at = found.end() if rule is _REASON_INSIDE else found.start()
            if rule is _REASON_INSIDE and not _ASKS.search(passage[:at]):
                continue
            if not any(span.start <= at < span.end for span in quoted):
                return at
    return len(passage)


def _without_quoted(text: str) -> str:
    for span in reversed(quoted_spans(text)):
        text = f"{text[: span.start]}“”{text[span.end :]}"
    return text


def _tidy(text: str) -> str:
    """Without blanks, bullets and signs at the ends; "./." closes a letter, not an opinion."""
    text = text.strip().removesuffix("./.").strip(" \n,;(")
    return _BROKEN.sub(" ", _LABEL.sub("", text)).strip()
