"""The whole text on one page: drawn once for each state of the law, the same for everybody."""

import pytest

from tests.consultation.views.screens import told
from tests.factories import AgencyFactory, officer_of, open_consultation

pytestmark = pytest.mark.django_db


def law_of(response):
    return told(response, "//article[contains(@class, 'law')]//p")


def test_a_reader_who_has_the_whole_text_gets_it_once(client):
    consultation = open_consultation()
    address = f"{consultation.version.url}toan-van/"
    first = client.get(address)

    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_the_whole_text_is_drawn_once_for_all_readers(client, django_assert_max_num_queries):
    consultation = open_consultation()
    address = f"{consultation.version.url}toan-van/"
    visitors = law_of(client.get(address))

    with django_assert_max_num_queries(9):
        client.get(address)
    client.force_login(consultation.officer())

    assert law_of(client.get(address)) == visitors


def test_an_erratum_and_a_hidden_article_change_the_whole_text_at_once(client):
    consultation = open_consultation()
    version = consultation.version
    address = f"{version.url}toan-van/"
    first = client.get(address)
    page = version.sections().get(slug="dieu-3")
    page.body = [("law", page.body[0].value.replace("10 ngày", "15 ngày"))]
    page.save_revision().publish()

    second = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    version.sections().get(slug="dieu-4").unpublish()
    third = client.get(address, HTTP_IF_NONE_MATCH=second["ETag"])

    assert (second.status_code, "15 ngày" in second.content.decode()) == (200, True)
    assert (third.status_code, 'id="art_4"' in third.content.decode()) == (200, False)


def test_who_may_not_read_a_draft_gets_no_304_either(client):
    consultation = open_consultation(is_public=False)
    address = f"{consultation.version.url}toan-van/"
    client.force_login(consultation.officer())
    etag = client.get(address)["ETag"]
    client.force_login(officer_of(AgencyFactory()))

    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 404
