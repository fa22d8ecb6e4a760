"""Vietnamese text into tokens: one function for every engine, plain Python.

Engines only ever see ASCII tokens, so that all of them agree on what a word is.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Telex letters: the tone goes to the end of the syllable, wherever it was placed.
TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
SHAPED_VOWELS = {
    ("\u0302", "a"): "aa",
    ("\u0302", "e"): "ee",
    ("\u0302", "o"): "oo",
    ("\u0306", "a"): "aw",
    ("\u031b", "o"): "ow",
    ("\u031b", "u"): "uw",
}
# One for one, so that a place in the tidied text is the same place in the original.
LOOKALIKES = str.maketrans(
    {
        "Đ": "đ",
        "Ð": "đ",
        "ð": "đ",
        "Ɖ": "đ",
        "ɖ": "đ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2044": "/",
        "\u2215": "/",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u00a0": " ",
    }
)
# Combining marks (a text may be NFD), zero-width characters, byte order mark, soft hyphen.
INVISIBLE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
LETTER = "A-Za-z\u0111"
SYMBOL = rf"[{LETTER}][{LETTER}0-9]*"
# 78/2025/NĐ-CP, 64/2025/QH15, 604/QĐ-TTg: a year, a hyphen or both; "10/ngày" is none.
DOCUMENT_NUMBER = (
    rf"(?<![^\W_])[0-9]{{1,5}}(?:/[0-9]{{4}}/{SYMBOL}(?:-[{LETTER}0-9&]+)*"
    rf"|/{SYMBOL}(?:-[{LETTER}0-9&]+)+)(?![^\W_]|[{INVISIBLE}])"
)
TOKEN = re.compile(
    rf"(?P<document>{DOCUMENT_NUMBER})"
    r"|(?P<number>[0-9]++(?:[.,/][0-9]++)*+)(?![^\W\d_])"
    rf"|(?P<word>[^\W_](?:[^\W_]|[{INVISIBLE}])*)"
)
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
# kỹ = kĩ, lý = lí, tỷ = tỉ, quý = quí, quỳnh = quình; never quyên, quyết, thuý, tay.
FINAL_Y = re.compile(r"[hklmst]y")
QU_Y = re.compile(r"quy(?=$|nh$|ch$|t$)")
YEAR = re.compile(r"\d{4}")


class Syllable(NamedTuple):
    folded: str
    exact: str
    marked: bool


class Token(NamedTuple):
    """One searchable word; `start` and `end` are places in the text as it was given."""

    folded: str
    exact: str
    marked: bool
    kind: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The text with look-alike characters settled; every place in it stays where it was."""
    return text.translate(LOOKALIKES)


@lru_cache(maxsize=100_000)
def syllable(word: str) -> Syllable:
    """One word without marks, and in Telex letters: "Hoà" is ("hoa", "hoaf", True)."""
    folded: list[str] = []
    exact: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFKD", tidy(word)).lower():
        if char == "đ":
            folded.append("d")
            exact.append("dd")
        elif char in TONES:
            tone = TONES[char]
        elif exact and (char, exact[-1]) in SHAPED_VOWELS:
            exact[-1] = SHAPED_VOWELS[char, exact[-1]]
        elif char.isascii() and (char.isalnum() or char == "_"):
            folded.append(char)
            exact.append(char)
    return _with_i_for_y("".join(folded), "".join(exact), tone)


def _with_i_for_y(folded: str, exact: str, tone: str) -> Syllable:
    marked = bool(tone) or folded != exact
    if FINAL_Y.fullmatch(folded):
        folded, exact = folded[:-1] + "i", exact[:-1] + "i"
    elif QU_Y.match(folded):
        folded, exact = "qui" + folded[3:], "qui" + exact[3:]
    return Syllable(folded, exact + tone, marked)


def tokens(text: str) -> Iterator[Token]:
    """All words in reading order; a document number gives itself and its usable parts."""
    for match in TOKEN.finditer(tidy(text)):
        start, end, kind, raw = match.start(), match.end(), match.lastgroup or "", match[0]
        if kind == "document":
            for part in document_number_parts(raw):
                yield Token(part, part, False, kind, start, end)
        elif kind == "number":
            number = _number(raw)
            yield Token(number, number, False, kind, start, end)
        else:
            folded, exact, marked = syllable(raw)
            if folded:
                yield Token(folded, exact, marked, kind, start, end)


def document_number_parts(raw: str) -> list[str]:
    """78/2025/NĐ-CP gives 78_2025_nd_cp, 78_2025, 78 and nd_cp; the whole comes first."""
    number, *rest = syllable(tidy(raw).replace("/", "_").replace("-", "_")).folded.split("_")
    number = number.lstrip("0") or "0"
    parts = ["_".join([number, *rest])]
    if len(rest) > 1 and YEAR.fullmatch(rest[0]):
        parts.append(f"{number}_{rest.pop(0)}")
    return [*parts, number, "_".join(rest)]


def _number(raw: str) -> str:
    """01/7/2025 is 1_7_2025, 10.000 is 10000, 1,5 is 1_5."""
    if THOUSANDS.fullmatch(raw):
        return raw.replace(".", "")
    return "_".join(part.lstrip("0") or "0" for part in re.split(r"[.,/]", raw))


def fold(text: str) -> str:
    """The text as tokens without marks: what is found however it was typed."""
    return " ".join(token.folded for token in tokens(text))


def exact(text: str) -> str:
    """The text as tokens that keep the marks: what puts "tự do" before "từ đó"."""
    return " ".join(token.exact for token in tokens(text))
