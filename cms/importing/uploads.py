"""What a file must be to be kept as it came, beside what it says: its kind by content, nothing
active in it, nothing that swells. It is not read, only looked at."""

import re
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from .package import parse_xml
from .refusal import ImportRefused
from .word_package import (
    BROKEN,
    check_declarations,
    check_directory,
    check_excel_package,
    check_word_package,
    inflate,
)

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
# The kind of a file, by which its name ends too, and as what it is served.
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": _OPEN_DOCUMENT,
    "jpg": "image/jpeg",
    "png": "image/png",
}
MOST_PIXELS = 60_000_000

_STARTS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AGAIN = "Hãy mở trong LibreOffice, lưu thành tệp .odt mới rồi tải lại."
_SCRIPTS = re.compile(r"^(?:Basic|Scripts|Dialogs)/|^Object ", re.IGNORECASE)
_LINK = "{http://www.w3.org/1999/xlink}href"
_LOCKED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
# A link that a reader may press is no door; a picture or a section from elsewhere is.
_PRESSED = frozenset(("a", "bibliography-mark", "event-listener"))


def check_upload(path: Path) -> None:
    """Pass a file that is what its ending says (a key of CONTENT_TYPES) and holds nothing active.

    Raises:
        ImportRefused: anything else.
    """
    kind = path.suffix.lower().removeprefix(".")
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise ImportRefused("empty", "Tệp rỗng (0 byte). Hãy kiểm tra và tải lại.")
    if kind not in CONTENT_TYPES:
        raise ImportRefused("wrong_extension", f"Không nhận tệp “.{kind}”.")
    if not start.startswith(_STARTS.get(kind, _ZIP)):
        raise _misnamed(path, kind, start)
    _LOOKS[kind](path)


def _misnamed(path: Path, kind: str, start: bytes) -> ImportRefused:
    if start.startswith(_OLE) and _ENCRYPTED in path.read_bytes():
        return ImportRefused("password", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    return ImportRefused(
        "wrong_extension",
        f"Tệp mang đuôi .{kind} nhưng nội dung không phải loại tệp đó. Hãy mở tệp, lưu lại đúng"
        " định dạng rồi tải lại.",
    )


def _look_at_pdf(path: Path) -> None:
    # PDF libraries take a third of a second to load: only for a PDF.
    import_module(".pdf_safety", __package__).check_pdf(path)


def _look_at_picture(path: Path) -> None:
    """Its head alone is read: nothing is unpacked."""
    pictures: Any = import_module("PIL.Image")
    if zipfile.is_zipfile(path):
        raise ImportRefused("polyglot", "Ảnh mang theo một tệp nén. Hãy lưu lại ảnh rồi tải lại.")
    try:
        with pictures.open(path, formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            picture.verify()
    except (pictures.DecompressionBombError, pictures.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ImportRefused("broken", "Ảnh bị hỏng, không mở được. Hãy lưu lại ảnh.") from error
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ImportRefused:
    return ImportRefused(
        "zip_bomb", "Ảnh quá lớn (hơn 60 triệu điểm ảnh). Hãy thu nhỏ rồi tải lại."
    )


def _look_at_open_document(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            needed = ("mimetype", "content.xml", "META-INF/manifest.xml")
            check_directory(archive, ".odt", needed, _SAVE_AGAIN)
            parts = inflate(archive, "content.xml", _SAVE_AGAIN)
            first = archive.infolist()[0].filename
            kind = archive.read("mimetype").decode(errors="replace").strip()
    except BROKEN as error:
        raise ImportRefused("broken", f"Tệp .odt bị hỏng, không mở được. {_SAVE_AGAIN}") from error
    if kind != _OPEN_DOCUMENT or first != "mimetype":
        raise ImportRefused("not_a_odt", f"Tệp không phải văn bản .odt. {_SAVE_AGAIN}")
    check_declarations(parts)
    if any(True for _ in parse_xml(parts["META-INF/manifest.xml"]).iter(_LOCKED)):
        raise ImportRefused("password", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    if active := next((name for name in archive.namelist() if _SCRIPTS.search(name)), None):
        raise ImportRefused(
            "active_content",
            f"Tệp chứa macro hoặc đối tượng nhúng ({active}). Hãy xóa chúng rồi lưu lại .odt.",
        )
    for name in ("content.xml", "styles.xml"):
        if name in parts:
            _check_links(parse_xml(parts[name]))


def _check_links(root: Any) -> None:
    for item in root.iter("{*}*"):
        target = item.get(_LINK, "")
        is_pressed = item.tag.rsplit("}", 1)[-1] in _PRESSED
        if is_pressed and target.lower().startswith(("http://", "https://", "mailto:", "#")):
            continue
        if ":" in target or target.startswith(("/", "..")):
            raise ImportRefused(
                "external_relationship",
                f"Tệp trỏ tới nguồn bên ngoài ({target[:80]}). Hãy gỡ liên kết đó rồi lưu lại.",
            )


_LOOKS: Final = {
    "pdf": _look_at_pdf,
    "docx": check_word_package,
    "xlsx": check_excel_package,
    "odt": _look_at_open_document,
    "jpg": _look_at_picture,
    "png": _look_at_picture,
}
