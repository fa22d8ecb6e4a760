"""The sheets with the codes, one page for each agency, as they are put into the envelopes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from weasyprint import HTML

from .faces import printable_characters
from .fetcher import ClosedFetcher
from .framing import OFFICE_TIME, moment
from .printable import clean_line
from .receipt import square_code


@dataclass(frozen=True)
class Sheet:
    """`address` is the page where the code is typed; it leads there with the code behind a `#`,
    which no server is sent. Days are as they are printed, `made_at` is ISO 8601 with its zone."""

    agency: str
    lead: str
    round_name: str
    draft: str
    code: str
    address: str
    good_until: str
    last_day: str
    made_at: str
    contact: str = ""


def draw_sheets(sheets: Iterable[Sheet]) -> bytes:
    """A PDF, one page each. Raises FontMissing."""
    printable_characters()
    page = render_to_string("documents/activation.html", {"sheets": [_said(one) for one in sheets]})
    pdf: bytes = HTML(string=page, url_fetcher=ClosedFetcher()).write_pdf()
    return pdf


def _said(sheet: Sheet) -> dict[str, Any]:
    modules, squares = square_code(f"{sheet.address}#ma={sheet.code}")
    return {
        "agency": clean_line(sheet.agency),
        "lead": clean_line(sheet.lead),
        "round_name": clean_line(sheet.round_name),
        "draft": clean_line(sheet.draft),
        "code": sheet.code,
        "address": sheet.address,
        "shown_address": sheet.address.partition("://")[2].rstrip("/"),
        "good_until": sheet.good_until,
        "last_day": sheet.last_day,
        "made": _minute(sheet.made_at),
        "contact": clean_line(sheet.contact),
        "modules": modules,
        "squares": squares,
    }


def _minute(at: str) -> str:
    local: datetime = moment(at).astimezone(OFFICE_TIME)
    return local.strftime("%H:%M ngày %d/%m/%Y")
