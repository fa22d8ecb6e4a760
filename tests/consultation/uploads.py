"""Files as people upload them: one good one of each kind."""

import zipfile
from io import BytesIO

import openpyxl
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image


def word(text="Căn cứ Luật Giếng") -> bytes:
    content, document = BytesIO(), Document()
    document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


def workbook(*rows) -> bytes:
    content, book = BytesIO(), openpyxl.Workbook()
    for row in rows or (("Điều", "Ý kiến"),):
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def pdf() -> bytes:
    content, document = BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(content, deterministic_id=True)
    return content.getvalue()


def picture(format="PNG", size=(40, 30)) -> bytes:
    content = BytesIO()
    Image.new("RGB", size, "white").save(content, format)
    return content.getvalue()


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"/>{}</manifest:manifest>'
)
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">{}</office:document-content>'
)


def open_document(body="<text:p>Giếng</text:p>", manifest="", more=()) -> bytes:
    content = BytesIO()
    parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", CONTENT.format(body)),
        ("META-INF/manifest.xml", MANIFEST.format(manifest)),
        *more,
    ]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return content.getvalue()


GOOD = {
    "to-trinh.docx": word,
    "bang.xlsx": workbook,
    "cong-van.pdf": pdf,
    "so-lieu.odt": open_document,
    "anh.jpg": lambda: picture("JPEG"),
    "anh.jpeg": lambda: picture("JPEG"),
    "anh.png": picture,
}


def uploaded(name="cong-van.pdf", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, GOOD[name]() if content is None else content, "text/html")
