"""The site as set-up lays it."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Workflow

from cms.publishing.site import lay_site

pytestmark = pytest.mark.django_db


def lay() -> None:
    lay_site(base_url="http://localhost:8000", name="Góp ý pháp luật")


def test_an_editor_meets_groups_and_a_workflow_with_vietnamese_names():
    lay()

    assert set(Group.objects.values_list("name", flat=True)) == {"Biên tập viên", "Người duyệt"}
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Duyệt trang"]


def test_an_administrator_keeps_the_names_she_gave_when_the_site_is_laid_again():
    lay()
    Workflow.objects.update(name="Duyệt của Sở Tư pháp")

    lay()

    assert [workflow.name for workflow in Workflow.objects.all()] == ["Duyệt của Sở Tư pháp"]
