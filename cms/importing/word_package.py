"""What a DOCX may not be: a bomb, a carrier of code, two documents in one, a door to elsewhere."""

import re
import zipfile
import zlib
from pathlib import Path

from .package import DOCUMENT, SAVE_AGAIN, parse_xml
from .refusal import ImportRefused

MOST_ENTRIES = 2_000
MOST_INFLATED = 100 * 1024 * 1024
MOST_DOCUMENT = 20 * 1024 * 1024
MOST_RATIO = 100
MOST_PARAGRAPHS = 30_000

# Small parts shrink well without being bombs: the ratio counts from here.
_RATIO_FROM = 1024 * 1024
_CHUNK = 64 * 1024
_XML = (".xml", ".rels", ".vml")
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|oleObject|/embeddings/", re.IGNORECASE)
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_PARAGRAPH = re.compile(rb"<(?:[^\s<>/:!?]+:)?p[\s/>]")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError)
_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def check_word_package(path: Path) -> None:
    """Pass a DOCX whose every part was inflated within the limits and looked at.

    Raises:
        ImportRefused: anything else.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(path, archive)
            parts = _inflate(archive)
            _check_parts(parts)
    except _BROKEN as error:
        raise ImportRefused("broken", f"Tệp .docx bị hỏng, không mở được. {SAVE_AGAIN}") from error


def _check_directory(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES:
        raise ImportRefused("zip_bomb", f"Tệp .docx chứa quá nhiều thành phần ({len(entries)}).")
    if len({name.casefold() for name in names}) < len(names):
        raise ImportRefused(
            "duplicate_names", f"Tệp .docx có hai thành phần trùng tên. {SAVE_AGAIN}"
        )
    if DOCUMENT not in names or "[Content_Types].xml" not in names:
        raise ImportRefused("not_a_docx", f"Tệp không phải văn bản Word .docx. {SAVE_AGAIN}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ImportRefused("password", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    if active := next((name for name in names if _ACTIVE.search(name)), None):
        raise ImportRefused(
            "active_content",
            f"Tệp chứa macro hoặc đối tượng nhúng ({active}). Hãy xóa chúng rồi lưu lại .docx.",
        )
    if min(entry.header_offset for entry in entries) != 0:
        raise ImportRefused("polyglot", f"Tệp có dữ liệu lạ ở trước phần văn bản. {SAVE_AGAIN}")


def _inflate(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML parts, inflated piece by piece: the sizes a zip declares are not believed."""
    parts, total = {}, 0
    for entry in archive.infolist():
        kept, size = [], 0
        is_xml = entry.filename.lower().endswith(_XML)
        limit = MOST_DOCUMENT if entry.filename == DOCUMENT else MOST_INFLATED
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                grown = size > _RATIO_FROM and size > MOST_RATIO * max(entry.compress_size, 1)
                if size > limit or total > MOST_INFLATED or grown:
                    raise ImportRefused(
                        "zip_bomb",
                        f"Thành phần {entry.filename} phình ra quá lớn khi giải nén. {SAVE_AGAIN}",
                    )
                if is_xml:
                    kept.append(chunk)
        if is_xml:
            parts[entry.filename] = b"".join(kept)
    return parts


def _check_parts(parts: dict[str, bytes]) -> None:
    for name, data in parts.items():
        if any(mark in data for mark in _DECLARATIONS):
            raise ImportRefused(
                "doctype", f"Thành phần {name} khai báo DOCTYPE hoặc ENTITY, không an toàn."
            )
    _check_paragraphs(parts[DOCUMENT])
    _check_content_types(parts["[Content_Types].xml"])
    for name, data in parts.items():
        if name.endswith(".rels"):
            _check_relationships(name, data)


def _check_content_types(data: bytes) -> None:
    types = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "")
        for item in parse_xml(data).iter(_OVERRIDE)
    }
    if types.get(DOCUMENT) != _DOCUMENT_TYPE:
        raise ImportRefused(
            "active_content" if "macro" in types.get(DOCUMENT, "").lower() else "not_a_docx",
            f"Tệp mang đuôi .docx nhưng không phải văn bản Word thường. {SAVE_AGAIN}",
        )
    if any("macro" in kind.lower() or "activex" in kind.lower() for kind in types.values()):
        raise ImportRefused("active_content", f"Tệp chứa macro hoặc điều khiển. {SAVE_AGAIN}")


def _check_relationships(name: str, data: bytes) -> None:
    for item in parse_xml(data).iter(_RELATIONSHIP):
        kind = item.get("Type", "").rsplit("/", 1)[-1]
        target = item.get("Target", "")
        is_external = item.get("TargetMode", "").lower() == "external"
        is_link = kind == "hyperlink" and target.lower().startswith(("http://", "https://"))
        if kind in ("attachedTemplate", "aFChunk", "subDocument", "frame", "vbaProject"):
            is_external = True
            is_link = False
        if is_external and not is_link:
            raise ImportRefused(
                "external_relationship",
                f"Tệp trỏ tới nguồn bên ngoài ({kind}: {target[:80]} trong {name}). Hãy gỡ liên kết"
                " hoặc mẫu đính kèm đó rồi lưu lại.",
            )


def _check_paragraphs(data: bytes) -> None:
    """Count what begins like a paragraph, under any prefix, before a tree of it is built."""
    # XML in UTF-16 would hide its tags from the count; Word writes UTF-8.
    if b"\0" in data:
        raise ImportRefused("broken", f"Phần văn bản của tệp không theo UTF-8. {SAVE_AGAIN}")
    if sum(1 for _ in _PARAGRAPH.finditer(data)) > MOST_PARAGRAPHS:
        raise ImportRefused(
            "too_many_paragraphs", "Tệp có hơn 30.000 đoạn văn. Hãy tách phụ lục ra tệp riêng."
        )
