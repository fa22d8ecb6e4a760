"""Files of a dossier are found by what stands in them, by whoever may read the draft."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from cms.importing.dossier import add_dossier_file, remove_dossier_file
from cms.models import DossierWords
from search.documents import rebuild_documents
from search.finder import search
from search.query import SearchQuery
from tests.factories import officer_of, open_consultation, publish_law

REPORT = "TỜ TRÌNH\nThủ tục hiện nay kéo dài, hộ kinh doanh đi lại nhiều lần.".encode()

pytestmark = pytest.mark.both_databases


@pytest.fixture
def law(db):
    return publish_law()


def attach(law, content=REPORT, name="to-trinh.txt", title="Tờ trình Chính phủ"):
    return add_dossier_file(
        law.draft,
        by=law.draft.owner,
        upload=SimpleUploadedFile(name, content),
        title=title,
        kind="submission_report",
    )


def hits(words, user=None):
    found = search(user or AnonymousUser(), SearchQuery(words)).hits
    return [hit for hit in found if hit.kind == "file"]


def test_the_public_finds_a_file_by_its_words_without_marks(law):
    file = attach(law)

    [hit] = hits("ho kinh doanh di lai nhieu lan")

    assert (hit.id, hit.title, hit.context) == (
        str(file.uid),
        "Tờ trình Chính phủ",
        law.draft.title,
    )
    assert hit.url == f"/du-thao/ho-so/{file.uid}/"
    assert "<mark>hộ kinh doanh đi lại nhiều lần</mark>" in hit.snippet_html


def test_a_picture_is_found_by_its_title_alone(law):
    file = attach(law, b"\x89PNG\r\n\x1a\n", "quet.png", "Bản quét công văn")

    assert [hit.id for hit in hits("bản quét công văn")] == [str(file.uid)]


def test_a_file_that_was_taken_out_is_not_found(law):
    file = attach(law)

    remove_dossier_file(file, by=law.draft.owner)

    assert hits("hộ kinh doanh") == []


def test_files_of_an_unpublished_draft_are_not_found_until_it_is_back(law):
    attach(law)

    law.draft.unpublish()
    assert hits("hộ kinh doanh") == []

    law.draft.save_revision().publish()
    assert len(hits("hộ kinh doanh")) == 1


def test_a_file_of_an_internal_draft_is_found_by_whom_it_asks(law):
    attach(law)
    consultation = open_consultation(version=law, agencies=1, is_public=False)
    stranger = officer_of(open_consultation(version=publish_law()).agencies[0])

    assert len(hits("hộ kinh doanh", consultation.officer(0))) == 1
    assert len(hits("hộ kinh doanh", consultation.compiler)) == 1
    assert hits("hộ kinh doanh", stranger) == []
    assert hits("hộ kinh doanh") == []


def test_files_stay_found_when_all_rows_are_made_anew(law):
    attach(law)

    assert rebuild_documents()["file"] == 1
    assert len(hits("hộ kinh doanh")) == 1


def test_files_put_in_before_words_were_kept_are_found_once_they_are_read(law):
    file = attach(law)
    scan = attach(law, b"\x89PNG\r\n\x1a\n", "quet.png", "Bản quét")
    lost = attach(law, title="Tờ trình cũ")
    DossierWords.objects.all().delete()
    lost.file.storage.delete(lost.file.name)
    rebuild_documents()
    assert hits("hộ kinh doanh đi lại") == []

    call_command("read_dossier_words", stdout=(told := StringIO()))

    assert told.getvalue() == "3 files read, 1 with words\n"
    assert [hit.id for hit in hits("hộ kinh doanh đi lại")] == [str(file.uid)]
    assert DossierWords.objects.get(file=scan).words == ""
    call_command("read_dossier_words", stdout=(told := StringIO()))
    assert told.getvalue() == "0 files read, 0 with words\n"
