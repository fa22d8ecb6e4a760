"""Editors meet a sentence where the law of a draft would be hurt, not an error page."""

import pytest
from django.contrib.messages import get_messages
from wagtail.models import Page

from cms.models import DraftPage, SectionPage
from tests.factories import open_consultation, publish_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return admin_client


def refused(response):
    """The sentence the editor is sent back to the explorer with."""
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("slug", ["dieu-3", "chuong-2", "lan-1"])
def test_a_page_with_provisions_is_not_deleted(editor, slug):
    publish_law()
    page = Page.objects.get(slug=slug)

    (sentence,) = refused(editor.post(f"/quan-tri/pages/{page.pk}/delete/"))

    assert page.title in sentence
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_draft_that_was_put_to_agencies_is_not_deleted(editor):
    consultation = open_consultation()

    assert len(refused(editor.post(f"/quan-tri/pages/{consultation.round.draft_id}/delete/"))) == 1


def test_an_empty_draft_may_be_deleted(editor):
    version = publish_law()
    index = version.draft.get_parent()
    agency = version.draft.drafting_agency
    empty = index.add_child(
        instance=DraftPage(title="Nháp", slug="nhap", document_type="law", drafting_agency=agency)
    )

    editor.post(f"/quan-tri/pages/{empty.pk}/delete/")

    assert not Page.objects.filter(pk=empty.pk).exists()


def test_an_article_does_not_move_to_another_chapter(editor):
    publish_law()
    article, chapter = (SectionPage.objects.get(slug=slug) for slug in ("dieu-3", "chuong-1"))

    response = editor.post(f"/quan-tri/pages/{article.pk}/move/{chapter.pk}/confirm/")

    assert len(refused(response)) == 1
    assert SectionPage.objects.get(pk=article.pk).path == article.path


@pytest.mark.parametrize("alias", ["", "on"])
def test_a_draft_is_neither_copied_nor_aliased(editor, alias):
    draft = publish_law().draft
    form = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": draft.get_parent().pk,
        "copy_subpages": "on",
        "alias": alias,
    }

    response = editor.post(f"/quan-tri/pages/{draft.pk}/copy/", form)

    assert len(refused(response)) == 1
    assert DraftPage.objects.count() == 1


@pytest.mark.parametrize("action", ["delete", "move"])
def test_many_at_once_are_kept_too(editor, action):
    publish_law()
    articles = list(SectionPage.objects.filter(slug__startswith="dieu").order_by("path"))
    chosen = "&".join(f"id={article.pk}" for article in articles)

    elsewhere = SectionPage.objects.get(slug="chuong-2")

    response = editor.post(
        f"/quan-tri/bulk/wagtailcore/page/{action}/?{chosen}", {"chooser": elsewhere.pk}
    )

    assert len(refused(response)) == 1
    assert SectionPage.objects.filter(slug__startswith="dieu").count() == len(articles)
