"""Cheap looks at a file before anything parses it; the first doubt refuses it, with a reason."""

from pathlib import Path

from .refusal import ImportRefused
from .word_package import check_word_package

MOST_BYTES = 20 * 1024 * 1024

SUFFIXES = (".docx", ".doc", ".pdf", ".html", ".htm", ".xml", ".txt")
_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
# A password turns a DOCX into an OLE file with this stream; its name is in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Storages of an old Word file, by name: macros, and files of other programs in it.
_ACTIVE = tuple(
    name.encode("utf-16-le") for name in ("Macros", "_VBA_PROJECT", "Ole10Native", "ObjectPool")
)
# Where the head of the WordDocument stream, known by its first two bytes, tells of a password.
_WORD_HEAD, _FLAGS_AT, _IS_LOCKED = b"\xec\xa5", 11, 0x01
_SECTOR = 512
_ADVICE = {
    ".docm": "Tệp .docm chứa macro. Hãy mở trong Word và lưu thành “.docx” không có macro.",
    ".odt": "Tệp .odt chưa đọc được. Hãy mở trong Word hoặc LibreOffice và lưu thành “.docx”.",
    ".rtf": "Tệp .rtf chưa đọc được. Hãy mở trong Word và lưu thành “.docx”.",
}


def check_file(path: Path, *, suffix: str | None = None) -> None:
    """Pass a file that is what its name says, small enough, and without anything active in it.

    Raises:
        ImportRefused: anything else.
    """
    _check_size(path)
    named = path.suffix.lower()
    if named not in SUFFIXES or named != (suffix or named):
        raise ImportRefused(
            "wrong_extension",
            _ADVICE.get(
                named, f"Không nhận tệp “{named or path.name}”. Hãy dùng tệp Word (.docx)."
            ),
        )
    with path.open("rb") as file:
        start = file.read(8)
    if named == ".docx":
        _check_is_zip(path, start)
        check_word_package(path)
    elif named == ".doc":
        _check_old_word(path, start)
    elif named == ".pdf":
        if not start.startswith(_PDF):
            raise ImportRefused(
                "wrong_extension",
                "Tệp mang đuôi .pdf nhưng không phải PDF (sai dấu hiệu ở đầu tệp).",
            )
    elif start.startswith((_ZIP, _OLE, _PDF, _RTF)):
        raise ImportRefused(
            "wrong_extension",
            f"Tệp mang đuôi {named} nhưng không phải văn bản thuần. Hãy đặt lại đúng đuôi tệp.",
        )


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise ImportRefused("empty", "Tệp rỗng (0 byte). Hãy kiểm tra và tải lại.")
    if size > MOST_BYTES:
        raise ImportRefused(
            "too_large",
            f"Tệp nặng {size / 1024 / 1024:.0f} MB, quá giới hạn 20 MB. Hãy bỏ bớt hình ảnh rồi"
            " lưu lại.",
        )


def _check_is_zip(path: Path, start: bytes) -> None:
    """A DOCX begins with the mark of a zip: anything before it would make it two files in one."""
    if start.startswith(_ZIP):
        return
    if start.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise ImportRefused(
                "password",
                "Tệp Word được đặt mật khẩu. Hãy mở trong Word, bỏ mật khẩu (Tệp → Thông tin → Bảo"
                " vệ tài liệu) rồi tải lại.",
            )
        raise ImportRefused(
            "old_word",
            "Tệp mang đuôi .docx nhưng là Word cũ (.doc). Hãy mở trong Word và chọn Lưu thành"
            " (Save As) “.docx”.",
        )
    raise ImportRefused(
        "not_a_docx",
        "Tệp không phải Word .docx (sai dấu hiệu ở đầu tệp). Hãy mở trong Word và lưu lại.",
    )


def _check_old_word(path: Path, start: bytes) -> None:
    if not start.startswith(_OLE):
        raise ImportRefused(
            "wrong_extension",
            "Tệp mang đuôi .doc nhưng không phải Word cũ (sai dấu hiệu ở đầu tệp).",
        )
    data = path.read_bytes()
    heads = (data[at : at + 12] for at in range(_SECTOR, len(data), _SECTOR))
    is_locked = any(
        len(head) > _FLAGS_AT and head.startswith(_WORD_HEAD) and head[_FLAGS_AT] & _IS_LOCKED
        for head in heads
    )
    if is_locked or _ENCRYPTED in data:
        raise ImportRefused("password", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    if any(name in data for name in _ACTIVE):
        raise ImportRefused(
            "active_content",
            "Tệp .doc chứa macro hoặc đối tượng nhúng. Hãy xóa chúng rồi lưu thành “.docx”.",
        )
