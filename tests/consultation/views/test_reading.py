"""Officials and visitors read a law article by article, with what they may read beside it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import SectionPage
from consultation.models import Invitation
from tests.consultation.views.screens import told, tree
from tests.factories import (
    AgencyFactory,
    approved_opinion,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db

AMENDING_LAW = """QUỐC HỘI
LUẬT
Sửa đổi, bổ sung một số điều của Luật Lấy ý kiến
Điều 1. Sửa đổi, bổ sung một số điều của Luật Lấy ý kiến
1. Sửa đổi Điều 7 như sau:
“Điều 7. Thời hạn
1. Thời hạn trả lời là 15 ngày.
2. Quá thời hạn thì coi là đồng ý.”.
2. Bãi bỏ Điều 9.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 7 năm 2027."""


def page_of(consultation, slug="dieu-3"):
    return f"{consultation.version.url}{slug}/"


def law_of(response):
    """The lines of the law as a reader sees them, without the doors beside them."""
    lines = tree(response).xpath("//article[contains(@class, 'law')]//p[@id]")
    for line in lines:
        for door in line.xpath(".//a[contains(@class, 'voices')]"):
            door.drop_tree()
    return [" ".join(line.text_content().split()) for line in lines]


def test_a_visitor_reads_an_article_as_it_stands_in_the_law(client):
    consultation = open_consultation()

    response = client.get(page_of(consultation))

    assert told(response, "//h1") == ["Điều 3. Thời hạn trả lời"]
    assert law_of(response) == [
        "1. Cơ quan được lấy ý kiến trả lời bằng văn bản.",
        "2. Thời hạn trả lời không quá 10 ngày, kể từ ngày nhận được đủ hồ sơ.",
    ]


def test_every_quotable_text_is_the_stored_one_to_the_letter(client):
    consultation = open_consultation()

    response = client.get(page_of(consultation, "dieu-2"))

    shown = {
        found.get("id"): found.text_content()
        for found in tree(response).xpath("//*[@data-quotable]")
    }
    stored = {
        f"text-{item.eid}": item.current_text.text
        for item in consultation.version.provisions.filter(section__slug="dieu-2")
        .exclude(current_text__text="")
        .select_related("current_text")
    }
    assert shown == stored


def test_the_contents_name_every_article_and_show_where_one_is(client):
    consultation = open_consultation()

    response = client.get(page_of(consultation))

    assert told(response, "//nav[@id='toc']//h2") == [
        "Chương I. QUY ĐỊNH CHUNG",
        "Chương II. TRÌNH TỰ LẤY Ý KIẾN",
    ]
    assert told(response, "//nav[@id='toc']//a[@aria-current]") == ["Điều 3. Thời hạn trả lời"]
    assert told(response, "//a[@data-previous]") == ["← Điều 2"]
    assert told(response, "//a[@data-next]") == ["Điều 4 →"]


def test_an_officer_sees_how_much_is_said_at_each_clause(client):
    consultation = open_consultation()
    written_opinion(consultation)
    written_opinion(consultation)
    written_opinion(consultation, at=1)
    client.force_login(consultation.officer())

    response = client.get(page_of(consultation))

    (door,) = tree(response).xpath("//a[@data-opens='art_3__para_2']")
    assert door.text == "2"


def test_a_visitor_does_not_see_that_agencies_are_writing(client):
    consultation = open_consultation()
    approved_opinion(consultation)

    response = client.get(page_of(consultation))

    assert tree(response).xpath("//a[contains(@class, 'voices')]") == []
    assert consultation.agencies[0].name not in response.content.decode()


def test_a_clause_opens_without_a_script_and_keeps_its_place(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.get(f"{page_of(consultation)}?tai=art_3__para_2")

    assert tree(response).xpath("//p[@data-open]/@id") == ["art_3__para_2"]
    assert len(tree(response).xpath("//aside//form[@data-autosave]")) == 1
    (wording,) = tree(response).xpath("//textarea[@name='proposed_wording']")
    assert (
        wording.text.strip() == provision(consultation.version, "art_3__para_2").current_text.text
    )


def test_reading_is_noted_once_for_an_asked_agency(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    client.get(page_of(consultation))
    noted = Invitation.objects.get(agency=consultation.agencies[0]).first_opened_at
    client.get(page_of(consultation))

    opened = Invitation.objects.exclude(first_opened_at=None)
    assert [item.first_opened_at for item in opened] == [noted]


def test_a_version_lists_its_articles_with_their_counts(client):
    consultation = open_consultation()
    written_opinion(consultation)
    client.force_login(consultation.officer())

    response = client.get(consultation.version.url)

    assert told(response, "//table//tr[contains(., 'Điều 3')]/td") == [
        "Điều 3. Thời hạn trả lời",
        "1",
        "1",
    ]


def test_the_whole_text_stands_on_one_page_with_a_link_to_each_clause(client):
    consultation = open_consultation()

    response = client.get(f"{consultation.version.url}toan-van/")

    shown = set(tree(response).xpath("//article//*[@id]/@id"))
    eids = set(consultation.version.provisions.values_list("eid", flat=True))
    assert eids - shown == set()


def test_an_address_of_a_clause_of_another_article_opens_nothing(client):
    consultation = open_consultation()

    response = client.get(f"{page_of(consultation)}?tai=art_1")

    assert tree(response).xpath("//*[@data-open]") == []


def test_reading_an_article_asks_the_database_as_often_whatever_was_said(
    client, kept_pages, django_assert_max_num_queries
):
    consultation = open_consultation(agencies=3)
    visitor_page = page_of(consultation)
    client.get(page_of(consultation, "dieu-4"))
    with django_assert_max_num_queries(12):
        client.get(visitor_page)
    client.force_login(consultation.officer())
    client.get(visitor_page)
    with CaptureQueriesContext(connection) as before:
        client.get(f"{visitor_page}?tai=art_3__para_2")

    for _number in range(12):
        written_opinion(consultation)
    with CaptureQueriesContext(connection) as after:
        client.get(f"{visitor_page}?tai=art_3__para_2")

    assert len(after) <= len(before)
    # One of them counts the notices that the head of the page shows as unread.
    assert len(after) <= 13
    with django_assert_max_num_queries(13):
        client.get(visitor_page)


def test_an_internal_draft_asks_a_visitor_to_sign_in(client):
    consultation = open_consultation(is_public=False)

    response = client.get(page_of(consultation))

    assert response.url == f"/tai-khoan/login/?next={page_of(consultation)}"


@pytest.mark.parametrize("slug", ["", "dieu-3", "toan-van"])
def test_an_internal_draft_does_not_exist_for_an_agency_that_is_not_asked(client, slug):
    consultation = open_consultation(is_public=False)
    client.force_login(officer_of(AgencyFactory()))

    response = client.get(f"{consultation.version.url}{slug}/".replace("//", "/"))

    assert response.status_code == 404


@pytest.mark.parametrize("slug", ["", "dieu-3", "toan-van"])
def test_an_internal_draft_is_read_by_an_asked_agency(client, slug):
    consultation = open_consultation(is_public=False)
    client.force_login(consultation.officer())

    response = client.get(f"{consultation.version.url}{slug}/".replace("//", "/"))

    assert response.status_code == 200


def test_a_preview_shows_what_is_being_written(admin_client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    consultation = open_consultation()
    section = SectionPage.objects.get(slug="dieu-1")
    section.body = [("law", "Nghị định này quy định một điều chưa công bố.")]
    section.save_revision()

    response = admin_client.get(f"/quan-tri/pages/{section.pk}/view_draft/")

    assert law_of(response) == []
    assert told(response, "//*[@data-quotable]") == [
        "Nghị định này quy định một điều chưa công bố."
    ]
    assert consultation.version.provisions.count() > 0


def test_what_an_amending_law_quotes_is_set_off_from_what_it_says(client):
    version = publish_law(AMENDING_LAW)

    response = client.get(f"{version.url}dieu-1/")

    assert told(response, "//article//*[@class='quoted']") == [
        "“Điều 7. Thời hạn",
        "1. Thời hạn trả lời là 15 ngày.",
        "2. Quá thời hạn thì coi là đồng ý.”.",
    ]
    (clause,) = tree(response).xpath("//*[@id='text-art_1__para_1']")
    assert clause.text_content() == provision(version, "art_1__para_1").current_text.text


def test_each_clause_has_an_address_to_pass_on(client):
    consultation = open_consultation()

    response = client.get(page_of(consultation))

    links = tree(response).xpath("//article//a[@class='permalink']")
    assert [link.get("href") for link in links] == ["#art_3__para_1", "#art_3__para_2"]


def test_the_contents_are_drawn_anew_when_something_more_is_said(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    client.get(page_of(consultation))
    written_opinion(consultation)

    here = client.get(page_of(consultation))
    there = client.get(page_of(consultation, "dieu-4"))

    for response, slug in ((here, "dieu-3"), (there, "dieu-4")):
        (current,) = tree(response).xpath("//nav[@id='toc']//a[@aria-current='page']")
        assert current.get("href") == f"{consultation.version.url}{slug}/"
        (mine,) = tree(response).xpath("//nav[@id='toc']//a[@class='mine']")
        assert mine.get("href") == f"{consultation.version.url}dieu-3/"
