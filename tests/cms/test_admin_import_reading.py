"""A file is kept, read, read again where that was cut off; its tracked changes are asked about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import DraftImport, DraftPage
from consultation.models import AuditEntry
from tests.cms.importing.word_files import p, r, small_law, write_word
from tests.cms.test_admin_import_review import CLAUSE, confirm, correct, kept_import, line_of
from tests.cms.uploads import upload, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed_file(tmp_path):
    """A law in which one clause was changed with changes tracked."""
    inserted = f'<w:ins w:id="1" w:author="x">{r("hai ")}</w:ins>'
    clause = p(r("3. Giếng có "), inserted, r("gàu."))
    path = write_word(tmp_path / "sua.docx", *small_law(), clause)
    return SimpleUploadedFile("sua.docx", path.read_bytes())


def test_a_file_with_tracked_changes_is_asked_about_and_not_uploaded_twice(
    client, editor, changed_file
):
    asked = client.get(upload(client, changed_file).url)
    answer = client.post(
        reverse("answer_changes", args=[kept_import().uid]), {"tracked_changes": "reject"}
    )

    assert "Tệp còn 1 chỗ sửa đổi" in asked.content.decode()
    assert answer.url == reverse("review_draft_import", args=[kept_import().uid])
    assert kept_import().lines[-1]["text"] == "3. Giếng có gàu."
    assert kept_import().tracked_changes == "reject"


def test_nothing_is_published_of_a_file_before_its_changes_are_decided(
    client, editor, changed_file
):
    upload(client, changed_file)

    confirm(client)

    assert DraftPage.objects.count() == 0


def test_an_editor_who_stops_leaves_nothing(client, editor, changed_file):
    upload(client, changed_file)
    file = kept_import().file

    client.post(reverse("discard_draft_import", args=[kept_import().uid]))

    assert DraftImport.objects.count() == 0
    assert DraftPage.objects.count() == 0
    assert file.name


def test_how_a_file_was_read_is_recorded(client, editor):
    upload(client, word_file())
    correct(client, kind="join", key=line_of(CLAUSE))
    confirm(client)

    [entry] = AuditEntry.objects.filter(action="version.imported")
    assert (entry.details["edits"], entry.details["published"]) == (1, True)


def test_both_results_of_the_tracked_changes_stand_beside_the_question(
    client, editor, changed_file
):
    asked = client.get(upload(client, changed_file).url)

    assert asked.context["kept"].both_ways["accept"]["clause"] == 3
    assert asked.context["places"] == [
        ("khoản 3 Điều 1", [("same", "Giếng có"), ("ins", " hai"), ("same", " gàu.")])
    ]


def test_a_file_whose_reading_was_cut_off_is_read_again_without_a_new_upload(client, editor):
    review = upload(client, word_file())
    DraftImport.objects.update(outline=None, lines=[])
    kept = kept_import()

    shown = client.get(review.url)
    listed = client.get(reverse("upload_draft")).content.decode()
    answer = client.post(reverse("read_draft_again", args=[kept.uid]))

    assert shown.templates[0].name == "cms/admin/read_again.html"
    assert review.url in listed
    assert answer.url == review.url
    assert kept_import().outline["title"] == "Nghị định về lấy ý kiến đối với dự thảo văn bản"


def test_a_reader_that_is_killed_leaves_the_upload_to_be_read_again(client, editor, monkeypatch):
    def die(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("cms.importing.keeping.read_law_safely", die)
    with pytest.raises(KeyboardInterrupt):
        upload(client, word_file())

    assert kept_import().was_cut_off
    assert kept_import().file.size > 0
