"""A DOCX as a zip of XML parts: names of elements, parts parsed without entities or network."""

import zipfile
from pathlib import Path
from typing import Any, Final, TypeAlias

from lxml import etree

from .refusal import ImportRefused

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DOCUMENT: Final = "word/document.xml"
SAVE_AGAIN: Final = "Hãy mở trong Word, lưu thành tệp .docx mới rồi tải lại."

# lxml brings no types.
Element: TypeAlias = Any


def read_parts(path: Path, names: tuple[str, ...]) -> dict[str, Element]:
    """The named parts that the file has, parsed."""
    with zipfile.ZipFile(path) as archive:
        present = set(archive.namelist())
        return {name: parse_xml(archive.read(name)) for name in names if name in present}


def parse_xml(data: bytes) -> Element:
    """The root of a part.

    Raises:
        ImportRefused: broken XML, or XML nested deeper than libxml2 allows (256).
        MemoryError: libxml2 got no memory, which it reports as broken XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        if "depth" in str(error).lower():
            raise ImportRefused("too_deep", f"Nội dung tệp lồng quá sâu. {SAVE_AGAIN}") from error
        raise ImportRefused("broken", f"Nội dung tệp bị hỏng. {SAVE_AGAIN}") from error


def child_of(parent: Element, tag: str) -> Element | None:
    """The first child of that tag; quicker than find, and asked for every run of a law."""
    return next(parent.iterchildren(tag), None)


def value(element: Element | None, name: str = "val") -> str | None:
    """The w:val (or other w: attribute) of an element that may be missing."""
    return None if element is None else element.get(f"{W}{name}")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")
