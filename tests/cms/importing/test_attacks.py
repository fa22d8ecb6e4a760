"""Attacks on the reading of files, one by one; docs/architecture.md lists each with its control."""

import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.importing import ImportRefused, read_outline, word_package
from cms.publishing.site import lay_site
from cms.structure.akoma_ntoso import NAMESPACE
from tests.factories import UserFactory
from tests.security.scene import client_of

from .pdf_files import paragraphs, spoil, write_pdf
from .word_files import p, small_law, write_word

ROOT = Path(__file__).resolve().parents[3]
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
FILE_ENTITY = '<!DOCTYPE a [<!ENTITY d SYSTEM "file:///etc/passwd">]>'


def refusal(path):
    with pytest.raises(ImportRefused) as refused:
        read_outline(path)
    return refused.value.code


@pytest.mark.parametrize("limit", ["MOST_DOCUMENT", "MOST_INFLATED"])
def test_a_file_that_is_large_without_being_dense_is_refused_too(tmp_path, monkeypatch, limit):
    path = write_word(tmp_path / "a.docx", *small_law())
    monkeypatch.setattr(word_package, limit, 500)

    assert refusal(path) == "zip_bomb"


@pytest.mark.parametrize("declared", [LAUGHS, FILE_ENTITY])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/footnotes.xml"])
def test_entities_in_a_word_file_are_refused_before_anything_parses_them(tmp_path, name, declared):
    path = write_word(tmp_path / "a.docx", *small_law(), **{name: f"{declared}<a>&d;</a>"})

    assert refusal(path) == "doctype"


@pytest.mark.parametrize("declared", [LAUGHS, FILE_ENTITY])
def test_entities_in_akoma_ntoso_are_refused(tmp_path, declared):
    path = tmp_path / "a.xml"
    path.write_text(f'{declared}<akomaNtoso xmlns="{NAMESPACE}"><bill>&d;</bill></akomaNtoso>')

    assert refusal(path) == "doctype"


@pytest.mark.parametrize("declared", [LAUGHS, FILE_ENTITY])
def test_entities_in_a_web_page_stay_what_was_typed(tmp_path, declared):
    path = tmp_path / "a.html"
    path.write_text(f"{declared}<p>Điều 1. Giếng</p><p>1. Có &d; nắp.</p>", encoding="utf-8")

    words = "".join(node.text for node in read_outline(path).walk())

    assert "haha" not in words
    assert "root:" not in words


def test_scripts_handlers_and_links_of_a_page_leave_only_words(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<p onclick='steal()'>Điều 1. Giếng</p><script>steal()</script>"
        "<p>1. Giếng làng là giếng của làng, có <a href='javascript:steal()'>nắp</a>"
        "<img src=x onerror='steal()'>"
        "<svg onload='steal()'><text>steal()</text></svg><style>p{color:red}</style>.</p>",
        encoding="utf-8",
    )

    (clause,) = read_outline(path).nodes[0].children

    assert clause.text == "Giếng làng là giếng của làng, có nắp."


def test_markup_typed_into_a_law_is_text_of_the_law(tmp_path):
    typed = "&lt;script&gt;alert(1)&lt;/script&gt;"

    outline = read_outline(write_word(tmp_path / "a.docx", p("Điều 1. Giếng"), p(f"1. {typed}")))

    assert outline.nodes[0].children[0].text == "<script>alert(1)</script>"


def test_the_reading_process_can_write_no_file_and_yields_to_others(tmp_path):
    target = tmp_path / "stolen"
    code = f"""
import os, sys
from cms.importing import sandbox
def write(path, tracked_changes):
    print(os.nice(0), file=sys.stderr)
    os.write(os.open({str(target)!r}, os.O_CREAT | os.O_WRONLY), b"x")
sandbox.read_law = write
sandbox.main("a.docx", "ask", "768", "20")
"""

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.returncode != 0
    assert done.stderr.startswith("10\n")
    assert "File too large" in done.stderr
    assert target.read_text() == ""


@pytest.mark.parametrize("library", ["pdfminer.six", "pypdf", "mammoth", "pdfplumber"])
def test_libraries_with_known_holes_are_not_installed(library):
    locked = (ROOT / "requirements.txt").read_text()

    assert re.search(rf"^{re.escape(library)}==", locked, re.MULTILINE) is None


@pytest.fixture
def editor(settings, tmp_path):
    settings.REQUIRE_SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    lay_site(base_url="http://testserver", name="Góp ý")
    return client_of(UserFactory(is_superuser=True, is_staff=True))


def with_a_script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["pdf", "xml"])
def test_what_acts_or_declares_is_refused_at_the_editors_door_too(
    editor, settings, tmp_path, kind, django_capture_on_commit_callbacks
):
    path = tmp_path / f"du-thao.{kind}"
    if kind == "pdf":
        spoil(write_pdf(path, paragraphs("Điều 1. Giếng", "Giếng có nắp.")), with_a_script)
    else:
        path.write_text(f'{LAUGHS}<akomaNtoso xmlns="{NAMESPACE}"><bill>&d;</bill></akomaNtoso>')
    file = SimpleUploadedFile(path.name, path.read_bytes())

    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(reverse("upload_draft"), {"file": file, "tracked_changes": "ask"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0].startswith("Tệp ")
    assert [found for found in settings.MEDIA_ROOT.rglob("*") if found.is_file()] == []
