"""A plain text file → lines: paragraphs put together again where the page broke them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cms.structure.labels import begins_with_capital, is_capitals
from cms.structure.list_labels import read_point
from cms.structure.mentions import is_cited_after
from cms.structure.outline import Line

from .page_notes import note_remark, notes_in_text
from .pages import begins_paragraph, ends_sentence, is_gazette_line, joined, with_word_of_mending
from .refusal import ImportRefused

_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
# Where so many lines begin with a small letter, sentences run on from line to line.
_BROKEN_SHARE = 0.1
# No page is wider; a line that the next word would bring to this share of the width was full.
_WIDEST_PAGE = 160
_NEARLY_FULL = 0.86
_LONGEST_PAGE_NUMBER = 4


def read_text_lines(path: Path) -> list[Line]:
    """The paragraphs of a text; `source` is the number of the first line, from 0.

    Raises:
        ImportRefused: the file is not text in Unicode.
    """
    raw = decode(path.read_bytes()).splitlines()
    texts = [" ".join(line.split()) for line in raw]
    if not _is_broken(texts):
        return [Line(text, at) for at, text in enumerate(texts)]
    return _join_broken(texts, notes_in_text(raw))


def decode(data: bytes) -> str:
    """Text in Unicode.

    Raises:
        ImportRefused: the bytes are not UTF-8 or marked UTF-16.
    """
    encoding = next((name for mark, name in _ENCODINGS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ImportRefused(
            "not_text",
            "Tệp không phải văn bản Unicode (có thể dùng bảng mã TCVN3 hoặc VNI). Hãy lưu lại"
            " bằng bảng mã UTF-8, hoặc lưu thành tệp Word .docx.",
        )
    return text


def _is_broken(texts: Sequence[str]) -> bool:
    """Whether the lines are broken to the width of a page rather than one per paragraph."""
    lines = [text for text in texts if text]
    running_on = sum(text[0].islower() and not read_point(text, None) for text in lines)
    return running_on > len(lines) * _BROKEN_SHARE and _width(lines) < _WIDEST_PAGE


def _join_broken(texts: Sequence[str], notes: Mapping[int, str]) -> list[Line]:
    noted = {at + more for at, note in notes.items() for more in range(note.count("\n") + 1)}
    full = _width([text for text in texts if text]) * _NEARLY_FULL
    lines: list[Line] = []
    last_width, blank, dropped = 0, False, 0
    for at, text in enumerate(texts):
        if at in noted:
            if at in notes and lines:
                remark = note_remark(notes[at].replace("\n", " "))
                lines[-1] = replace(lines[-1], remarks=(*lines[-1].remarks, remark))
            continue
        if not text or _is_furniture(text):
            blank, dropped = blank or not text, dropped + bool(text)
            continue
        is_full = last_width + len(text.split(" ", 1)[0]) + 1 >= full
        if lines and _continues(lines[-1].text, text, is_full=is_full, blank=blank):
            lines[-1] = replace(lines[-1], text=joined(lines[-1].text, text))
        else:
            lines.append(Line(text, at))
        last_width, blank = len(text), False
    printed = sum(map(bool, texts)) - dropped
    return with_word_of_mending(lines, printed=printed, dropped=dropped)


def _is_furniture(text: str) -> bool:
    """What a page leaves between two halves of a sentence: its number and the gazette's lines."""
    is_number = text.isdecimal() and len(text) <= _LONGEST_PAGE_NUMBER
    return is_number or is_gazette_line(text)


def _width(lines: Sequence[str]) -> int:
    """The width of the page: what all but the longest few lines keep to."""
    return sorted(map(len, lines))[int(len(lines) * 0.95)]


def _continues(before: str, text: str, *, is_full: bool, blank: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if ends_sentence(before) and not (is_full and not blank and not begins_with_capital(text)):
        return False
    if is_capitals(before) != is_capitals(text) or is_capitals(text):
        return False
    if begins_paragraph(text) and not is_cited_after(before, text):
        return False
    return is_full or text[:1].islower()
