"""The recipe of an import: check → read → clean → outline."""

from pathlib import Path
from typing import Literal

from cms.structure.outline import Line, Outline

TrackedChanges = Literal["ask", "accept", "reject"]


def read_docx(path: Path, *, tracked_changes: TrackedChanges = "ask") -> list[Line]:
    raise NotImplementedError


def read_text(path: Path) -> list[Line]:
    raise NotImplementedError


def read_outline(path: Path, *, tracked_changes: TrackedChanges = "ask") -> Outline:
    raise NotImplementedError


def read_safely(
    path: Path,
    *,
    tracked_changes: TrackedChanges = "ask",
    memory_mb: int = 768,
    cpu_s: int = 20,
    wall_s: int = 30,
) -> Outline:
    raise NotImplementedError
