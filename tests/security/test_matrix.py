"""Who gets what at every address: each kind of person, at each door, in both kinds of round."""

import logging

import pytest
from django.db import transaction
from django.urls import reverse

from consultation.approving import send_up
from consultation.models import Stance
from tests.security.doors import named_doors
from tests.security.scene import PEOPLE, whole_scene
from tests.security.tables import ELSEWHERE, INTERNAL, PUBLIC
from tests.security.visits import Visit, visits

pytestmark = pytest.mark.django_db

SIGN_IN, ELSEWHERE_SENT = "<", ">"
SIGNS = {200: ".", 302: ELSEWHERE_SENT, 401: SIGN_IN, 403: "x", 404: "-", 409: "c", 422: "!"}


@pytest.fixture(autouse=True)
def quiet():
    """Refusals are what is wanted here; each would be told with its traceback."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def sign_of(response) -> str:
    if response.status_code == 302 and response.url.startswith("/tai-khoan/login/"):
        return SIGN_IN
    return SIGNS.get(response.status_code, str(response.status_code))


def answers(clients, visit: Visit) -> str:
    """A sign for each of PEOPLE; whatever they did is undone."""
    signs = []
    for name in PEOPLE:
        with transaction.atomic():
            send = getattr(clients[name], visit.method.lower())
            signs.append(sign_of(send(visit.path, visit.form)))
            transaction.set_rollback(True)
    return "".join(signs)


@pytest.mark.parametrize(
    ("is_public", "table"), [(False, INTERNAL), (True, PUBLIC)], ids=["internal", "public"]
)
def test_each_person_gets_at_each_door_what_the_table_says(is_public, table, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = whole_scene(is_public=is_public)

    seen = {visit.name: answers(scene.clients, visit) for visit in visits(scene)}

    assert seen == table


def test_every_address_of_the_site_stands_in_a_table():
    visited = {name.split()[1] for name in PUBLIC}

    assert named_doors() == visited | ELSEWHERE


@pytest.mark.parametrize("is_public", [False, True], ids=["internal", "public"])
def test_what_was_sent_up_is_approved_by_the_head_of_its_agency_alone(
    is_public, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    scene = whole_scene(is_public=is_public)
    waiting = send_up(scene.draft, by=scene.people["writer"], stance=Stance.AGREES_WITH_OPINIONS)
    path = reverse("approve", args=[waiting.uid])

    visit = Visit("approve", "POST", path, {"lock_version": waiting.lock_version})

    assert answers(scene.clients, visit) == "<---x>------"
