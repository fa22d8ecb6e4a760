"""Wagtail's own screens work on a section: preview, comparison of revisions, schedule, alias."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.module_loading import import_string
from django_q.models import Schedule
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import clock
from cms.models import SectionPage, User
from tests.factories import publish_law
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def article(client):
    version = publish_law()
    client.force_login(User.objects.get(username="bien-tap"))
    return version.sections().get(slug="dieu-3")


def as_written(page, **values):
    """The form of the editor, with 15 days in place of 10."""
    body = streamfield([("law", page.body[0].value.replace("10 ngày", "15 ngày"))])
    body["0"]["id"] = page.body[0].id
    words = {"title": page.title, "slug": page.slug, "heading": page.heading, "body": body}
    return nested_form_data({**words, **values})


def test_an_editor_sees_a_section_as_it_will_be_before_it_is_public(client, article):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])

    kept = client.post(address, as_written(article))
    shown = client.get(address).content.decode()

    assert kept.json()["is_valid"]
    assert "15 ngày" in shown
    assert "10 ngày" in client.get(article.url).content.decode()


def test_an_editor_compares_two_revisions_word_by_word(client, article):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    client.post(edit, as_written(article))
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "live", "latest"])

    page = client.get(compare).content.decode()

    assert 'Thời hạn trả lời không quá <span class="deletion">10' in page


def test_what_an_editor_schedules_is_not_public_before_its_hour(client, article):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    client.post(edit, as_written(article, **{"go_live_at": tomorrow, "action-publish": "1"}))

    waiting = SectionPage.objects.get(pk=article.pk)
    assert waiting.scheduled_revision is not None
    assert "10 ngày" in provision(waiting.version, "art_3__para_2").current_text.text


def test_what_an_editor_schedules_is_public_by_itself_when_its_hour_has_come(client, article):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    soon = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    client.post(edit, as_written(article, **{"go_live_at": soon, "action-publish": "1"}))
    schedule = Schedule.objects.get(name="publish on time")

    with time_machine.travel(clock.now() + timedelta(days=1)):
        import_string(schedule.func)()

    assert (schedule.schedule_type, schedule.minutes) == (Schedule.MINUTES, 1)
    assert "15 ngày" in provision(article.version, "art_3__para_2").current_text.text


@pytest.mark.parametrize("alias", ["", "on"])
def test_a_section_is_neither_copied_nor_aliased_and_a_sentence_says_why(client, article, alias):
    copy = reverse("wagtailadmin_pages:copy", args=[article.pk])
    before = Page.objects.count()

    answer = client.post(
        copy,
        {
            "new_title": "x",
            "new_slug": "x",
            "new_parent_page": article.get_parent().pk,
            "alias": alias,
        },
        follow=True,
    )

    assert Page.objects.count() == before
    assert len(list(answer.context["messages"])) == 1


def test_a_section_published_again_keeps_its_address_whatever_its_title(client, article):
    before = (article.url, provision(article.version, "art_3__para_2").uid)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    named = as_written(article, title="Điều 3. Hạn phúc đáp", heading="Hạn phúc đáp")

    client.post(edit, {**named, "action-publish": "1"})

    again = SectionPage.objects.get(pk=article.pk)
    assert (again.url, provision(again.version, "art_3__para_2").uid) == before
    assert again.title == "Điều 3. Hạn phúc đáp"


def test_each_provision_knows_the_paragraphs_of_the_file_it_came_from(article):
    paragraphs = {
        eid: provision(article.version, eid).current_text.source
        for eid in ("art_3", "art_3__para_2")
    }

    assert paragraphs == {"art_3": [18], "art_3__para_2": [20]}
