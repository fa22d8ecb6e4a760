"""What the head of a text says of it: its type, its number, its title, whether it amends."""

import re
from collections.abc import Sequence

from .labels import is_capitals

# Longest first: "BỘ LUẬT" before "LUẬT".
_TYPES = (
    ("Nghị quyết liên tịch", "resolution"),
    ("Thông tư liên tịch", "circular"),
    ("Bộ luật", "law"),
    ("Hiến pháp", "law"),
    ("Luật", "law"),
    ("Pháp lệnh", "ordinance"),
    ("Nghị định", "decree"),
    ("Nghị quyết", "resolution"),
    ("Thông tư", "circular"),
    ("Quyết định", "decision"),
)
_NUMBER = re.compile(r"[Ss]ố\s*:?\s*(\d[\w.]*\s*/\s*[\wĐđ./-]*[\wĐđ])")
_TITLE_ENDS = re.compile(
    r"(?:Căn cứ|Theo đề nghị|Sau khi|Xét|Thực hiện)\b|[(\[]|\W*$"
    r"|(?:QUỐC HỘI|ỦY BAN|UỶ BAN|CHÍNH PHỦ|THỦ TƯỚNG|BỘ TRƯỞNG|HỘI ĐỒNG|CHỦ TỊCH|CHÁNH ÁN|VIỆN"
    r" TRƯỞNG|TỔNG KIỂM TOÁN|QUYẾT NGHỊ|LỜI NÓI ĐẦU|CỘNG H[ÒO]A)\b"
)
_AMENDS = re.compile(r"sửa đổi|bãi bỏ|thay thế .*(?:một số|điều|khoản)", re.IGNORECASE)
_BEGINNINGS = ("Về ", "Sửa đổi", "Quy định", "Ban hành", "Phê duyệt", "Bãi bỏ", "Thí điểm", "Nước ")
# The marks of notes in a consolidated text.
_NOTE = re.compile(r"\s?\[\d{1,3}\]")
_TITLE_LINES = 12
# Characters of the text in which the running letters of a title are looked for.
_SAMPLE = 20_000


def read_number(head: Sequence[str]) -> str:
    """The number and symbol, "63/2025/QH15"; empty while a draft has none."""
    for line in head:
        if line.startswith(("Căn cứ", "Theo", "Xét")):
            return ""
        if found := _NUMBER.search(line):
            return re.sub(r"\s", "", found[1])
    return ""


def read_title(head: Sequence[str], body: str) -> tuple[str, str]:
    """The document type and the title in running letters, guessed from the lines of the head.

    A title printed in capitals takes its letters from where the text itself names the document:
    "Quốc hội ban hành Luật Tổ chức Chính phủ."
    """
    head = [_NOTE.sub("", line) for line in head]
    for at, line in enumerate(head):
        for name, document_type in _TYPES:
            if line == name.upper() or line.startswith((f"{name.upper()} ", f"{name.upper()}:")):
                rest = line[len(name) :].strip(" :")
                if rest and not is_capitals(rest):
                    continue
                return document_type, _title(name, rest, head, at, body)
    return "other", ""


def does_amend(title: str, article_headings: Sequence[str]) -> bool:
    """Whether the text amends others: by its title, or by most of its articles."""
    amending = sum(1 for heading in article_headings if _AMENDS.match(heading))
    return bool(_AMENDS.search(title)) or amending * 2 > len(article_headings)


def _title(name: str, rest: str, head: Sequence[str], at: int, body: str) -> str:
    parts = [rest] if rest else []
    for line in head[at + 1 : at + 1 + _TITLE_LINES]:
        if _TITLE_ENDS.match(line) or (is_capitals(" ".join(parts)) and not is_capitals(line)):
            break
        parts.append(line)
    words = " ".join(parts)
    if not words:
        return name
    if is_capitals(words):
        words = _without(name, _as_written(f"{name} {words}", "\n".join([*head, body])))
    if words.startswith(_BEGINNINGS):
        words = words[0].lower() + words[1:]
    return f"{name} {words}"


def _as_written(capitals: str, text: str) -> str:
    """A title in capitals in running letters, each stretch of words as the text itself writes it.

    The longest stretch wins: "Quốc hội ban hành Luật Tổ chức Chính phủ." gives the whole title.
    """
    text = text[:_SAMPLE]
    folded = text.casefold()
    words, written, at = capitals.casefold().split(), [], 0
    while at < len(words):
        stop, found = len(words), ""
        while stop > at + 1 and not found:
            found = _in_running_letters(" ".join(words[at:stop]), folded, text)
            stop -= 1
        written.append(found or words[at])
        at = stop + 1 if found else at + 1
    return " ".join(written)


def _in_running_letters(phrase: str, folded: str, text: str) -> str:
    at = folded.find(phrase)
    while at >= 0:
        found = text[at : at + len(phrase)]
        if not is_capitals(found):
            return found
        at = folded.find(phrase, at + 1)
    return ""


def _without(name: str, words: str) -> str:
    return words[len(name) :].strip() if words.casefold().startswith(name.casefold()) else words
