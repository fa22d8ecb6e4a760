"""Whoever keeps the site finds its pages, accounts and agencies without typing marks."""

import unicodedata

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from cms.models import SectionPage, StandardPage
from tests.factories import AgencyFactory, UserFactory, publish_law

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

WAYS = [
    "Hỗ trợ đường",
    "ho tro duong",
    "HO TRỢ duong",
    unicodedata.normalize("NFD", "hỗ trợ đường"),
]


@pytest.fixture
def page(editor):
    page = StandardPage(title="Hỗ trợ đường dây nóng", slug="ho-tro-moi")
    return Site.objects.get().root_page.add_child(instance=page)


@pytest.mark.parametrize("typed", WAYS)
def test_a_page_is_found_however_its_title_is_typed(client, page, typed):
    answer = client.get(reverse("wagtailadmin_pages:search"), {"q": typed})

    assert [found.title for found in answer.context["pages"]] == [page.title]


@pytest.mark.parametrize("typed", WAYS)
def test_the_chooser_finds_a_page_however_its_title_is_typed(client, page, typed):
    answer = client.get(reverse("wagtailadmin_choose_page_search"), {"q": typed})

    assert [found.title for found in answer.context["pages"]] == [page.title]


def test_a_page_is_found_while_its_last_word_is_being_typed(client, page):
    answer = client.get(reverse("wagtailadmin_pages:search"), {"q": "ho tro du"})

    assert [found.title for found in answer.context["pages"]] == [page.title]


def test_an_article_written_in_bulk_is_found_and_found_again_after_reindexing(db):
    publish_law()
    article = SectionPage.objects.filter(level="article").exclude(heading="").first()
    typed = article.heading.lower()

    assert article in list(SectionPage.objects.all().search(typed))
    call_command("update_index", verbosity=0)
    assert article in list(SectionPage.objects.all().search(typed))


@pytest.mark.parametrize("typed", ["Đặng Thị Thuỷ", "dang thuy", "thuỷ đặng"])
def test_an_account_is_found_by_the_name_of_its_person(client, editor, typed):
    UserFactory(full_name="Đặng Thị Thuỷ", username="thuy1")
    UserFactory(full_name="Đỗ Văn Thủ", username="thu2")

    answer = client.get(reverse("wagtailusers_users:index"), {"q": typed})

    assert [user.username for user in answer.context["users"]] == ["thuy1"]


@pytest.mark.parametrize("typed", ["Sở Y tế", "so y te", "y tế"])
def test_an_agency_is_found_however_its_name_is_typed(client, editor, typed):
    agency = AgencyFactory(name="Sở Y tế")
    AgencyFactory(name="Sở Tài chính")

    answer = client.get(reverse("wagtailsnippets_cms_agency:list"), {"q": typed})

    assert list(answer.context["object_list"]) == [agency]
