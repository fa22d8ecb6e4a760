"""Files that come with opinions and letters: kept as they are, once their content was looked at."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from consultation.forms.uploads import CheckedFileField, plain_name
from tests.consultation.uploads import GOOD, open_document, pdf, picture, uploaded, word, workbook
from tests.security.test_uploads import BILLION, MACROS, law, package


def with_parts(content: bytes, **parts) -> bytes:
    changed = BytesIO(content)
    with zipfile.ZipFile(changed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return changed.getvalue()


def refusal(name, content, **options):
    with pytest.raises(ValidationError) as refused:
        CheckedFileField(**options).clean(SimpleUploadedFile(name, content))
    assert refused.value.messages[0]
    return refused.value.code


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_of_each_kind_passes_as_what_it_is(name):
    file = CheckedFileField().clean(uploaded(name))

    assert file.content_type not in ("text/html", "")
    assert file.read() == file.file.getvalue() != b""


WRONG = {
    "a Word file named PDF": ("a.pdf", word),
    "a PDF named Word": ("a.docx", pdf),
    "a workbook named Word": ("a.docx", workbook),
    "a Word file named workbook": ("a.xlsx", word),
    "a Word file named OpenDocument": ("a.odt", word),
    "a page named picture": ("a.png", lambda: b"<script>alert(1)</script>"),
    "a picture of another kind": ("a.png", lambda: picture("JPEG")),
    "a picture that is only a beginning": ("a.png", lambda: picture()[:20]),
    "a picture with a zip behind it": ("a.jpg", lambda: picture("JPEG") + word()),
    "a cut-off PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<"),
    "a locked workbook": (
        "a.xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    ),
    "a bomb in Word": ("a.docx", lambda: with_parts(word(), word__m="0" * 3_000_000)),
    "a bomb in Excel": ("a.xlsx", lambda: with_parts(workbook(), xl__m="0" * 3_000_000)),
    "a bomb in OpenDocument": ("a.odt", lambda: open_document(more=[("x", "0" * 3_000_000)])),
    "a billion laughs in Excel": (
        "a.xlsx",
        lambda: with_parts(workbook(), **{"xl/x.xml": f"{BILLION}<a>&c;</a>"}),
    ),
    "a billion laughs in OpenDocument": (
        "a.odt",
        lambda: open_document(more=[("x.xml", f"{BILLION}<a>&c;</a>")]),
    ),
    "macros in Word": ("a.docx", lambda: package(main=MACROS)),
    "macros in Excel": ("a.xlsx", lambda: with_parts(workbook(), **{"xl/vbaProject.bin": "x"})),
    "macros in OpenDocument": (
        "a.odt",
        lambda: open_document(more=[("Basic/Standard/a.xml", "<a/>")]),
    ),
    "a picture from elsewhere": (
        "a.odt",
        lambda: open_document('<draw:image xlink:href="https://evil.example/p.png"/>'),
    ),
    "a locked OpenDocument": ("a.odt", lambda: open_document("", "<manifest:encryption-data/>")),
    "a sheet of too many cells": (
        "a.xlsx",
        lambda: with_parts(
            workbook(),
            **{"xl/worksheets/x.xml": "<a>" + "<c r='A1' t='n'><v>1</v></c>" * 500_001 + "</a>"},
        ),
    ),
    "300,000 paragraphs": ("a.docx", lambda: package(law("<w:p/>" * 300_000))),
    "a program": ("a.exe", lambda: b"MZ"),
    "no ending": ("a", lambda: b"%PDF-"),
    "nothing": ("a.pdf", lambda: b""),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_another_thing_or_dangerous_is_refused_with_a_reason(case):
    name, make = WRONG[case]

    assert refusal(name, make())


def test_a_link_to_mail_or_the_web_in_a_file_is_no_danger():
    body = '<text:p><text:a xlink:href="mailto:ubnd@dienbien.gov.vn">a</text:a></text:p>'

    assert CheckedFileField().clean(SimpleUploadedFile("a.odt", open_document(body)))


def test_a_file_may_be_too_large_or_of_a_kind_not_asked_for():
    assert refusal("a.pdf", pdf() + b" " * 2_000_000, max_bytes=1024 * 1024) == "too_large"
    assert refusal("anh.png", picture(), kinds={"pdf"}) == "kind"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\An\\Công văn.pdf", "Công văn.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
        ('a"\r\nSet-Cookie: x=1.pdf', "a Set-Cookie x=1.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("Gie\u0302\u0301ng.pdf", "Giếng.pdf"),
        ("  .pdf", "pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_made_plain(given, kept):
    assert plain_name(given) == kept
