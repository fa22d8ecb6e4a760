"""Workbooks of agencies, as an office types them and as we write them."""

import io

import openpyxl
import pytest

from cms.importing.agency_book import BookRefused, plan_import, read_book, take_over, write_agencies
from cms.models import Agency

HEADS = ["Mã", "Tên cơ quan", "Loại"]


def exported() -> bytes:
    return write_agencies(Agency.objects.select_related("parent").in_protocol_order())


def kept(tmp_path, content: bytes):
    path = tmp_path / "co-quan.xlsx"
    path.write_bytes(content)
    return path


def book(tmp_path, *lines, heads=HEADS):
    """A workbook as an office would type it."""
    made = openpyxl.Workbook()
    made.active.append(heads)
    for line in lines:
        made.active.append(line)
    held = io.BytesIO()
    made.save(held)
    return kept(tmp_path, held.getvalue())


def troubles_of(read) -> list[str]:
    with pytest.raises(BookRefused) as refusal:
        read()
    return [str(trouble) for trouble in refusal.value.troubles]


def taken(path, by=None, **options):
    rows = read_book(path)
    return take_over(rows, by=by, fingerprint=plan_import(rows).fingerprint, **options)


def content() -> list[dict]:
    return list(Agency.objects.order_by("code").values())
