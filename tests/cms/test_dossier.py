"""The other files of a dossier: put in and taken out in the admin, read with the draft law."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import DossierFile, DraftPage
from consultation.models import AuditEntry
from tests.factories import AgencyFactory, officer_of, open_consultation, publish_law

pytestmark = pytest.mark.django_db


def put_in(client, draft, content=b"%PDF-1.7 ...", name="to-trinh.pdf"):
    file = SimpleUploadedFile(name, content)
    values = {"kind": "submission_report", "title": "Tờ trình", "upload": file}
    return client.post(reverse("dossier", args=[draft.pk]), values)


def test_a_file_of_the_dossier_is_read_by_whoever_reads_the_draft(client, editor):
    version = publish_law()
    put_in(client, version.draft)
    file = DossierFile.objects.get()
    client.logout()

    listed = client.get(version.draft.url).content.decode()
    answer = client.get(reverse("dossier_file", args=[file.uid]))

    assert reverse("dossier_file", args=[file.uid]) in listed
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 ..."
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_was_taken_out_is_kept_but_not_shown(client, editor):
    version = publish_law()
    put_in(client, version.draft)
    file = DossierFile.objects.get()

    client.post(reverse("take_out_file", args=[file.uid]))
    client.post(reverse("take_out_file", args=[file.uid]))

    assert client.get(reverse("dossier_file", args=[file.uid])).status_code == 404
    assert DossierFile.objects.get().removed_by == editor
    assert AuditEntry.objects.filter(action="dossier.file_removed").count() == 1


def test_a_draft_with_files_in_its_dossier_is_not_deleted(client, editor):
    draft = publish_law().draft
    put_in(client, draft)
    bare = DraftPage(
        title="Dự thảo trống", slug="trong", document_type="law", drafting_agency=AgencyFactory()
    )
    draft.get_parent().add_child(instance=bare)
    put_in(client, bare)

    client.post(reverse("wagtailadmin_pages:delete", args=[bare.pk]))

    assert DraftPage.objects.filter(pk=bare.pk).exists()


@pytest.mark.parametrize(
    ("name", "content"), [("hop.exe", b"MZ"), ("to-trinh.pdf", b"<script>alert(1)</script>")]
)
def test_what_is_no_document_does_not_enter_a_dossier(client, editor, name, content):
    version = publish_law()

    answer = put_in(client, version.draft, content, name)

    assert answer.status_code == 422
    assert DossierFile.objects.count() == 0


def test_a_file_of_an_internal_draft_is_read_by_whom_its_round_asks(client, editor):
    consultation = open_consultation(is_public=False)
    put_in(client, consultation.version.draft)
    address = reverse("dossier_file", args=[DossierFile.objects.get().uid])

    answers = []
    for person in (consultation.officer(), officer_of(AgencyFactory())):
        client.force_login(person)
        answers.append(client.get(address).status_code)

    assert answers == [200, 404]
