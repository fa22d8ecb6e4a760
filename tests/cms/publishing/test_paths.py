"""On whatever path a section is published or hidden, it happens in whole or not at all."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.signals import page_published, page_unpublished
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import clock
from cms.models import Provision, ProvisionText, SectionPage, User
from cms.signals import provisions_recorded
from tests.factories import publish_law
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db
CLAUSE = "art_3__para_2"


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def editor(client):
    version = publish_law()
    client.force_login(User.objects.get(username="bien-tap"))
    return version, client


def refuse(sender, **kwargs):
    raise RuntimeError("refused")


def article(version) -> SectionPage:
    return version.sections().get(slug="dieu-3")


def written(version, **values):
    """A revision of article 3 that says 15 days, not published yet."""
    page = article(version)
    page.body = [("law", page.body[0].value.replace("10 ngày", "15 ngày"))]
    for name, value in values.items():
        setattr(page, name, value)
    return page.save_revision(user=User.objects.get(username="bien-tap"))


def edit(version, client):
    page = article(version)
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "heading": page.heading,
            "body": streamfield([("law", page.body[0].value.replace("10 ngày", "15 ngày"))]),
        }
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(address, {**data, "action-publish": "1"})


def approve(version, client):
    editor = User.objects.get(username="bien-tap")
    task = GroupApprovalTask.objects.create(name="Duyệt")
    workflow = Workflow.objects.create(name="Duyệt văn bản")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=version)
    revision = written(version)
    state = workflow.start(revision.content_object, editor)
    state.current_task_state.approve(user=editor)


def publish_on_time(version, client):
    revision = written(version, go_live_at=clock.now() + timedelta(hours=1))
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=clock.now() - timedelta(minutes=1),
        content={**revision.content, "go_live_at": None},
    )
    call_command("publish_scheduled")


def publish_many(version, client):
    written(version)
    act_on_many(client, "publish", article(version))


def publish_revision(version, client):
    written(version).publish()


def hide_on_screen(version, client):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[article(version).pk]))


def hide_on_time(version, client):
    SectionPage.objects.filter(pk=article(version).pk).update(
        expire_at=clock.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled")


def hide_many(version, client):
    act_on_many(client, "unpublish", article(version))


def hide_page(version, client):
    Page.objects.get(pk=article(version).pk).unpublish()


def act_on_many(client, action, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{address}?id={page.pk}&next=/quan-tri/", {"include_descendants": ""})


PUBLISHING = [edit, approve, publish_on_time, publish_many, publish_revision]
HIDING = [hide_on_screen, hide_on_time, hide_many, hide_page]


def standing(version):
    """All that publishing could have touched; revisions that wait and approvals apart."""
    page = article(version)
    return (
        (page.live, page.title, page.body[0].value, page.live_revision_id, page.last_published_at),
        list(Provision.objects.order_by("pk").values()),
        list(ProvisionText.objects.order_by("pk").values()),
        list(PageLogEntry.objects.filter(action__contains="publish").values_list("pk", flat=True)),
    )


@pytest.mark.parametrize("path", PUBLISHING)
def test_provisions_follow_a_published_section_on_every_path(editor, path):
    version, client = editor

    path(version, client)

    assert "15 ngày" in article(version).body[0].value
    assert provision(version, CLAUSE).current_text.text == (
        "Thời hạn trả lời không quá 15 ngày, kể từ ngày nhận được đủ hồ sơ."
    )


@pytest.mark.parametrize("path", HIDING)
def test_provisions_are_retired_with_their_section_on_every_path(editor, path):
    version, client = editor

    path(version, client)

    assert article(version).live is False
    assert provision(version, CLAUSE).retired_at is not None


@pytest.mark.parametrize("signal", [page_published, provisions_recorded])
@pytest.mark.parametrize("path", PUBLISHING)
def test_a_receiver_that_fails_leaves_nothing_published(editor, path, signal):
    version, client = editor
    before = standing(version)

    signal.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            path(version, client)
    finally:
        signal.disconnect(refuse)

    assert standing(version)[:3] == before[:3]
    assert WorkflowState.objects.filter(status="approved").count() == 0


@pytest.mark.parametrize("signal", [page_unpublished, provisions_recorded])
@pytest.mark.parametrize("path", HIDING)
def test_a_receiver_that_fails_leaves_nothing_hidden(editor, path, signal):
    version, client = editor
    before = standing(version)

    signal.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            path(version, client)
    finally:
        signal.disconnect(refuse)

    assert standing(version) == before


def test_an_editor_whose_publishing_fails_leaves_no_revision(editor):
    version, client = editor
    before = Revision.objects.count()

    page_published.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            edit(version, client)
    finally:
        page_published.disconnect(refuse)

    assert Revision.objects.count() == before


@pytest.mark.parametrize("path", [edit, publish_many, hide_on_screen, hide_many])
def test_the_person_who_publishes_is_told_to_who_records_it(editor, path):
    version, client = editor
    told = []

    def hear(sender, by, **kwargs):
        told.append(by)

    provisions_recorded.connect(hear)
    try:
        path(version, client)
    finally:
        provisions_recorded.disconnect(hear)

    assert told == [User.objects.get(username="bien-tap")]
