"""The place of a law as it is typed in a hurry: "D5 K2", "đ5k2a", "5.2", "điểm a khoản 2 Điều 5".

What is written in full is read by `citing`; this is for who notes what others say.
"""

import re
from collections.abc import Collection, Iterator
from unicodedata import normalize

from .address import step
from .citing import find_citations
from .letters import without_marks
from .levels import Level
from .numbering import ALPHABET

_LETTER = f"[{ALPHABET}]"
# Marks are gone but for đ, which is a letter of its own.
_SHORT = re.compile(
    rf"""(?:dieu|đieu|đ|d)?\s*(?P<article>\d{{1,3}}(?:(?!k\s*\d)[a-zđ])?)
         (?:[\s.,;:/-]*(?:khoan|k)?\s*(?P<clause>\d{{1,3}}))?
         (?:[\s.,;:/-]*(?:điem|diem|đm|dm)?\s*(?P<point>{_LETTER}\d?)\)?)?""",
    re.VERBOSE,
)


def read_shorthand(typed: str) -> list[str]:
    """The addresses that may be meant, the likeliest first; without an appendix before them.

    "k2a" is point a of clause 2, and only where there is none an inserted clause 2a.
    """
    plain = " ".join(_plain(typed).split())
    if found := _SHORT.fullmatch(plain):
        return list(_meant(found["article"], found["clause"] or "", found["point"] or ""))
    cited = find_citations(normalize("NFC", typed.strip()))
    return list(cited[0].eids) if len(cited) == 1 and len(cited[0].eids) == 1 else []


def find_place(typed: str, eids: Collection[str]) -> str:
    """The one address of a version that is meant by what is typed; "" for none, or for several."""
    for meant in read_shorthand(typed):
        if meant in eids:
            return meant
        ends = [eid for eid in eids if eid.endswith(f"__{meant}")]
        if ends:
            return ends[0] if len(ends) == 1 else ""
    return ""


def _meant(article: str, clause: str, point: str) -> Iterator[str]:
    yield _address(article, clause, point)
    if clause and point:
        yield _address(article, clause + point, "")
    if not clause and not point and article[-1].isalpha():
        yield _address(article[:-1], "", article[-1])


def _address(article: str, clause: str, point: str) -> str:
    levels = ((Level.ARTICLE, article), (Level.CLAUSE, clause), (Level.POINT, point))
    return "__".join(step(level, number) for level, number in levels if number)


def _plain(text: str) -> str:
    """Small letters without marks; đ stays."""
    kept = normalize("NFC", text).lower().replace("đ", "\x00")
    return without_marks(kept).replace("\x00", "đ")
