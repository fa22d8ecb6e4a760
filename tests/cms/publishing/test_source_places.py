"""Each provision leads back to the place of the file it came from, in Word and in print."""

from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from cms.importing import read_safely
from cms.importing.draft_import import SourceFile, import_draft
from cms.models import Provision
from cms.publishing.site import lay_site
from tests.cms.importing.pdf_files import paragraphs, write_pdf
from tests.factories import SMALL_LAW, AgencyFactory

pytestmark = pytest.mark.django_db


def publish_file(path: Path, editor):
    return import_draft(
        lay_site(base_url="http://testserver", name="Góp ý"),
        read_safely(path),
        SourceFile(path.name, path.read_bytes()),
        by=editor,
        drafting_agency=AgencyFactory(),
    )


def places(version):
    """For each clause, point and paragraph, the first line of it and the places it came from."""
    for provision in Provision.objects.filter(version=version).select_related("current_text"):
        text = provision.current_text
        words = (text.text or text.heading).split("\n")[0]
        if words and text.source and "__" in provision.eid:
            yield provision.eid, words, text.source


def test_a_provision_of_a_word_file_knows_its_paragraph_past_tables_too(editor, tmp_path):
    path = tmp_path / "du-thao.docx"
    document = Document()
    document.add_table(2, 2).cell(0, 0).text = "BỘ TƯ PHÁP"
    for line in SMALL_LAW.split("\n"):
        document.add_paragraph(line)
    document.save(path)

    version = publish_file(path, editor)

    printed = [p.xpath("string(.)") for p in Document(path).element.iter(qn("w:p"))]
    found = {eid: words in printed[source[0]] for eid, words, source in places(version)}
    assert len(found) == 9
    assert [eid for eid, is_there in found.items() if not is_there] == []


def test_a_provision_of_a_printed_law_knows_the_line_it_begins_on(editor, tmp_path):
    style = "@page { size: 300pt 400pt; margin: 40pt } body { font: 11pt/14pt 'Liberation Serif' }"
    style += " p { text-indent: 20pt; margin: 0 0 6pt } .c { text-align: center; text-indent: 0 }"
    path = write_pdf(tmp_path / "du-thao.pdf", paragraphs(*SMALL_LAW.split("\n")), style=style)

    version = publish_file(path, editor)

    with pypdfium2.PdfDocument(path) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    printed = [line for text in texts for line in text.splitlines()]
    found = {
        eid: " ".join(words.split()[:2]) in printed[source[0]]
        for eid, words, source in places(version)
    }
    assert len(texts) > 1
    assert len(found) == 9
    assert [eid for eid, is_there in found.items() if not is_there] == []
