"""What set-up makes for the browser."""

import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from config.assets import FIRST, LAST, SHEETS, build_assets, joined_sheet, style_sheets
from config.fonts import CUTS

VIETNAMESE = {
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
} | set("đĐ")


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets")
    build_assets(folder)
    return folder


def test_the_style_sheet_begins_with_the_tokens_and_ends_with_print():
    parts = re.findall(r"^/\* ([\w/]+\.css) \*/$", joined_sheet(style_sheets()), re.MULTILINE)

    assert parts[: len(FIRST)] == list(FIRST)
    assert parts[-1] == f"components/{LAST[0]}"
    assert sorted(parts) == sorted(
        path.relative_to(SHEETS).as_posix() for path in SHEETS.rglob("*.css")
    )


def test_a_second_building_makes_nothing(assets):
    assert build_assets(assets) == []


def test_what_a_module_asks_of_another_is_given_by_it():
    modules = {path.name: path.read_text() for path in (SHEETS.parent / "js").glob("*.js")}
    asked = [
        (name, given, word.split(" as ")[0].strip())
        for name, text in modules.items()
        for words, given in re.findall(r"import \{([^}]*)\} from \"\./([^\"]+)\"", text)
        for word in words.split(",")
        if word.strip()
    ]
    exported = {
        name: re.findall(r"^export (?:async )?(?:function\*?|const|let|class) (\w+)", text, re.M)
        for name, text in modules.items()
    }

    assert asked
    assert [ask for ask in asked if ask[2] not in exported[ask[1]]] == []


def test_a_lost_font_is_cut_again_to_the_same_bytes(assets):
    font = assets / "fonts" / "be-vietnam-pro-400.woff2"
    before = font.read_bytes()
    font.unlink()

    assert build_assets(assets) == ["fonts/be-vietnam-pro-400.woff2"]
    assert font.read_bytes() == before


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.target)
def test_every_font_draws_vietnamese_in_both_forms_and_is_light(assets, cut):
    path = assets / "fonts" / cut.target
    drawn = {chr(code) for code in TTFont(path).getBestCmap()}

    assert VIETNAMESE - drawn == set()
    assert {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u031b"} - drawn == set()
    assert set("₫§–—“”‘’…•") - drawn == set()
    assert path.stat().st_size < 50_000


def test_the_style_sheet_asks_for_the_fonts_that_are_made():
    asked = re.findall(r"\.\./fonts/([\w-]+\.woff2)", (SHEETS / "fonts.css").read_text())

    assert sorted(asked) == sorted(cut.target for cut in CUTS)
