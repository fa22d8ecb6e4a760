"""A DOCX as a zip of XML parts: names of elements, parts parsed without entities or network."""

import zipfile
from pathlib import Path
from typing import Any, Final, TypeAlias

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DOCUMENT: Final = "word/document.xml"

# lxml brings no types.
Element: TypeAlias = Any


def read_parts(path: Path, names: tuple[str, ...]) -> dict[str, Element]:
    """The named parts that the file has, parsed."""
    with zipfile.ZipFile(path) as archive:
        present = set(archive.namelist())
        return {name: parse_xml(archive.read(name)) for name in names if name in present}


def parse_xml(data: bytes) -> Element:
    """Raises etree.XMLSyntaxError for broken XML, and for XML nested deeper than libxml2 allows."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def value(element: Element | None, name: str = "val") -> str | None:
    """The w:val (or other w: attribute) of an element that may be missing."""
    return None if element is None else element.get(f"{W}{name}")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")
