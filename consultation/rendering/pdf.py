"""The official PDF of a frozen edition: laid out by WeasyPrint, its data attached.

Every file is PDF/A-3a and PDF/UA-1, reaches for nothing outside itself, and is the same bytes for
the same edition on the same machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from django.template.loader import render_to_string
from weasyprint import HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration

from consultation.canonical import canonical_json

from .conformance import identify_ua
from .edition import Edition, require_schema
from .extract import submission_extract
from .faces import printable_characters
from .fetcher import ClosedFetcher
from .framing import Band, moment
from .internal import internal_context
from .joining import join_cells
from .submission import submission_context

Kind = Literal["internal", "submission"]

# A shorter document is read without contents.
PAGES_WITHOUT_CONTENTS = 8


@dataclass(frozen=True)
class Drawing:
    pdf: bytes
    pages: int


def draw_pdf(edition: Edition, kind: Kind) -> Drawing:
    """Raises FontMissing, SchemaUnknown, NotCanonical."""
    require_schema(edition)
    printable_characters()
    if kind == "internal":
        return _draw_internal(edition)
    return _draw_submission(edition)


def _draw_internal(edition: Edition) -> Drawing:
    context = internal_context(edition)
    document = _layout_with_contents("documents/internal.html", context)
    return write_document(document, context, canonical_json(edition), "tong-hop-noi-bo.json")


def _draw_submission(edition: Edition) -> Drawing:
    extract = submission_extract(edition)
    context = submission_context(extract)
    drafting = extract["round"]["whose"] == "drafting"
    template = "documents/national_form.html" if drafting else "documents/letter.html"
    return write_document(
        lay_out(template, context), context, canonical_json(extract), "gop-y.json"
    )


def lay_out(
    template: str, context: dict[str, Any], faces: FontConfiguration | None = None
) -> Document:
    page = render_to_string(template, context)
    return HTML(string=page, url_fetcher=ClosedFetcher()).render(font_config=faces)


def _layout_with_contents(template: str, context: dict[str, Any]) -> Document:
    """The table is laid out once, however long: its pages are numbered after those of the front.

    `target-counter` would lay out everything again to find the numbers of the pages.
    """
    bands: list[Band] = context["bands"]
    # Pages of two layouts make one file only if both have their faces from one place.
    faces = FontConfiguration()
    front = {**context, "part": "front", "contents": _contents(bands, {})}
    front_pages = len(lay_out(template, front, faces).pages)
    body = {**context, "part": "table", "first_page": front_pages + 1}
    table = lay_out(template, body, faces)
    if front_pages + len(table.pages) <= PAGES_WITHOUT_CONTENTS:
        return lay_out(template, context)
    pages = enumerate(table.pages, start=front_pages + 1)
    numbers = {anchor: number for number, page in pages for anchor in page.anchors}
    final = lay_out(template, {**front, "contents": _contents(bands, numbers)}, faces)
    return final.copy([*final.pages, *table.pages])


def _contents(bands: list[Band], pages: dict[str, int]) -> list[tuple[str, str, int]]:
    """Anchor, label, page; without `pages` only as long as it will be."""
    return [(band.anchor, band.label, pages.get(band.anchor, 0)) for band in bands]


def write_document(document: Document, context: dict[str, Any], data: bytes, name: str) -> Drawing:
    join_cells(document)
    made_at = moment(context["created"])
    attachment = Attachment(
        string=data,
        name=name,
        description="Dữ liệu của tài liệu này (JSON theo RFC 8785)",
        relationship="Data",
        created=made_at,
        modified=made_at,
        url_fetcher=ClosedFetcher(),
    )
    pdf = document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=sha256(data).digest()[:16],
        attachments=[attachment],
        finisher=identify_ua,
    )
    return Drawing(pdf, len(document.pages))
