"""What needs a person stands on one page: to answer, to approve, to compile, sent."""

import pytest

from consultation.approving import send_up
from consultation.inviting import invite_agencies
from consultation.models import Stance, Submission
from tests.consultation.views.screens import told, tree
from tests.factories import (
    UserFactory,
    approved_submission,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db

TASKS = "/viec-cua-toi/"


def headings(response):
    return tree(response).xpath("//main//h2/@id")


def test_a_visitor_signs_in_first(client):
    assert client.get(TASKS).url == f"/tai-khoan/login/?next={TASKS}"


def test_an_officer_finds_what_the_agency_is_asked(client):
    consultation = open_consultation()
    written_opinion(consultation)
    client.force_login(consultation.officer())

    response = client.get(TASKS)

    assert headings(response) == ["to-answer"]
    links = tree(response).xpath("//main//a[@class='button']/@href")
    assert links == [consultation.version.url]


def test_a_head_finds_what_waits_for_approval(client):
    consultation = open_consultation()
    submission = written_opinion(consultation).submission
    send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)
    client.force_login(consultation.head())

    response = client.get(TASKS)

    assert headings(response) == ["to-approve"]
    links = tree(response).xpath("//main//a[@class='button']/@href")
    assert links == [f"/gop-y/{submission.uid}/"]


def test_the_officer_sees_that_it_waits_for_the_head(client):
    consultation = open_consultation()
    submission = written_opinion(consultation).submission
    send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)
    client.force_login(consultation.officer())

    assert headings(client.get(TASKS)) == ["waiting"]


def test_what_was_sent_is_found_again(client):
    consultation = open_consultation()
    written_opinion(consultation)
    approved_submission(consultation)
    client.force_login(consultation.officer())

    assert headings(client.get(TASKS)) == ["sent"]


def test_a_compiler_finds_the_way_to_the_desk(client):
    consultation = open_consultation()
    client.force_login(consultation.compiler)

    response = client.get(TASKS)

    assert headings(response) == ["to-compile"]
    assert f"/tong-hop/{consultation.round.uid}/" in tree(response).xpath("//main//a/@href")


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    assert len(tree(client.get(TASKS)).xpath("//div[@class='empty']")) == 1


def test_an_agency_without_opinions_begins_its_answer_with_one_press(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    (form,) = [
        form for form in tree(client.get(TASKS)).forms if "bat-dau" in form.get("action", "")
    ]

    response = client.post(form.get("action"))

    assert response.url == f"/gop-y/{Submission.objects.get().uid}/"


def test_nobody_begins_an_answer_for_another_agency(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    place = f"{consultation.round.uid}/{consultation.agencies[1].code}"

    assert client.post(f"{TASKS}bat-dau/{place}/").status_code == 404


def test_the_page_asks_as_often_for_three_rounds_as_for_one(client, django_assert_max_num_queries):
    first = open_consultation()
    for _number in range(2):
        other = open_consultation(version=first.version)
        invite_agencies(other.round, by=other.compiler, agencies=first.agencies[:1])
    client.force_login(first.officer())
    client.get(TASKS)

    with django_assert_max_num_queries(8):
        response = client.get(TASKS)

    assert told(response, "//main//h2") == ["Cần trả lời 3"]
