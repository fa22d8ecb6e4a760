"""An English translation printed after the Vietnamese text: told, and left out."""

import re
from collections.abc import Sequence

from cms.structure.outline import Line

_ARTICLE = re.compile(r"(?:Article|ARTICLE)\s+(\d{1,4})\b")
_VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
# Fewer articles are a quotation or a form in two languages.
_FEWEST_ARTICLES = 3
# A translation keeps names and symbols of the original.
_MOST_VIETNAMESE = 0.25


def drop_translation(lines: list[Line]) -> list[Line]:
    """The lines without an English translation of the whole law, with a remark where it began."""
    articles = [at for at, line in enumerate(lines) if _ARTICLE.match(line.text)]
    if len(articles) < _FEWEST_ARTICLES:
        return lines
    start, stop = _extent(lines, articles)
    foreign = [not _VIETNAMESE.search(_text(line)) for line in lines[start:stop]]
    if not start or sum(foreign) < len(foreign) * (1 - _MOST_VIETNAMESE):
        return lines
    last = lines[start - 1]
    remark = (
        "translation",
        f"Sau dòng này có bản dịch tiếng Anh ({stop - start} dòng); bản dịch không đưa vào dự"
        " thảo.",
    )
    kept = Line(last.text, last.source, last.style, last.table, (*last.remarks, remark))
    return [*lines[: start - 1], kept, *lines[stop:]]


def _extent(lines: Sequence[Line], articles: list[int]) -> tuple[int, int]:
    """From the head above the first English article to the last line before Vietnamese returns."""
    start, stop = articles[0], articles[-1] + 1
    while start and not _VIETNAMESE.search(_text(lines[start - 1])):
        start -= 1
    while stop < len(lines) and not _VIETNAMESE.search(_text(lines[stop])):
        stop += 1
    return start, stop


def _text(line: Line) -> str:
    return line.text or " ".join(cell for row in line.table or () for cell in row)
