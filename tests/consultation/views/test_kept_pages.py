"""Finished pages for visitors: kept of nobody's own, told as HTTP has it, and bounded."""

import gzip
from urllib.parse import urlencode

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from config import page_store
from tests.consultation.views.screens import tree
from tests.consultation.views.visitors import SLUGS, address_of, is_kept, kept
from tests.factories import open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return open_consultation()


def test_what_an_officer_reads_of_an_internal_draft_no_visitor_gets(client):
    internal = open_consultation(is_public=False)
    client.force_login(internal.officer())

    for slug in SLUGS:
        for _visit in range(3):
            assert client.get(address_of(internal, slug)).status_code == 200
        assert Client().get(address_of(internal, slug)).status_code == 302


def test_what_is_kept_is_never_an_officers_page(client, consultation):
    client.force_login(consultation.officer())
    for _visit in range(3):
        client.get(address_of(consultation))

    visitors = kept(consultation)

    (door,) = tree(visitors).xpath("//div[@class='bar__who']/a[1]/@href")
    assert door == reverse("account_login")
    assert consultation.officer().full_name not in visitors.content.decode()


def test_an_officer_gets_their_own_page_after_a_visitor(client, consultation):
    kept(consultation)
    client.force_login(consultation.officer())

    answer = client.get(address_of(consultation))

    assert consultation.officer().full_name in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_for_all_carries_no_token_and_sets_no_cookie(consultation):
    first = Client().get(address_of(consultation))

    for answer in (first, kept(consultation)):
        assert answer.cookies == {}
        assert b"csrf" not in answer.content.lower()


def test_each_language_has_its_own_page_and_a_link_changes_it(client, consultation):
    kept(consultation)
    (link,) = tree(client.get(address_of(consultation))).xpath("//a[@class='tongue']/@href")

    back = client.get(link)
    english = [client.get(address_of(consultation)) for _visit in range(3)][-1]

    assert back.url == address_of(consultation)
    assert tree(english).get("lang") == "en"
    assert tree(kept(consultation)).get("lang") == "vi"


@pytest.mark.parametrize("coding", ["", "gzip, br"])
def test_a_browser_that_has_the_page_gets_nothing_again(consultation, coding):
    for slug in SLUGS:
        address = address_of(consultation, slug)
        first = Client().get(address, headers={"accept-encoding": coding})
        for known in (first["ETag"], f"W/{first['ETag']}", "*"):
            has = {"accept-encoding": coding, "if-none-match": known}
            again = Client().get(address, headers=has)
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]
        assert Client().get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_compressed_page_is_the_same_page_under_another_tag(consultation):
    plain = kept(consultation)
    for _visit in range(3):
        zipped = Client().get(address_of(consultation), headers={"accept-encoding": "gzip"})

    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["ETag"] != plain["ETag"]
    assert {answer["Vary"] for answer in (plain, zipped)} == {"Accept-Encoding, Cookie"}


def test_whoever_refuses_gzip_gets_it_plain(consultation):
    answer = Client().get(
        address_of(consultation), headers={"accept-encoding": "gzip;q=0, identity"}
    )

    assert not answer.has_header("Content-Encoding")


def test_asking_for_the_head_tells_the_length_without_the_page(consultation):
    page = kept(consultation)

    head = Client().head(address_of(consultation))

    assert (head.status_code, head.content) == (200, b"")
    assert (head["Content-Length"], head["ETag"]) == (str(len(page.content)), page["ETag"])


def test_a_kept_page_carries_every_header_of_one_that_is_drawn(consultation):
    fresh = Client().get(f"{address_of(consultation)}?moi")
    page = kept(consultation)

    missing = {name for name in fresh.headers if not page.has_header(name)}
    assert missing == set()
    assert sorted(page["Content-Security-Policy"].split("; ")) == sorted(
        fresh["Content-Security-Policy"].split("; ")
    )


def test_addresses_with_a_query_or_another_spelling_keep_nothing(kept_pages, consultation):
    address = address_of(consultation)
    spellings = [
        f"{address}?{urlencode({'tai': 'art_3'})}",
        f"{address}?x=1",
        f"/{address}",
        address.replace("/lan-1/", "/lan-1//"),
        address.replace("/lan-1/", "/lan-1/chuong-2/"),
        "/du-thao/khong-co/",
    ]

    for spelling in spellings:
        for _visit in range(3):
            Client().get(spelling)

    assert not kept_pages.exists() or list(kept_pages.iterdir()) == []


def test_another_host_gets_no_page_of_ours_and_leaves_none(kept_pages, consultation):
    address = address_of(consultation)
    for _visit in range(3):
        Client().get(address, headers={"host": "localhost"})
        assert Client().get(address, headers={"host": "evil.example"}).status_code == 400

    assert not kept_pages.exists()


def test_whoever_has_a_session_or_a_message_gets_the_ordinary_page(consultation):
    kept(consultation)
    address = address_of(consultation)

    assert not is_kept(address, HTTP_COOKIE=f"{site_settings.SESSION_COOKIE_NAME}=x")
    assert not is_kept(address, HTTP_COOKIE="messages=x")
    assert is_kept(address, HTTP_COOKIE="csrftoken=x")


def test_a_folder_that_cannot_be_written_costs_only_time(settings, tmp_path, consultation):
    (tmp_path / "file").write_text("no folder")
    settings.VISITOR_PAGES = tmp_path / "file" / "pages"

    answers = [Client().get(address_of(consultation)) for _visit in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1


def test_a_file_that_was_cut_off_is_drawn_anew(kept_pages, consultation):
    page = kept(consultation)
    for path in kept_pages.iterdir():
        path.write_bytes(path.read_bytes()[:40])

    assert Client().get(address_of(consultation)).content == page.content


def test_a_full_folder_lets_the_oldest_go(monkeypatch, kept_pages, consultation):
    monkeypatch.setattr(page_store, "MOST_PAGES", 4)

    for slug in ("dieu-1/", "dieu-2/", "dieu-3/", "dieu-4/", "chuong-1/", "chuong-2/"):
        kept(consultation, slug)

    assert len(list(kept_pages.iterdir())) <= 4
