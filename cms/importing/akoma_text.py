"""The text in elements of Akoma Ntoso: lines of blocks, and of what a block quotes."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from cms.structure.akoma_ntoso import NAMESPACE

from .package import Element

_AKN: Final = f"{{{NAMESPACE}}}"
QUOTATION: Final = f"{_AKN}quotedStructure"
_WORDS: Final = f"{_AKN}quotedText"
_LINES = frozenset(f"{_AKN}{name}" for name in ("p", "longTitle", "block", "tocItem"))


def lines_of(element: Element) -> Iterator[str]:
    """The lines of text in an element, its own or those of its blocks."""
    if element.tag in _LINES or not any(True for _ in element):
        yield from map(clean, "".join(_pieces(element)).split("\n"))
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag != f"{_AKN}meta":
            yield from lines_of(child)


def clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _pieces(element: Element) -> Iterator[str]:
    """The text of a block; spaces of the file's own layout are one, an <eol/> ends the line."""
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        if child.tag == f"{_AKN}eol":
            yield "\n"
        elif child.tag in (QUOTATION, _WORDS):
            yield child.get("startQuote") or ""
            yield "\n".join(_quoted(child)) if child.tag == QUOTATION else "".join(_pieces(child))
            yield child.get("endQuote") or ""
        elif isinstance(child.tag, str):
            yield from _pieces(child)
        yield " ".join((child.tail or "").split("\n"))


def _quoted(element: Element) -> list[str]:
    """The lines of quoted provisions as they were printed: label, title and text in turn."""
    number, heading, lines = "", [], []
    for child in element:
        if child.tag == f"{_AKN}num":
            number = clean("".join(child.itertext()))
        elif child.tag == f"{_AKN}heading":
            heading = [clean("".join(child.itertext()))]
        elif child.tag in _LINES:
            lines.extend(lines_of(child))
        elif isinstance(child.tag, str):
            lines.extend(_quoted(child))
    lines = [line for line in (*heading, *lines) if line]
    if number and lines:
        return [f"{number} {lines[0]}", *lines[1:]]
    return [number] if number else lines
