"""What every official document has around its body: head, title, signature, bands of articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from .cells import Cell, begin_large
from .edition import Law, Office, Row
from .extract import ExtractRow
from .printable import clean_line
from .vocabulary import draft_name, filing_unit, head_lines, number_symbol

WHOLE_DRAFT = "Toàn bộ dự thảo"
# The office dates its documents by its own clock.
OFFICE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class Band:
    """The lines of one article, or of one issue, under its name."""

    label: str
    lines: list[tuple[Cell, ...]]
    anchor: str = ""


def frame(
    law: Law, office: Office, *, title: str, made_at: str, status: str, bands: list[Band]
) -> dict[str, Any]:
    """The context that all templates share."""
    for number, band in enumerate(bands, start=1):
        band.anchor = f"band-{number}"
    return {
        "title": title,
        "document_title": f"{title.capitalize()} đối với {draft_name(law)}",
        "draft_name": draft_name(law),
        "drafting_agency": clean_line(law["drafting_agency"]),
        "superior": head_lines(office["superior"]) if office["superior"] else [],
        "office": head_lines(_name_under(office["superior"], office["name"])),
        "office_name": clean_line(office["name"]),
        "place": clean_line(office["place"]),
        "symbol": number_symbol(office),
        "year": str(moment(made_at).astimezone(OFFICE_TIME).year),
        "created": moment(made_at).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "is_draft": status == "draft",
        "signing_title": [clean_line(rank) for rank in office["signing_title"].splitlines()],
        "signatory": clean_line(office["signatory"]),
        "filing_unit": filing_unit(office),
        "bands": bands,
    }


def _name_under(superior: str, name: str) -> str:
    """Below "Ủy ban nhân dân tỉnh Điện Biên" the department is "Sở Tư pháp": the place is said."""
    for start in (" tỉnh ", " thành phố "):
        place = superior.rpartition(start)[2] if start in superior else ""
        if place:
            return name.removesuffix(f"{start}{place}")
    return name


def moment(made_at: str) -> datetime:
    return datetime.fromisoformat(made_at).astimezone(UTC)


def provision_name(label: str) -> str:
    """“Khoản 2 Điều 5”: a cell begins with a capital."""
    return begin_large(clean_line(label)) or WHOLE_DRAFT


def subject_of(row: Row | ExtractRow) -> str:
    """The address of what a row speaks of; empty for the draft as a whole."""
    return row["provision_eid"] or row.get("dossier_file", "")


def provision_key(eid: str, group: str) -> str:
    return f"provision-{eid or group}"
