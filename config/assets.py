"""What the browser gets and nobody writes by hand: one style sheet and the fonts.

`python -m config.assets [FOLDER]` makes them (default `var/assets`); up to date, it does nothing.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from config.fonts import CUTS, LETTERS, Cut, cut_font

ROOT = Path(__file__).resolve().parent.parent
SHEETS = ROOT / "static" / "css"
# The order is the cascade: what comes later may overrule what came before.
FIRST = ("tokens.css", "fonts.css", "elements.css", "layout.css")
LAST = ("print.css",)


def style_sheets() -> list[Path]:
    parts = sorted((SHEETS / "components").glob("*.css"))
    middle = [part for part in parts if part.name not in LAST]
    ends = [SHEETS / "components" / name for name in LAST]
    return [SHEETS / name for name in FIRST] + middle + ends


def joined_sheet(sheets: Iterable[Path]) -> str:
    """One style sheet: the parts in order, each under its name."""
    named = ((sheet.relative_to(SHEETS).as_posix(), sheet.read_text("utf-8")) for sheet in sheets)
    return "\n".join(f"/* {name} */\n{text.strip()}\n" for name, text in named)


def write_whole(path: Path, content: bytes) -> None:
    """Put the file there in one step, so that a page never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(path.suffix + f".{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def build_sheet(folder: Path) -> bool:
    """True when the style sheet had to be written."""
    target = folder / "css" / "site.css"
    content = joined_sheet(style_sheets()).encode()
    if target.is_file() and target.read_bytes() == content:
        return False
    write_whole(target, content)
    return True


def recipe_of(cut: Cut) -> str:
    """A hash of everything that shapes the file: the source, the axes, the letters, the code."""
    source = cut.path.stat()
    facts = [
        asdict(cut),
        source.st_size,
        LETTERS,
        (ROOT / "config" / "fonts.py").read_text("utf-8"),
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def build_font(cut: Cut, folder: Path, known: dict[str, str]) -> bool:
    """True when the font had to be cut; `known` holds the recipes of what is already there."""
    target = folder / "fonts" / cut.target
    recipe = recipe_of(cut)
    if target.is_file() and known.get(cut.target) == recipe:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(f".{os.getpid()}")
    cut_font(cut, half)
    half.replace(target)
    known[cut.target] = recipe
    return True


def read_recipes(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def build_assets(folder: Path) -> list[str]:
    """The files that were made, by name; empty when all was up to date."""
    made = ["css/site.css"] if build_sheet(folder) else []
    stamp = folder / ".recipes.json"
    known = read_recipes(stamp)
    for cut in CUTS:
        began = time.perf_counter()
        if build_font(cut, folder, known):
            write_whole(stamp, json.dumps(known, indent=1).encode())
            made.append(f"fonts/{cut.target}")
            say(f"  {cut.target} ({time.perf_counter() - began:.1f} s)")
    return made


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m config.assets", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "var" / "assets")
    folder = parser.parse_args(arguments).folder.resolve()
    made = build_assets(folder)
    say(
        f"Assets in {folder}: {', '.join(made)} made."
        if made
        else f"Assets in {folder} are up to date."
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
