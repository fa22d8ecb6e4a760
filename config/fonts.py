"""Fonts for the screen: Latin and Vietnamese letters cut out of the packaged fonts, as WOFF2."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import AxisLimits, instantiateVariableFont

# Latin with every Vietnamese letter, precomposed and as combining marks (text typed on a Mac is
# decomposed), and the signs that laws and letters use: quotes, dashes, bullets, ₫ € № § arrows ●.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x01A0, 0x01A1, 0x01AF, 0x01B0,
    0x0300, 0x0301, 0x0302, 0x0303, 0x0306, 0x0309, 0x031B, 0x0323,
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F, 0x2030,
    0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AB, 0x20AC, 0x2116, 0x2122,
    *range(0x2190, 0x2194), 0x2212, 0x2260, 0x2264, 0x2265, 0x25A1, 0x25CB, 0x25CF, 0x2713,
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """One file to make: where it comes from and which axes are pinned or narrowed."""

    target: str
    package: str
    source: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...] = ()

    @property
    def path(self) -> Path:
        return Path(str(files(self.package) / "files" / self.source))


# The optical size is pinned: with all its axes the same file weighs five times as much.
_LAW_AXES = (("opsz", 14.0), ("wght", (400.0, 700.0)))
CUTS = (
    Cut(
        "source-serif-4.woff2",
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        _LAW_AXES,
    ),
    Cut(
        "source-serif-4-italic.woff2",
        "fontpkg_source_serif_4",
        "SourceSerif4-Italic[opsz,wght].ttf",
        _LAW_AXES,
    ),
    Cut("be-vietnam-pro-400.woff2", "fontpkg_be_vietnam_pro", "BeVietnamPro-Regular.ttf"),
    Cut("be-vietnam-pro-600.woff2", "fontpkg_be_vietnam_pro", "BeVietnamPro-SemiBold.ttf"),
)


def cut_font(cut: Cut, target: Path) -> None:
    font = TTFont(cut.path, recalcTimestamp=False)  # the same letters give the same bytes
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    if cut.axes:
        font = instantiateVariableFont(font, AxisLimits(dict(cut.axes)), inplace=True)
    font.flavor = "woff2"
    font.save(target)
