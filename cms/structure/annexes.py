"""Where one text of a file ends and the next begins: main text, foot, appendices, attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .labels import is_capitals, read_appendix, read_heading
from .levels import ANNEXED, Level
from .numbering import arabic
from .tree import Line

_ADOPTED = re.compile(
    r"(?:Bộ luật|Luật|Hiến pháp|Nghị quyết|Pháp lệnh|Nghị định|Quyết định)\b.{0,80}?\bđược\b.*"
    r"thông qua"
)
_SIGNED = re.compile(
    r"Nơi nhận\s*:?|\(?[Đđ]ã ký\)?|(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐƯỦÂ]"
    # A consolidated text ends with who vouches for it, and with its notes.
    r"|XÁC THỰC VĂN BẢN HỢP NHẤT|\[1\]\s"
)
_OFFICE = re.compile(
    r"(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA"
    r"|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG KIỂM TOÁN)\b"
)
_NOTE = re.compile(r"\[\d{1,3}\]\s*\S")
_ISSUED_WITH = re.compile(
    r"\(?\s*(?:Ban hành|Được ban hành|Phê duyệt)?\s*[Kk]èm theo\s+(?:\w+\s){0,3}?"
    r"(?:Nghị định|Quyết định|Thông tư|Nghị quyết|Luật|Pháp lệnh|Chỉ thị|Công văn)"
)
_TITLE = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|DANH MỤC|CHIẾN LƯỢC|QUY CHUẨN"
    r"|HƯỚNG DẪN|QUY TRÌNH|TIÊU CHUẨN|PHƯƠNG ÁN|BIỂU|BẢNG|MẪU)\b"
)
_TITLE_REACH = 6


@dataclass(frozen=True)
class Segment:
    """Lines `start` to `stop` of a file; the foot, if any, begins at `tail`."""

    level: Level | None
    start: int
    stop: int
    tail: int


def split_segments(
    lines: Sequence[Line], quoted: Sequence[bool], articleless: int | None = None
) -> list[Segment]:
    """The main text (level None), then every appendix and attachment, in reading order.

    `articleless` is where the body of a text without articles begins.
    """
    scan = _Scan(lines, articleless)
    for at, line in enumerate(lines):
        if not quoted[at]:
            scan.read(at, line)
    return scan.finish()


class _Scan:
    """Reads line by line; the foot counts as such until an article shows that it was none."""

    def __init__(self, lines: Sequence[Line], articleless: int | None) -> None:
        self.lines = lines
        self.articleless = articleless
        self.segments: list[Segment] = []
        self.level: Level | None = None
        self.start = 0
        self.tail: int | None = None
        self.article: str | None = None
        self.in_notes = False

    def read(self, at: int, line: Line) -> None:
        if line.level in ANNEXED:
            self._begin(line.level, at)
            return
        heading = read_heading(line.text, self.article, line.level)
        if line.level is not None and heading is None:
            return
        if self.tail is not None and _NOTE.match(line.text):
            self.in_notes = True
        if line.table is None and self._begins_appendix(at, line.text):
            self._begin(Level.APPENDIX, at)
        elif self._begins_attachment(at, line.text):
            self._begin(Level.ATTACHMENT, self._title_start(at))
        elif heading and heading.level is Level.ARTICLE:
            self._read_article(at, arabic(heading.number))
        elif self._may_be_signed(at) and _is_foot(line):
            self.tail = at
            self.in_notes = bool(_NOTE.match(line.text))

    def _read_article(self, at: int, number: str) -> None:
        if self.in_notes:
            return
        if self.tail is not None and number == "1":
            self._begin(Level.ATTACHMENT, self._unannounced_start(self.tail + 1, at))
        self.tail, self.article = None, number

    def finish(self) -> list[Segment]:
        self._close(len(self.lines))
        return [item for item in self.segments if item.stop > item.start]

    def _may_be_signed(self, at: int) -> bool:
        if self.tail is not None or self.level is Level.APPENDIX:
            return False
        return self._has_body(at)

    def _begins_appendix(self, at: int, text: str) -> bool:
        found = read_appendix(text)
        if found is None:
            return False
        has_room = at == self.start or self.tail is not None or self.level is Level.APPENDIX
        # A draft may have no foot at all: then an appendix follows the last article directly.
        is_alone = text.isupper() or (found.number != "" and not found.rest)
        return has_room or (self._has_body(at) and is_alone)

    def _begins_attachment(self, at: int, text: str) -> bool:
        if not _ISSUED_WITH.match(text) or self.level is Level.APPENDIX or not self._has_body(at):
            return False
        return self.tail is not None or self._title_start(at) < at

    def _has_body(self, at: int) -> bool:
        has_list = self.level is None and self.articleless is not None
        return self.article is not None or (has_list and at > (self.articleless or 0))

    def _title_start(self, at: int) -> int:
        """The line of the attachment's title, some lines above its "(Ban hành kèm theo …)"."""
        first = max(at - _TITLE_REACH, self.start, (self.tail or 0) + 1)
        above = range(at - 1, first - 1, -1)
        for line in above:
            if _TITLE.match(self.lines[line].text):
                return line
        return at

    def _unannounced_start(self, first: int, at: int) -> int:
        """Where a text that restarts at Điều 1 begins, when nothing says "kèm theo"."""
        for line in range(first, at):
            text = self.lines[line].text
            if _TITLE.match(text) and is_capitals(text):
                return line
        for line in range(first, at):
            if read_heading(self.lines[line].text, said=self.lines[line].level):
                return line
        return at

    def _begin(self, level: Level, at: int) -> None:
        self._close(at)
        self.level, self.start, self.tail, self.article = level, at, None, None
        self.in_notes = False

    def _close(self, stop: int) -> None:
        tail = stop if self.tail is None else min(self.tail, stop)
        self.segments.append(Segment(self.level, self.start, stop, tail))


def _is_foot(line: Line) -> bool:
    if line.table is None:
        return bool(_ADOPTED.match(line.text)) or _is_signature(line.text)
    cells = (part for row in line.table for cell in row for part in cell.split("\n"))
    return any(_is_signature(part.strip()) for part in cells)


def _is_signature(text: str) -> bool:
    return bool(_SIGNED.match(text) or (is_capitals(text) and _OFFICE.match(text)))
