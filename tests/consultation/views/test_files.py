"""Files go through the rules: under their own name, as what they are, to whom they are for."""

import pytest
from django.urls import reverse

from consultation.synthesis import draw_edition
from tests.factories import open_consultation, publish_law
from tests.factories.issued import answered_consultation, issued_consultation

pytestmark = pytest.mark.django_db


def file_of(consultation, kind):
    edition = consultation.round.editions.get()
    draw_edition(edition)
    return reverse("edition_file", args=[edition.files.get(kind=kind).uid])


def read(response):
    return b"".join(response.streaming_content)


def test_everybody_may_download_what_was_submitted_once_it_is_answered(client):
    address = file_of(answered_consultation(), "submission")

    response = client.get(address)

    assert read(response)[:5] == b"%PDF-"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''B%E1%BA%A3ng")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_is_shown_in_place_when_asked(client):
    response = client.get(file_of(answered_consultation(), "submission"), {"xem": ""})

    assert response["Content-Disposition"].startswith("inline")


def test_what_was_submitted_is_not_public_before_it_is_answered(client):
    address = file_of(issued_consultation(), "submission")

    assert client.get(address).status_code == 404


def test_the_internal_table_stays_with_the_lead(client):
    consultation = answered_consultation()
    address = file_of(consultation, "internal")

    assert client.get(address).status_code == 404
    client.force_login(consultation.officer())
    assert client.get(address).status_code == 404
    client.force_login(consultation.compiler)
    assert client.get(address).status_code == 200


def test_the_draft_is_downloaded_as_it_came(client):
    version = publish_law()

    response = client.get(reverse("source_file", args=[version.uid]))

    assert read(response).decode() == version.source_file.open("rb").read().decode()
    assert response["Content-Disposition"] == f'attachment; filename="{version.source_name}"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_file_of_an_internal_draft_is_for_those_it_is_put_to(client):
    consultation = open_consultation(is_public=False)
    address = reverse("source_file", args=[consultation.version.uid])

    assert client.get(address).status_code == 404
    client.force_login(consultation.officer())
    assert client.get(address).status_code == 200
