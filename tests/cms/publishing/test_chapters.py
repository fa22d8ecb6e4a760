"""An editor makes a whole chapter public at once, on a screen of the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.models import User
from cms.publishing import publish_waiting
from cms.signals import provisions_recorded
from tests.factories import UserFactory, publish_law
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def waiting_law():
    """Both chapters wait with other words."""
    version = publish_law()
    for slug in ("dieu-2", "dieu-3"):
        page = version.sections().get(slug=slug)
        page.body = [("law", page.body[0].value.replace("Cơ quan", "Đơn vị"))]
        page.save_revision(user=version.owner)
    return version


def address(version, slug):
    return reverse("publish_all_below", args=[version.sections().get(slug=slug).pk])


def test_an_editor_sees_what_waits_in_a_chapter_and_publishes_it(client, waiting_law):
    client.force_login(User.objects.get(username="bien-tap"))
    shown = client.get(address(waiting_law, "chuong-1"))
    client.post(address(waiting_law, "chuong-1"))

    assert [page.slug for page in shown.context["waiting"]] == ["dieu-2"]
    assert provision(waiting_law, "art_2__para_1").current_text.text == "Đơn vị chủ trì soạn thảo."
    assert provision(waiting_law, "art_3__para_1").texts.count() == 1


def test_a_version_that_was_imported_to_wait_is_read_after_one_click(client, editor):
    version = publish_law(by=editor, publish=False)
    whole = reverse("publish_all_below", args=[version.pk])

    shown = client.get(whole)
    client.post(whole)
    client.logout()

    assert [page.title for page in shown.context["hidden"]] == [
        "Nghị định về lấy ý kiến đối với dự thảo văn bản",
        "Dự thảo lần 1",
    ]
    assert client.get(f"{version.url}dieu-3/").status_code == 200


def test_publishing_a_version_whose_draft_fails_publishes_nothing(client, editor):
    version = publish_law(by=editor, publish=False)

    def refuse(sender, **kwargs):
        raise RuntimeError

    provisions_recorded.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            publish_waiting(version, by=editor)
    finally:
        provisions_recorded.disconnect(refuse)

    assert not Page.objects.filter(live=True, path__startswith=version.draft.path).exists()


def test_the_menu_of_a_chapter_leads_there(client, waiting_law):
    client.force_login(User.objects.get(username="bien-tap"))
    chapter = waiting_law.sections().get(slug="chuong-1")

    explorer = client.get(reverse("wagtailadmin_explore", args=[chapter.pk]))

    assert address(waiting_law, "chuong-1") in explorer.content.decode()


def test_who_may_not_publish_publishes_no_chapter(client, waiting_law):
    client.force_login(UserFactory())

    client.post(address(waiting_law, "chuong-1"))

    assert provision(waiting_law, "art_2__para_1").texts.count() == 1
