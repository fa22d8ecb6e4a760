"""What a DOCX or XLSX may not be: a bomb, a carrier of code, two files in one, a door elsewhere."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from .package import DOCUMENT, SAVE_AGAIN, parse_xml
from .refusal import ImportRefused

MOST_ENTRIES = 2_000
MOST_INFLATED = 100 * 1024 * 1024
MOST_DOCUMENT = 20 * 1024 * 1024
MOST_RATIO = 100
MOST_PARAGRAPHS = 30_000
MOST_CELLS = 500_000

# Small parts shrink well without being bombs: the ratio counts from here.
_RATIO_FROM = 1024 * 1024
_CHUNK = 64 * 1024
# A letter's foot has the office's address for mail, which Word makes a link of by itself.
_LINKS = ("http://", "https://", "mailto:")
_XML = (".xml", ".rels", ".vml")
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|oleObject|/embeddings/", re.IGNORECASE)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_PARAGRAPH = re.compile(rb"<(?:[^\s<>/:!?]+:)?p[\s/>]")
_CELL = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:c|row)[\s/>]")
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError)
_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


@dataclass(frozen=True)
class Package:
    """A kind of office file: its ending, its main part and that part's type."""

    ending: str
    main: str
    main_type: str
    again: str


WORD = Package(".docx", DOCUMENT, f"{_OFFICE}.wordprocessingml.document.main+xml", SAVE_AGAIN)
EXCEL = Package(
    ".xlsx",
    "xl/workbook.xml",
    f"{_OFFICE}.spreadsheetml.sheet.main+xml",
    "Hãy mở trong Excel, lưu thành tệp .xlsx mới rồi tải lại.",
)


def check_word_package(path: Path) -> None:
    """Pass a DOCX whose every part was inflated within the limits and looked at.

    Raises:
        ImportRefused: anything else.
    """
    _check_package(path, WORD)


def check_excel_package(path: Path) -> None:
    """The same for an XLSX; links to other workbooks are doors to elsewhere too."""
    _check_package(path, EXCEL)


def _check_package(path: Path, kind: Package) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            check_directory(archive, kind.ending, (kind.main, "[Content_Types].xml"), kind.again)
            parts = inflate(archive, kind.main, kind.again)
            _check_parts(parts, kind)
    except BROKEN as error:
        raise ImportRefused(
            "broken", f"Tệp {kind.ending} bị hỏng, không mở được. {kind.again}"
        ) from error


def check_directory(
    archive: zipfile.ZipFile, ending: str, needed: tuple[str, ...], again: str
) -> None:
    """What the list of entries alone tells: too many, twice the same, locked, active, not first."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES:
        raise ImportRefused("zip_bomb", f"Tệp {ending} chứa quá nhiều thành phần ({len(entries)}).")
    if len({name.casefold() for name in names}) < len(names):
        raise ImportRefused("duplicate_names", f"Tệp {ending} có hai thành phần trùng tên. {again}")
    if not set(needed) <= set(names):
        raise ImportRefused(f"not_a_{ending[1:]}", f"Tệp không phải tệp {ending}. {again}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ImportRefused("password", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    if active := next((name for name in names if _ACTIVE.search(name)), None):
        raise ImportRefused(
            "active_content",
            f"Tệp chứa macro hoặc đối tượng nhúng ({active}). Hãy xóa chúng rồi lưu lại {ending}.",
        )
    if min(entry.header_offset for entry in entries) != 0:
        raise ImportRefused("polyglot", f"Tệp có dữ liệu lạ ở trước phần văn bản. {again}")


def inflate(archive: zipfile.ZipFile, main: str, again: str) -> dict[str, bytes]:
    """The XML parts, inflated piece by piece: the sizes a zip declares are not believed."""
    parts, total = {}, 0
    for entry in archive.infolist():
        kept, size = [], 0
        is_xml = entry.filename.lower().endswith(_XML)
        limit = MOST_DOCUMENT if entry.filename == main else MOST_INFLATED
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                grown = size > _RATIO_FROM and size > MOST_RATIO * max(entry.compress_size, 1)
                if size > limit or total > MOST_INFLATED or grown:
                    raise ImportRefused(
                        "zip_bomb",
                        f"Thành phần {entry.filename} phình ra quá lớn khi giải nén. {again}",
                    )
                if is_xml:
                    kept.append(chunk)
        if is_xml:
            parts[entry.filename] = b"".join(kept)
    return parts


def check_declarations(parts: dict[str, bytes]) -> None:
    for name, data in parts.items():
        if any(mark in data for mark in _DECLARATIONS):
            raise ImportRefused(
                "doctype", f"Thành phần {name} khai báo DOCTYPE hoặc ENTITY, không an toàn."
            )


def _check_parts(parts: dict[str, bytes], kind: Package) -> None:
    check_declarations(parts)
    if kind is WORD:
        _check_paragraphs(parts[DOCUMENT])
    else:
        _check_cells(parts)
    _check_content_types(parts["[Content_Types].xml"], kind)
    for name, data in parts.items():
        if name.endswith(".rels"):
            _check_relationships(name, data)


def _check_content_types(data: bytes, kind: Package) -> None:
    types = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "")
        for item in parse_xml(data).iter(_OVERRIDE)
    }
    main = types.get(kind.main, "")
    if main != kind.main_type:
        raise ImportRefused(
            "active_content" if "macro" in main.lower() else f"not_a_{kind.ending[1:]}",
            f"Tệp mang đuôi {kind.ending} nhưng không phải tệp {kind.ending} thường. {kind.again}",
        )
    if any("macro" in each.lower() or "activex" in each.lower() for each in types.values()):
        raise ImportRefused("active_content", f"Tệp chứa macro hoặc điều khiển. {kind.again}")


def _check_relationships(name: str, data: bytes) -> None:
    for item in parse_xml(data).iter(_RELATIONSHIP):
        kind = item.get("Type", "").rsplit("/", 1)[-1]
        target = item.get("Target", "")
        is_external = item.get("TargetMode", "").lower() == "external"
        is_link = kind == "hyperlink" and target.lower().startswith(_LINKS)
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


def _check_cells(parts: dict[str, bytes]) -> None:
    """Count rows and cells of all sheets: each would become an object when it is read."""
    sheets = [data for name, data in parts.items() if name.startswith("xl/worksheets/")]
    if any(b"\0" in data for data in sheets):
        raise ImportRefused("broken", f"Trang tính của tệp không theo UTF-8. {EXCEL.again}")
    if sum(1 for data in sheets for _ in _CELL.finditer(data)) > MOST_CELLS:
        raise ImportRefused(
            "too_many_cells", "Bảng có hơn 500.000 ô. Hãy bỏ các trang, dòng thừa rồi tải lại."
        )
