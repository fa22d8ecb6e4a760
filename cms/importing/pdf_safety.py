"""Looks at every object of a PDF before it is read: nothing may act, nothing may be hidden."""

import zipfile
from pathlib import Path
from typing import Any, Final

import pikepdf

from .refusal import ImportRefused

MOST_OBJECTS: Final = 300_000

_ACTIVE_KEYS = frozenset(("/JavaScript", "/JS", "/EmbeddedFiles", "/RichMedia", "/XFA"))
_ACTIVE_KINDS = frozenset(
    ("/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/ImportData")
)
_EXPORT_AGAIN = "Hãy xuất lại PDF từ tệp Word rồi tải lại."


def check_pdf(path: Path) -> None:
    """Pass a PDF without scripts, launchers, embedded files and passwords.

    Raises:
        ImportRefused: anything else.
    """
    if zipfile.is_zipfile(path):
        raise ImportRefused("polyglot", f"Tệp PDF mang theo một tệp nén khác. {_EXPORT_AGAIN}")
    try:
        with pikepdf.open(path) as pdf:
            _check_objects(pdf)
    except pikepdf.PasswordError as error:
        raise ImportRefused(
            "password", "Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại."
        ) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise ImportRefused("broken", f"Tệp PDF bị hỏng, không mở được. {_EXPORT_AGAIN}") from error


def _check_objects(pdf: Any) -> None:
    if len(pdf.objects) > MOST_OBJECTS:
        raise ImportRefused("limits", f"Tệp PDF có quá nhiều thành phần. {_EXPORT_AGAIN}")
    for item in pdf.objects:
        if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        if found := _activity(item):
            raise ImportRefused(
                "active_content",
                f"Tệp PDF chứa mã chạy được hoặc tệp nhúng ({found}). {_EXPORT_AGAIN}",
            )


def _activity(item: Any) -> str:
    """What acts in a dictionary, or in one that lies directly in it; empty if nothing does."""
    for name in item.keys():  # noqa: SIM118 - a PDF object is no mapping
        if name in _ACTIVE_KEYS:
            return str(name)
        inner = item[name]
        if name in ("/S", "/Type", "/Subtype") and str(inner) in _ACTIVE_KINDS:
            return str(inner)
        is_inline = isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect
        if is_inline and (found := _activity(inner)):
            return found
    return ""
