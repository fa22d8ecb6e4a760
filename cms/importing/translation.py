"""An English translation after the Vietnamese text or beside it: told, and left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cms.structure.labels import read_heading
from cms.structure.levels import Level
from cms.structure.outline import Line

_ARTICLE = re.compile(r"(?:Article|ARTICLE)\s+(\d{1,4})\b")
_VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
# Fewer articles are a quotation or a form in two languages.
_FEWEST_ARTICLES = 3
_FEWEST_COMPARED = 2
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
    kept = _with_remark(
        lines[start - 1],
        "translation",
        f"Sau dòng này có bản dịch tiếng Anh ({stop - start} dòng); bản dịch không đưa vào dự"
        " thảo.",
    )
    return [*lines[: start - 1], kept, *lines[stop:]]


def open_bilingual_tables(lines: list[Line]) -> list[Line]:
    """The lines with every table whose one column is the law, beside its translation or nothing,
    taken apart; a table that has articles in more than one column is told."""
    return [opened for line in lines for opened in _opened(line)]


def is_foreign(text: str) -> bool:
    """Whether a stretch of text has English articles and hardly a Vietnamese letter."""
    if not any(_ARTICLE.match(part) for part in text.split("\n")):
        return False
    parts = [part for part in text.split("\n") if part]
    vietnamese = sum(bool(_VIETNAMESE.search(part)) for part in parts)
    return vietnamese <= len(parts) * _MOST_VIETNAMESE


def _opened(line: Line) -> Iterator[Line]:
    columns = ["\n".join(column) for column in zip(*(line.table or ()), strict=True)]
    laws = [at for at, column in enumerate(columns) if _has_articles(column)]
    if not laws:
        yield line
        return
    others = [column for at, column in enumerate(columns) if at not in laws]
    if len(laws) > 1 or not all(is_foreign(other) or not other.strip() for other in others):
        if sum(map(_count_articles, columns)) < _FEWEST_COMPARED:
            yield line
            return
        yield _with_remark(
            line,
            "articles_in_table",
            "Bảng này có các điều trong ô, như trong bản so sánh; bảng được giữ nguyên, không tách"
            " thành điều, khoản.",
        )
        return
    parts = [part for part in columns[laws[0]].split("\n") if part.strip()]
    first, *rest = (Line(part.strip(), line.source, remarks=()) for part in parts)
    first = replace(first, remarks=line.remarks)
    if any(other.strip() for other in others):
        first = _with_remark(
            first,
            "translation",
            "Bảng hai cột: cột tiếng Việt được đọc, bản dịch tiếng Anh ở cột bên không đưa vào dự"
            " thảo.",
        )
    yield from (first, *rest)


def _has_articles(column: str) -> bool:
    return _count_articles(column) > 0


def _count_articles(column: str) -> int:
    found = (read_heading(part.strip()) for part in column.split("\n"))
    return sum(1 for label in found if label and label.level is Level.ARTICLE and label.rest)


def _with_remark(line: Line, code: str, message: str) -> Line:
    return replace(line, remarks=(*line.remarks, (code, message)))


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
