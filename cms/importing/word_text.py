"""The text of one Word paragraph: runs, links, fields, breaks, tracked changes, text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .package import MATH, MC, Element, W, is_on, value

TrackedChanges = Literal["ask", "accept", "reject"]

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
# Drawing containers: their text boxes are read, their geometry is not.
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_CONTAINERS = frozenset(
    f"{W}{name}"
    for name in ("r", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
                 "dir", "bdo", "ruby", "rubyBase")
)  # fmt: skip
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PRIVATE_USE = range(0xE000, 0xF900)
_ANY_SYMBOL = "□"


@dataclass
class Paragraph:
    """`boxes` are the text boxes anchored in the paragraph, `notes` the (kind, id) it refers to,
    `symbols` how many characters it has of a font of symbols."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: str = ""
    symbols: int = 0


class ParagraphReader:
    """Reads paragraphs with the tracked changes accepted or rejected."""

    def __init__(self, tracked_changes: TrackedChanges) -> None:
        self.dropped = INSERTED if tracked_changes == "reject" else DELETED
        self.kept = DELETED if tracked_changes == "reject" else INSERTED

    def read(self, paragraph: Element) -> Paragraph:
        found = Paragraph()
        found.text = "".join(self._pieces(paragraph, found))
        return found

    def loses_mark(self, properties: Element | None) -> bool:
        """Whether the end of the paragraph is itself undone, so that it joins the next one."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        return mark is not None and any(mark.find(name) is not None for name in self.dropped)

    def loses_row(self, row: Element) -> bool:
        properties = row.find(f"{W}trPr")
        return properties is not None and any(
            properties.find(name) is not None for name in self.dropped
        )

    def _pieces(self, parent: Element, found: Paragraph) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, found)
            elif tag in _CONTAINERS or tag in self.kept:
                yield from self._pieces(child, found)
            elif tag == f"{MC}AlternateContent":
                yield from self._pieces(preferred(child), found)
            elif tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                yield "".join(child.itertext(f"{MATH}t"))

    def _run(self, run: Element, found: Paragraph) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            found.hidden += "".join(self._characters(run, found))
            return
        yield from self._characters(run, found)

    def _characters(self, parent: Element, found: Paragraph) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in (f"{W}t", f"{W}delText"):
                yield child.text or ""
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag == f"{W}sym":
                symbol = _symbol(child)
                found.symbols += symbol == _ANY_SYMBOL
                yield symbol
            elif tag in _DRAWN:
                found.boxes.extend(text_boxes(child))
            elif tag == f"{MC}AlternateContent":
                yield from self._characters(preferred(child), found)
            elif tag in _NOTES:
                found.notes.append((_NOTES[tag], value(child, "id") or ""))


def text_boxes(drawing: Element) -> Iterator[Element]:
    """The outermost text boxes of a drawing; of two renderings of the same, one."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from text_boxes(preferred(child))
        elif isinstance(child.tag, str):
            yield from text_boxes(child)


def preferred(alternatives: Element) -> Element:
    """The first rendering offered: Word writes every text box twice, for itself and its elders."""
    return next(iter(alternatives), alternatives)


def _symbol(symbol: Element) -> str:
    try:
        code = int(value(symbol, "char") or "", 16)
    except ValueError:
        return ""
    # A character of a symbol font has no meaning outside it.
    return _ANY_SYMBOL if code in _PRIVATE_USE else chr(code)
