"""The text of one Word paragraph: runs, links, fields, breaks, tracked changes, text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .package import MATH, MC, Element, W, child_of, is_on, value

TrackedChanges = Literal["ask", "accept", "reject"]

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
# Drawing containers: their text boxes are read, their geometry is not.
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
# Written out once: the reader compares tags for every run of a law.
_RUN, _RUN_PROPERTIES, _VANISH = f"{W}r", f"{W}rPr", f"{W}vanish"
_TEXT, _DELETED_TEXT, _SYMBOL = f"{W}t", f"{W}delText", f"{W}sym"
_ALTERNATIVES = f"{MC}AlternateContent"
_FORMULAS = frozenset((f"{MATH}oMath", f"{MATH}oMathPara"))
_CONTAINERS = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
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


@dataclass(slots=True)
class Paragraph:
    """`boxes` are the text boxes anchored in the paragraph, `notes` the (kind, id) it refers to,
    `symbols` how many characters it has of a font of symbols."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: str = ""
    symbols: int = 0


class ParagraphReader:
    """Reads paragraphs with the tracked changes accepted or rejected; `changed` says whether
    there are any."""

    def __init__(self, tracked_changes: TrackedChanges, *, changed: bool) -> None:
        self.dropped = INSERTED if tracked_changes == "reject" else DELETED
        self.kept = DELETED if tracked_changes == "reject" else INSERTED
        self.changed = changed

    def read(self, paragraph: Element) -> Paragraph:
        found = Paragraph()
        pieces: list[str] = []
        self._add_pieces(paragraph, found, pieces)
        found.text = "".join(pieces)
        return found

    def loses_mark(self, properties: Element | None) -> bool:
        """Whether the end of the paragraph is itself undone, so that it joins the next one."""
        if not self.changed or properties is None:
            return False
        mark = properties.find(_RUN_PROPERTIES)
        return mark is not None and any(mark.find(name) is not None for name in self.dropped)

    def loses_row(self, row: Element) -> bool:
        properties = row.find(f"{W}trPr")
        return properties is not None and any(
            properties.find(name) is not None for name in self.dropped
        )

    def _add_pieces(self, parent: Element, found: Paragraph, pieces: list[str]) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._add_run(child, found, pieces)
            elif tag in _CONTAINERS or tag in self.kept:
                self._add_pieces(child, found, pieces)
            elif tag == _ALTERNATIVES:
                self._add_pieces(preferred(child), found, pieces)
            elif tag in _FORMULAS:
                pieces.extend(child.itertext(f"{MATH}t"))

    def _add_run(self, run: Element, found: Paragraph, pieces: list[str]) -> None:
        own: list[str] = []
        is_hidden = False
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                own.append(child.text or "")
            elif tag == _RUN_PROPERTIES:
                is_hidden = is_on(child_of(child, _VANISH))
            else:
                self._add_character(child, tag, found, own)
        if is_hidden:
            found.hidden += "".join(own)
        else:
            pieces.extend(own)

    def _add_character(self, item: Element, tag: str, found: Paragraph, own: list[str]) -> None:
        if tag in (_TEXT, _DELETED_TEXT):
            own.append(item.text or "")
        elif tag in _CHARACTERS:
            own.append(_CHARACTERS[tag])
        elif tag == _SYMBOL:
            symbol = _symbol(item)
            found.symbols += symbol == _ANY_SYMBOL
            own.append(symbol)
        elif tag in _DRAWN:
            found.boxes.extend(text_boxes(item))
        elif tag == _ALTERNATIVES:
            for child in preferred(item):
                self._add_character(child, child.tag, found, own)
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], value(item, "id") or ""))


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
