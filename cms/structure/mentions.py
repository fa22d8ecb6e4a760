"""Lines that name a provision without enacting it: a table of contents, a citation cut in two."""

import re
from collections.abc import Iterator, Sequence

from .labels import read_heading
from .list_labels import read_point
from .tree import Line

_NAMES = ("Điều", "Chương", "Mục", "Phần", "Phụ lục")
# Where a page breaks "theo quy định tại / Điều 5. Trường hợp khác …".
_AWAITS = re.compile(r"\b(?:tại|của|[Tt]heo|và|hoặc|các|với|trừ)$")
_MAY_AWAIT = re.compile(r"\b(?:(?:khoản|điểm)\s\w{1,3},?|(?:Điều|Chương|Mục|Phần)\s\w{1,4},)$")
_TITLED_ARTICLE = re.compile(r"Điều\s+\d+[a-zđ]?\s*[.:]\s*\S")
_BARE = re.compile(r"(?:Điều|Chương|Mục|Phần)\s+\w{1,5}")
_CONTENTS_STYLES = ("toc", "mucluc", "mclc")
_PAGE_NUMBER = re.compile(r"[\s.…\d]*$")


def find_mentions(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it only names what it seems to be the heading of."""
    listing = {s for s in {x.style for x in lines} if s.lower().startswith(_CONTENTS_STYLES)}
    found = [line.style in listing for line in lines]
    for start, stop in _contents(lines):
        found[start:stop] = [True] * (stop - start)
    for at, line in enumerate(lines):
        if at and line.text.startswith(_NAMES) and not found[at]:
            found[at] = _is_cited(lines, at)
    return found


def is_cited_after(before: str, text: str, following: str = "") -> bool:
    """Whether the line `text` goes on with a sentence that names it: "theo / Điều 5 của Luật"."""
    if not text.startswith(_NAMES):
        return False
    if _AWAITS.search(before):
        return True
    if _MAY_AWAIT.search(before):
        return not _TITLED_ARTICLE.match(text)
    runs_on = following[:1].islower() and not read_point(following, None)
    return bool(runs_on and _BARE.fullmatch(text))


def _is_cited(lines: Sequence[Line], at: int) -> bool:
    before, line = lines[at - 1], lines[at]
    if line.table is not None or line.level is not None or before.table is not None:
        return False
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return is_cited_after(before.text, line.text, following)


def _contents(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The tables of contents: from below "MỤC LỤC" to where its first heading comes again."""
    for at, line in enumerate(lines[:-1]):
        if line.text.strip(" :.").casefold() != "mục lục":
            continue
        first = _name(lines[at + 1].text)
        again = (other for other in range(at + 2, len(lines)) if _name(lines[other].text) == first)
        stop = next(again, None)
        if first and stop is not None and read_heading(lines[stop].text):
            yield at + 1, stop


def _name(text: str) -> str:
    """A heading without the page that a table of contents sends to."""
    return " ".join(_PAGE_NUMBER.sub("", text).casefold().split())
