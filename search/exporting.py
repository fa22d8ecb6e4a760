"""A result as a file: what the person sees, row by row, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from html import unescape

import xlsxwriter
from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags

from consultation.rules import AnyUser
from search.finder import Hit
from search.models import Kind, SearchDoc
from search.paging import each_hit
from search.query import SearchQuery

MOST_ROWS = 5000
# What an office opens is Vietnamese, whatever language the screen has.
HEADERS = (
    "STT",
    "Loại",
    "Tiêu đề",
    "Vị trí",
    "Thuộc",
    "Trích đoạn",
    "Ngày",
    "Địa chỉ",
)
WIDTHS = (6, 18, 50, 22, 40, 80, 12, 60)
KINDS = {
    Kind.PROVISION: "Quy định",
    Kind.OPINION: "Góp ý",
    Kind.ROW: "Dòng tổng hợp",
    Kind.DRAFT: "Dự thảo",
    Kind.PAGE: "Trang",
    Kind.ATTACHMENT: "Tài liệu trong hồ sơ",
}
BATCH = 100
# With one of these first, a spreadsheet would run the cell.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"

Line = list[str | int]


def lines(user: AnyUser, query: SearchQuery) -> Iterator[Line]:
    """The rows without the headers; an extra query for each batch brings the days."""
    number = 0
    for batch in _batches(each_hit(user, query, most=MOST_ROWS)):
        days = _days_of(batch)
        for hit in batch:
            number += 1
            yield _line(number, hit, days.get((hit.kind, hit.thing.pk), ""))


def write_csv(rows: Iterable[Line]) -> Iterator[str]:
    """Piece by piece; a byte order mark first, by which Excel knows UTF-8."""
    held = io.StringIO()
    writer = csv.writer(held)
    yield BOM
    writer.writerow(HEADERS)
    for row in rows:
        writer.writerow([_unable_to_run(cell) for cell in row])
        yield _taken(held)
    yield _taken(held)


def write_xlsx(rows: Iterable[Line]) -> io.BytesIO:
    """A workbook, at its beginning; only texts and counts in it."""
    target = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": "Kết quả tìm kiếm", "author": settings.SITE_NAME})
        sheet = book.add_worksheet("Kết quả")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for at, width in enumerate(WIDTHS):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write_row(0, 0, HEADERS, head)
        for at, row in enumerate(rows, start=1):
            sheet.write_number(at, 0, int(row[0]), cell)
            for column, text in enumerate(row[1:], start=1):
                sheet.write_string(at, column, str(text), cell)
    target.seek(0)
    return target


def _batches(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    batch: list[Hit] = []
    for hit in hits:
        batch.append(hit)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _days_of(hits: list[Hit]) -> dict[tuple[str, int], str]:
    rows = SearchDoc.objects.filter(
        kind__in={hit.kind for hit in hits}, object_id__in={hit.thing.pk for hit in hits}
    )
    return {
        (kind, pk): f"{timezone.localdate(at):%d/%m/%Y}"
        for kind, pk, at in rows.values_list("kind", "object_id", "updated_at")
    }


def _line(number: int, hit: Hit, day: str) -> Line:
    snippet = unescape(strip_tags(hit.snippet_html))
    url = hit.url if "://" in hit.url else f"{settings.BASE_URL}{hit.url}"
    return [number, KINDS[Kind(hit.kind)], hit.title, hit.place, hit.context, snippet, day, url]


def _unable_to_run(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(RUNS) else cell


def _taken(held: io.StringIO) -> str:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text
