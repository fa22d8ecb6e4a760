"""What became of a provision, in words: the third column of a comparison, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cms.structure.address import citation
from cms.structure.comparison import Change, Item, Verdict
from cms.structure.difference import Change as Stretch

from .cells import begin_large
from .change import REWRITTEN
from .vocabulary import enumerate_vi

# So many single changes are told one by one; a reader sees the others marked in the text.
TOLD, LONGEST_PHRASE = 4, 24


def explain(change: Change, difference: Sequence[Stretch]) -> list[str]:
    """Sentences; `difference` is that of the change, which is costly to find again."""
    sentences = [_fate(change)]
    if change.verdict is Verdict.SAME or not (change.old and change.new):
        return sentences
    if is_rewritten(difference):
        return [*filter(None, sentences), "Viết lại nội dung."]
    told = list(_edits(difference))
    if not told and change.verdict is not Verdict.CHANGED:
        told = ["Giữ nguyên nội dung."]
    if len(told) > TOLD:
        told = [*told[:TOLD], f"Và {len(told) - TOLD:02d} chỗ sửa khác."]
    return [*filter(None, sentences), *told]


def place_names(items: Sequence[Item]) -> str:
    """“Khoản 1 và khoản 2 Điều 5”: as a sentence or a cell begins."""
    return begin_large(enumerate_vi([citation(item.eid) for item in items]))


def is_rewritten(difference: Sequence[Stretch]) -> bool:
    """So little was kept that marks would hide more than they show."""
    kept = sum(len(text.split()) for kind, text in difference if kind == "same")
    lengths = [
        kept + sum(len(text.split()) for kind, text in difference if kind == side)
        for side in ("del", "ins")
    ]
    return kept < REWRITTEN * max(lengths)


def _fate(change: Change) -> str:
    old = enumerate_vi([citation(item.eid) for item in change.old])
    new = enumerate_vi([citation(item.eid) for item in change.new])
    return {
        Verdict.SAME: "Giữ nguyên.",
        Verdict.CHANGED: "",
        Verdict.ADDED: "Bổ sung mới.",
        Verdict.DELETED: "Bỏ quy định này.",
        Verdict.MOVED: f"Chuyển từ {old} đến {new}.",
        Verdict.RENUMBERED: f"Đánh số lại: {old} thành {new}.",
        Verdict.SPLIT: f"Tách {old} thành {new}.",
        Verdict.MERGED: f"Gộp {old} thành {new}.",
    }[change.verdict]


def _edits(difference: Sequence[Stretch]) -> Iterator[str]:
    struck = ""
    for kind, text in [*difference, ("same", "")]:
        phrase = _phrase(text)
        if kind == "del":
            struck = phrase
        elif kind == "ins" and struck:
            yield f"Thay “{struck}” bằng “{phrase}”."
            struck = ""
        else:
            if struck:
                yield f"Bỏ “{struck}”."
                struck = ""
            if kind == "ins" and phrase:
                yield f"Bổ sung “{phrase}”."


def _phrase(text: str) -> str:
    words = text.split()
    if len(words) <= LONGEST_PHRASE:
        return " ".join(words)
    half = LONGEST_PHRASE // 2
    return " ".join([*words[:half], "[…]", *words[-half:]])
