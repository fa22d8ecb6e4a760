"""A DOCX file → lines: paragraphs and tables in order, numbers, text boxes, notes, changes."""

from collections.abc import Iterator
from pathlib import Path

from cms.structure.outline import Line

from .package import DOCUMENT, MC, Element, W, child_of, read_parts, value
from .refusal import ImportRefused
from .word_changes import count_changes
from .word_numbering import NUMBERING, STYLES, Numbering
from .word_text import DELETED, INSERTED, Paragraph, ParagraphReader, TrackedChanges, preferred

_NOTE_PARTS = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_TRANSPARENT = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}customXml", *INSERTED, *DELETED))
_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
_PROPERTIES, _STYLE = f"{W}pPr", f"{W}pStyle"
_MOST_COLUMNS = 63
Remarks = tuple[tuple[str, str], ...]


def read_word(path: Path, *, tracked_changes: TrackedChanges) -> list[Line]:
    """The lines of a checked DOCX; `source` counts its w:p elements in document order.

    Raises:
        ImportRefused: the file holds tracked changes and nobody said which version is meant, or
            text in another file.
    """
    parts = read_parts(path, (DOCUMENT, NUMBERING, STYLES, *_NOTE_PARTS.values()))
    body = parts[DOCUMENT].find(f"{W}body")
    if body is None:
        raise ImportRefused(
            "broken", "Tệp Word không có phần thân văn bản; hãy lưu lại thành DOCX."
        )
    places = count_changes(body)
    if tracked_changes == "ask" and places:
        raise ImportRefused(
            "tracked_changes",
            f"Tệp còn {places} chỗ sửa đổi được theo dõi (Track Changes). Hãy chọn đọc theo bản đã"
            " chấp nhận hoặc bản từ chối mọi sửa đổi, hoặc xử lý trong Word rồi tải lại.",
        )
    paragraphs = ParagraphReader(tracked_changes, changed=places > 0)
    return list(_WordReader(parts, paragraphs).blocks(body))


class _WordReader:
    def __init__(self, parts: dict[str, Element], paragraphs: ParagraphReader) -> None:
        self.paragraphs = paragraphs
        self.numbering = Numbering(parts.get(NUMBERING), parts.get(STYLES))
        self.numbered = enumerate(parts[DOCUMENT].iter(_PARAGRAPH))
        self.latest: tuple[int, Element] = (-1, None)
        self.notes = {
            (kind, value(note, "id") or ""): _plain_text(note)
            for kind, name in _NOTE_PARTS.items()
            if name in parts
            for note in parts[name].iterfind(f"{W}{kind}")
        }
        self.pending = ""

    def blocks(self, parent: Element) -> Iterator[Line]:
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif tag == _TABLE:
                yield from self._table(child)
            elif tag in _TRANSPARENT:
                yield from self.blocks(child)
            elif tag == f"{MC}AlternateContent":
                yield from self.blocks(preferred(child))

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        properties = child_of(paragraph, _PROPERTIES)
        found = self.paragraphs.read(paragraph)
        text, self.pending = self.pending + found.text, ""
        if self.paragraphs.loses_mark(properties):
            self.pending = text
            return
        style = "" if properties is None else value(child_of(properties, _STYLE)) or ""
        text = self.numbering.label_of(properties, style) + text
        source = self._place_of(paragraph)
        remarks = self._remarks(found)
        first, *rest = text.split("\n")
        yield Line(first, source, style, remarks=remarks)
        for part in rest:
            yield Line(part, source, style)
        for box in found.boxes:
            yield from self.blocks(box)

    def _place_of(self, paragraph: Element) -> int:
        """Which w:p of the document this is; asked in reading order, some left out."""
        while self.latest[1] is not paragraph:
            self.latest = next(self.numbered)
        return self.latest[0]

    def _remarks(self, found: Paragraph) -> Remarks:
        if not (found.notes or found.hidden or found.symbols):
            return ()
        remarks = [
            ("footnote", f"Chú thích không đưa vào nội dung: “{self.notes[note]}”")
            for note in found.notes
            if self.notes.get(note)
        ]
        if found.hidden.strip():
            remarks.append(("hidden_text", f"Chữ ẩn đã bị bỏ qua: “{found.hidden.strip()}”"))
        if found.symbols:
            message = f"{found.symbols} ký hiệu của phông hình vẽ được ghi là “□”; hãy kiểm tra."
            remarks.append(("symbols", message))
        return tuple(remarks)

    def _table(self, table: Element) -> Iterator[Line]:
        rows = [row for row in _children(table, f"{W}tr") if not self.paragraphs.loses_row(row)]
        cells = [list(_children(row, f"{W}tc")) for row in rows]
        if all(len(row) == 1 for row in cells):
            # A frame around text, not a table: its paragraphs are lines of the law.
            for row in cells:
                yield from self.blocks(row[0])
            return
        first = next(table.iter(_PARAGRAPH), None)
        source = self.latest[0] if first is None else self._place_of(first)
        remarks: list[tuple[str, str]] = []
        written = [tuple(self._row(row, remarks)) for row in cells]
        width = max((len(row) for row in written), default=0)
        filled = tuple(row + ("",) * (width - len(row)) for row in written)
        if any(cell for row in filled for cell in row):
            yield Line("", source, table=filled, remarks=tuple(remarks))

    def _row(self, cells: list[Element], remarks: list[tuple[str, str]]) -> Iterator[str]:
        for cell in cells:
            lines = list(self._cell_lines(cell))
            remarks.extend(remark for line in lines for remark in line.remarks)
            yield "\n".join(line.text.strip() for line in lines if line.text.strip())
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = int(value(span) or 1) if span is not None else 1
            yield from [""] * (min(wide, _MOST_COLUMNS) - 1)

    def _cell_lines(self, cell: Element) -> Iterator[Line]:
        """The lines of a cell; those of a table within it one after another."""
        for line in self.blocks(cell):
            if line.table is None:
                yield line
                continue
            for row in line.table:
                yield from (Line(text, line.source) for text in row if text)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those in a content control."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _children(child, tag)


def _plain_text(element: Element) -> str:
    return " ".join("".join(element.itertext(f"{W}t")).split())
