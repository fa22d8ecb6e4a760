"""How many places of a Word file have tracked changes."""

from .package import Element, W
from .word_text import DELETED, INSERTED

_CHANGES = (*INSERTED, *DELETED)
_CELL_CHANGES = (f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge")


def count_changes(body: Element) -> int:
    """Changes of text: neighbouring ones are one place; mere formatting does not count."""
    places = sum(1 for change in body.iter(*_CHANGES) if _starts_place(change))
    return places + sum(1 for _ in body.iter(*_CELL_CHANGES))


def _starts_place(change: Element) -> bool:
    parent = change.getparent()
    if parent is None or parent.tag in _CHANGES:
        return False
    if parent.tag == f"{W}rPr":
        return _is_mark_alone(parent)
    before = change.getprevious()
    return before is None or before.tag not in _CHANGES


def _is_mark_alone(mark: Element) -> bool:
    """Whether only the end of the paragraph changed: its text, if it did, was counted already."""
    properties = mark.getparent()
    if properties is None or properties.tag != f"{W}pPr":
        return False
    paragraph = properties.getparent()
    return paragraph is not None and not any(child.tag in _CHANGES for child in paragraph)
