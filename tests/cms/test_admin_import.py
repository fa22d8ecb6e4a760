"""An editor imports a draft law in the admin; a file that is none changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import DraftImport, DraftPage, VersionPage
from tests.cms.uploads import upload, word_file
from tests.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_editor_uploads_checks_and_publishes(client, editor):
    ministry = AgencyFactory(code="bo-tu-phap")
    review = upload(client, word_file())
    seen = client.get(review.url)

    answer = client.post(
        review.url,
        {"title": "Nghị định thử", "document_type": "decree", "drafting_agency": ministry.pk},
    )

    assert "Thời hạn trả lời" in seen.content.decode()
    assert DraftPage.objects.get().title == "Nghị định thử"
    assert answer.url.endswith("/du-thao/nghi-dinh-thu/lan-1/")


def test_a_second_click_finds_the_first_version(client, editor):
    ministry = AgencyFactory()
    review = upload(client, word_file())
    values = {"title": "Một lần", "document_type": "decree", "drafting_agency": ministry.pk}

    answers = [client.post(review.url, values) for _click in range(2)]

    assert answers[0].url == answers[1].url
    assert VersionPage.objects.count() == 1


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("rong.docx", b""),
        SimpleUploadedFile("hong.docx", b"PK\x03\x04 not a package"),
        SimpleUploadedFile("thu.exe", b"MZ"),
        word_file("Thực đơn bữa trưa\nCơm, canh, cá."),
    ],
    ids=["empty", "broken", "wrong type", "not a law"],
)
def test_a_file_that_is_no_law_gets_a_sentence_and_changes_nothing(client, editor, file):
    answer = upload(client, file)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0]
    assert (DraftImport.objects.count(), DraftPage.objects.count()) == (0, 0)


def test_missing_fields_keep_what_was_typed(client, editor):
    review = upload(client, word_file())

    answer = client.post(review.url, {"title": "Tên đã gõ", "document_type": "decree"})

    assert answer.status_code == 422
    assert answer.context["form"]["title"].value() == "Tên đã gõ"
    assert DraftPage.objects.count() == 0


def test_an_official_does_not_enter_the_admin(client):
    client.force_login(UserFactory())

    answer = client.get(reverse("upload_draft"))

    assert answer.status_code == 302


def test_an_editor_without_a_second_factor_is_sent_to_set_one_up(client, editor, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    answer = client.get("/quan-tri/")

    assert answer.url == reverse("mfa_index")


def test_wagtails_own_sign_in_leads_to_ours(client):
    answer = client.post("/quan-tri/login/", {"username": "x", "password": "y"})

    assert answer.url == reverse("account_login")
