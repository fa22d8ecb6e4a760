"""An internal draft stays with whom its rounds ask, whatever is planned or posted about it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cms import clock
from consultation.inviting import plan_round
from consultation.models import Discussion, Round
from tests.factories import AgencyFactory, head_of, open_consultation
from tests.security.scene import client_of, whole_scene
from tests.security.visits import remark, words

pytestmark = pytest.mark.django_db


def plan(consultation, *, by, lead):
    deadline = clock.no_later_than(clock.today() + timedelta(days=9))
    return plan_round(
        consultation.version, by=by, name="Lấy ý kiến rộng rãi", lead=lead, deadline=deadline
    )


@pytest.mark.parametrize("asked", [False, True], ids=["not asked", "asked"])
def test_another_agency_does_not_open_it_by_planning_a_public_round(asked):
    consultation = open_consultation(is_public=False)
    agency = consultation.agencies[0] if asked else AgencyFactory()

    with pytest.raises(PermissionDenied):
        plan(consultation, by=head_of(agency), lead=agency)

    assert Client().get(consultation.version.url).status_code == 302
    assert Round.objects.count() == 1


def test_who_leads_its_round_may_open_it_to_all():
    consultation = open_consultation(is_public=False)

    plan(consultation, by=consultation.compiler, lead=consultation.lead)

    assert Client().get(consultation.version.url).status_code == 200


def test_its_title_is_not_offered_to_another_agency_that_plans_a_round():
    consultation = open_consultation(is_public=False)
    client = client_of(head_of(AgencyFactory()))

    shown = client.get("/dot-lay-y-kien/moi/").content.decode()

    assert consultation.version.draft.title not in shown


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}], ids=["page", "htmx"])
@pytest.mark.parametrize("path", ["/gop-y/y-kien/", "/gop-y/y-kien/luu-tam/"])
def test_its_words_do_not_come_back_in_a_form_that_a_stranger_posts(
    settings, tmp_path, path, headers
):
    settings.MEDIA_ROOT = tmp_path
    scene = whole_scene(is_public=False)

    answer = scene.clients["stranger"].post(path, words(scene), headers=headers)

    assert answer.status_code == 404


def test_a_remark_for_readers_that_do_not_exist_is_not_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = whole_scene(is_public=False)
    path = f"/gop-y/y-kien/{scene.opinion.uid}/trao-doi/"

    for audience in ("public", "lead" * 99, ""):
        scene.clients["own officer"].post(path, remark(audience))

    assert Discussion.objects.count() == 0
