"""An officer goes through what the agency said last time, and ticks what still stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.commenting import begin_submission
from consultation.inviting import close_round
from consultation.models import Kind
from tests.consultation.views.screens import told, tree
from tests.factories import approved_submission, open_consultation, written_opinion
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    """The new answer of an agency that spoke of two clauses of the version before."""
    first = open_consultation()
    written_opinion(first, eid="art_3__para_2")
    written_opinion(first, eid="art_2__para_2__point_d", kind=Kind.DELETE)
    approved_submission(first)
    close_round(first.round, by=first.compiler)
    second = open_consultation(agencies=1, version=publish_next(first.version))
    second.round.invitations.create(agency=first.agencies[0], invited_at=second.round.opened_at)
    submission = begin_submission(second.round, agency=first.agencies[0], by=first.officer())
    submission.officer, submission.stranger = first.officer(), first.officer(1)
    return submission


def address(submission):
    return reverse("earlier_opinions", args=[submission.uid])


def test_the_answer_leads_to_the_opinions_on_the_version_before(client, answer):
    client.force_login(answer.officer)

    response = client.get(reverse("submission", args=[answer.uid]))

    assert len(tree(response).xpath(f"//a[@href='{address(answer)}']")) == 1


def test_each_earlier_opinion_has_a_box_unless_its_provision_is_gone(client, answer):
    client.force_login(answer.officer)

    response = client.get(address(answer))

    assert len(told(response, "//article")) == 2
    boxes = tree(response).xpath("//article//input[@name='chosen']")
    assert [box.get("value").split(":")[1] for box in boxes] == ["art_3__para_2"]
    assert [box.get("checked") for box in boxes] == [None]
    changed = tree(response).xpath("//article[.//input]//details")[0]
    assert [mark.xpath("string(text())") for mark in changed.xpath(".//del | .//ins")] == [
        "10",
        "15",
    ]


def test_what_is_ticked_becomes_a_draft_and_is_said_to_be_carried(client, answer):
    client.force_login(answer.officer)
    (key,) = tree(client.get(address(answer))).xpath("//input[@name='chosen']/@value")

    response = client.post(address(answer), {"chosen": [key]})

    assert response.url == reverse("submission", args=[answer.uid])
    assert [opinion.citation for opinion in answer.opinions.all()] == ["khoản 2 Điều 3"]
    assert tree(client.get(address(answer))).xpath("//input[@name='chosen']") == []


def test_nothing_ticked_carries_nothing_and_says_so(client, answer):
    client.force_login(answer.officer)

    response = client.post(address(answer), {})

    assert response.status_code == 422
    assert answer.opinions.count() == 0


def test_an_invented_box_carries_nothing(client, answer):
    client.force_login(answer.officer)

    response = client.post(address(answer), {"chosen": ["x:art_1"]})

    assert response.status_code == 422
    assert answer.opinions.count() == 0


def test_people_of_another_agency_do_not_find_the_list(client, answer):
    client.force_login(answer.stranger)

    assert client.get(address(answer)).status_code == 404


def test_the_list_takes_few_queries(client, answer):
    client.force_login(answer.officer)

    with CaptureQueriesContext(connection) as queries:
        client.get(address(answer))

    assert len(queries) <= 20
