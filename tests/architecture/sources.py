"""The project's own files, as its tests of shape read them."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {".git", "var", ".venv", "__pycache__", ".coverage", ".hypothesis"}
PRODUCT = ("cms", "config", "consultation", "deploy", "search")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked or about to be, relative to the root."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return tuple(sorted(unpacked_files()))
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(Path(name) for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def unpacked_files() -> Iterator[Path]:
    """The files of a checkout without Git: all but what set-up and tools make."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        made = {part for part in parts if part in MADE or part.endswith((".mo", "_cache"))}
        if path.is_file() and not made:
            yield Path(*parts)


def modules(*rooms: str) -> Iterator[Path]:
    """Python files of these rooms without migrations; of the product and its tests by default."""
    chosen = rooms or (*PRODUCT, "tests")
    for path in files():
        is_module = path.suffix == ".py" and "migrations" not in path.parts
        if is_module and path.parts[0] in chosen:
            yield path


def migrations() -> Iterator[Path]:
    return (path for path in files() if path.parent.name == "migrations" and path.suffix == ".py")


def templates() -> Iterator[Path]:
    """Pages; printed documents and messages have rules of their own."""
    for path in files():
        is_page = path.suffix == ".html" and "templates" in path.parts
        if is_page and not {"documents", "emails"} & set(path.parts):
            yield path


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def line_count(path: Path) -> int:
    return len(text(path).splitlines())


def matches(paths: Iterator[Path], pattern: str) -> list[str]:
    """`file:line: text` of every match, case ignored."""
    sought = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path}:{content.count(chr(10), 0, found.start()) + 1}: {found.group().strip()}"
        for path in paths
        for content in [text(path)]
        for found in sought.finditer(content)
    ]
