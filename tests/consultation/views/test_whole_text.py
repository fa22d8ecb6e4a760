"""The whole text on one page: drawn once for each state of the law, the same for everybody."""

import pytest
from django.urls import reverse

from consultation.models import Round
from tests.consultation.views.screens import told, tree
from tests.factories import open_consultation, written_opinion

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
    client.get(address)
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


def test_who_may_not_read_a_draft_any_more_gets_no_304_either(client):
    consultation = open_consultation()
    address = f"{consultation.version.url}toan-van/"
    etag = client.get(address)["ETag"]
    Round.objects.update(is_public=False)

    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 302


def test_an_erratum_stands_at_its_article_with_the_words_there_were(client):
    consultation = open_consultation()
    page = consultation.version.sections().get(slug="dieu-3")
    page.body = [("law", page.body[0].value.replace("10 ngày", "15 ngày"))]
    page.change_reason = "Sửa lỗi kỹ thuật"
    page.save_revision().publish()

    response = client.get(f"{consultation.version.url}toan-van/")

    (struck,) = tree(response).xpath("//p[@id='art_3__para_2']/following::div[1]//del")
    assert struck.xpath("text()") == [" 10"]


def test_what_an_erratum_took_out_whole_is_told_at_the_end(client):
    consultation = open_consultation()
    consultation.version.sections().get(slug="dieu-4").unpublish()

    response = client.get(f"{consultation.version.url}toan-van/")

    told_last = told(response, "//article/div[contains(@class, 'erratum')][last()]")
    assert "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2027." in told_last[0]


def test_the_contents_lead_to_each_place_on_the_page(client):
    consultation = open_consultation()

    response = client.get(f"{consultation.version.url}toan-van/")

    places = tree(response).xpath("//nav[@id='toc']//a/@href")
    shown = {f"#{place}" for place in tree(response).xpath("//article//@id")}
    assert len(places) == consultation.version.sections().count()
    assert set(places) - shown == set()


def test_how_much_is_said_comes_by_itself_and_only_to_who_may_know(client):
    consultation = open_consultation()
    written_opinion(consultation)
    written_opinion(consultation)
    written_opinion(consultation, at=1)
    address = tree(client.get(f"{consultation.version.url}toan-van/")).xpath(
        "//nav[@id='toc']/@data-counts"
    )[0]

    visitors = client.get(address).json()
    client.force_login(consultation.officer())

    assert visitors == {}
    assert client.get(address).json() == {"art_3": 2}


def test_the_counts_of_an_internal_draft_do_not_exist_for_others(client):
    consultation = open_consultation(is_public=False)

    assert client.get(reverse("count_voices", args=[consultation.version.uid])).status_code == 404
