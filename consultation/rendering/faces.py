"""The faces of official documents: are they here, and which characters can they print?

Decree 30/2020 asks for Times New Roman; Liberation Serif has its widths and may be embedded.
"""

import subprocess
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

FAMILY = "Liberation Serif"
STYLES = ("Regular", "Bold", "Italic", "Bold Italic")
# Stands for a character that no face has; WHITE SQUARE, since Liberation Serif lacks U+25AF.
UNPRINTABLE = "\u25a1"

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


class FontMissing(RuntimeError):
    """The machine lacks a face; the message names the package that brings it."""


@dataclass(frozen=True)
class Face:
    family: str
    style: str
    file: str


def vietnamese_letters() -> frozenset[str]:
    small = {normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ"}
    return frozenset(small | {letter.upper() for letter in small})


@cache
def printable_characters() -> frozenset[str]:
    """What all four faces have; raises FontMissing. Asked of the machine once."""
    return frozenset.intersection(*(_characters(style) for style in STYLES))


def _characters(style: str) -> frozenset[str]:
    face = _find_face(style)
    if (face.family, face.style) != (FAMILY, style):
        raise FontMissing(_missing_sentence(style))
    with TTFont(face.file, lazy=True) as font:
        characters = frozenset(map(chr, font.getBestCmap()))
    # Liberation 1.07, which browsers bring along on Debian 12, has the name but not the letters.
    if not vietnamese_letters() <= characters:
        raise FontMissing(_missing_sentence(style))
    return characters


def _find_face(style: str) -> Face:
    """What fontconfig would hand to the typesetter for this style."""
    pattern = f"{FAMILY}:style={style}"
    question = ["fc-match", "--format=%{family[0]}\n%{style[0]}\n%{file}", pattern]
    try:
        answer = subprocess.run(question, capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError) as failure:
        raise FontMissing(
            _("Cannot ask for the faces of this machine: install the Debian package fontconfig.")
        ) from failure
    return Face(*answer.stdout.split("\n", 2))


def _missing_sentence(style: str) -> str:
    return _(
        "The face %(family)s %(style)s with all Vietnamese letters is missing, so no official PDF "
        "is drawn: install the Debian package fonts-liberation2 (12) or fonts-liberation (13)."
    ) % {"family": FAMILY, "style": style}
