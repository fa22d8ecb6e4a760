"""Lines of a law → its tree."""

from collections.abc import Sequence

from .tree import Line, Node, Outline, OutlineWarning

__all__ = ["Line", "Node", "Outline", "OutlineWarning", "build_outline", "outline_article"]


def build_outline(lines: Sequence[Line]) -> Outline:
    raise NotImplementedError


def outline_article(eid: str, lines: Sequence[str]) -> tuple[Node, ...]:
    raise NotImplementedError
