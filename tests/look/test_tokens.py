"""Colours that can be read by everybody, and style sheets every office's browser understands."""

import re

import pytest

from config.assets import SHEETS

TOKENS = (SHEETS / "tokens.css").read_text()
DECLARED = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
LIGHT, BY_MACHINE, BY_CHOICE, _ON_PAPER = (
    dict(DECLARED.findall(block)) for block in re.split(r"@media", TOKENS)
)
TEXT = [
    *[("ink", ground) for ground in ("paper", "sheet", "wash", "jade-wash", "gold-wash")],
    *[("ink-2", ground) for ground in ("paper", "sheet", "wash", "jade-wash")],
    *[("jade", ground) for ground in ("paper", "sheet", "wash", "jade-wash")],
    *[("jade-2", ground) for ground in ("paper", "sheet", "jade-wash")],
    *[("lacquer", ground) for ground in ("paper", "sheet", "wash", "lacquer-wash")],
    *[("gold", ground) for ground in ("paper", "sheet", "gold-wash")],
    ("ink", "lacquer-wash"),
    ("ink", "mark"),
    ("on-act", "jade"),
    ("on-act", "jade-2"),
]
SHAPES = [
    *[("edge", ground) for ground in ("paper", "sheet")],
    ("jade", "paper"),
    ("jade-3", "paper"),
    ("lacquer", "paper"),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, BY_MACHINE], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_stands_out_from_its_ground(theme, front, ground):
    assert contrast(theme[front], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, BY_MACHINE], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_controls_and_bars_stand_out_from_their_ground(theme, front, ground):
    assert contrast(theme[front], theme[ground]) >= 3


def test_dark_is_the_same_by_the_machine_and_by_choice():
    assert BY_MACHINE == BY_CHOICE


def test_sheets_use_nothing_younger_than_the_oldest_browsers():
    too_young = re.compile(r"light-dark\(|color-mix\(|@layer|@container|^\s*&", re.MULTILINE)

    assert [path.name for path in SHEETS.rglob("*.css") if too_young.search(path.read_text())] == []
