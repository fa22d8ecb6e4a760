"""Words that an amending provision quotes: thay thế cụm từ “gàu gỗ” bằng cụm từ “gàu tre”."""

import re
from typing import NamedTuple

_INSTRUCTION = re.compile(
    r"(?:thay|bỏ|bổ sung|bãi bỏ|sửa)\b.*?\b(?:cụm từ|từ|số|đoạn|dấu|như sau:)\s*[“\"«]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"([“«])([^“”«»]+)([”»])|(\")([^\"]+)(\")")


class QuotedWords(NamedTuple):
    """`text` between its marks, and the `tail` up to the next; without marks, what comes first."""

    text: str
    opening: str = ""
    closing: str = ""
    tail: str = ""


def quoted_words(line: str) -> list[QuotedWords]:
    """The pieces of a line that replaces, deletes or adds words; empty for any other line."""
    if not _INSTRUCTION.search(line):
        return []
    found = list(_QUOTED.finditer(line))
    if not found or not found[0].start():
        return []
    pieces = [QuotedWords(line[: found[0].start()])]
    ends = [*(match.start() for match in found[1:]), len(line)]
    for match, end in zip(found, ends, strict=True):
        opening, text, closing = (part for part in match.groups() if part)
        pieces.append(QuotedWords(text, opening, closing, line[match.end() : end]))
    parted = any(piece.text != piece.text.strip() for piece in pieces[1:])
    touching = any(not piece.tail for piece in pieces[1:-1])
    return [] if parted or touching else pieces
