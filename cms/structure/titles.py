"""Titles of articles: on the line of the label, on the next one, or none at all."""

from collections.abc import Sequence

from .labels import begins_with_capital, read_heading
from .levels import Level
from .list_labels import read_clause, read_point
from .tree import Line

_ENDS = (".", ";", ":", ",", "/")
_LONGEST = 150


def ends_sentence(text: str) -> bool:
    return text.rstrip().endswith(_ENDS)


def have_titles(lines: Sequence[Line], quoted: Sequence[bool]) -> bool:
    """Whether the articles of a text have titles, as in laws, or begin at once, as in decisions."""
    labels = (
        read_heading(line.text, said=line.level)
        for line, is_quoted in zip(lines, quoted, strict=True)
        if line.table is None and not is_quoted
    )
    rests = [item.rest for item in labels if item and item.level is Level.ARTICLE and item.rest]
    return sum(not ends_sentence(rest) for rest in rests) * 2 >= len(rests)


def have_titles_below(lines: Sequence[Line], quoted: Sequence[bool]) -> bool:
    """Whether the articles stand alone on their lines, most with a title on the next one."""
    alone = [at for at in range(len(lines)) if _is_alone(lines[at], quoted[at])]
    titled = sum(is_title_below(lines, quoted, at) for at in alone)
    return titled > 0 and titled * 2 >= len(alone)


def is_title_below(lines: Sequence[Line], quoted: Sequence[bool], at: int) -> bool:
    """Whether the line after the article's label on line `at` is a title with a body below it."""
    if at + 2 >= len(lines):
        return False
    title, body = lines[at + 1], lines[at + 2]
    if title.table is not None or title.level is not None or quoted[at + 1]:
        return False
    text = title.text
    if len(text) > _LONGEST or ends_sentence(text) or not begins_with_capital(text):
        return False
    labels = read_heading(text), read_clause(text, None), read_point(text, None)
    return not any(labels) and not (body.table is None and read_heading(body.text))


def is_title(rest: str, *, titled: bool, has_body: bool) -> bool:
    """Whether what follows the label on its line is the article's title."""
    if not rest or rest.endswith(":"):
        return False
    if not ends_sentence(rest):
        return True
    return titled and has_body


def _is_alone(line: Line, is_quoted: bool) -> bool:
    if line.table is not None or is_quoted:
        return False
    found = read_heading(line.text, said=line.level)
    return bool(found and found.level is Level.ARTICLE and not found.rest)
