"""An officer goes through what the agency said last time, and ticks what still stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.commenting import begin_submission
from consultation.inviting import close_round
from consultation.models import Kind
from consultation.templatetags.versions import already_stands
from tests.consultation.views.screens import told, tree
from tests.factories import approved_submission, open_consultation, written_opinion
from tests.factories.laws import provision
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


def here(place):
    return reverse("earlier_here", args=[place.uid])


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


def place_of(answer, eid="art_3"):
    return provision(answer.round.version, eid)


def test_an_officer_finds_what_was_said_before_on_the_page_of_the_article(client, answer):
    client.force_login(answer.officer)
    place = place_of(answer)

    page = client.get(place.section.url)
    part = client.get(here(place), headers={"HX-Request": "true"})

    assert tree(page).xpath(f"//*[@hx-get='{here(place)}']/a/@href") == [here(place)]
    assert [words.split(" ")[0:4] for words in told(part, "//h3")] == [["Khoản", "2", "Điều", "3"]]
    assert len(tree(part).xpath("//form//input[@name='chosen']")) == 1
    assert (
        tree(client.get(here(place_of(answer, "art_1")))).xpath("//form[.//@name='chosen']") == []
    )


def test_one_button_takes_one_opinion_over_and_opens_it_there(client, answer):
    client.force_login(answer.officer)
    place = place_of(answer)
    form = {
        name: tree(client.get(here(place))).xpath(f"//input[@name='{name}']/@value")[0]
        for name in ("seat", "chosen")
    }

    response = client.post(here(place), form)
    client.post(here(place), form)

    assert response.url == f"{place.section.url}?tai=art_3__para_2#art_3__para_2"
    assert [opinion.citation for opinion in answer.opinions.all()] == ["khoản 2 Điều 3"]
    assert tree(client.get(here(place))).xpath("//input[@name='chosen']") == []


def test_who_is_not_asked_about_this_version_finds_no_earlier_opinions_there(client, answer):
    place = place_of(answer)
    assert client.get(here(place)).status_code == 302
    client.force_login(answer.stranger)

    assert client.get(here(place)).status_code == 404
    assert client.post(here(place), {"seat": "x", "chosen": "y"}).status_code == 404


def test_a_visitor_s_page_asks_for_no_earlier_opinions(client, answer):
    page = client.get(place_of(answer).section.url)

    assert tree(page).xpath(f"//*[@hx-get='{here(place_of(answer))}']") == []


def test_a_compiler_sees_which_proposed_wording_the_text_has_already():
    consultation = open_consultation()
    written_opinion(
        consultation, eid="art_3__para_1",
        proposed_wording="1. Cơ quan được lấy ý kiến trả lời bằng văn bản",
    )  # fmt: skip
    written_opinion(consultation, eid="art_3__para_2", proposed_wording="Trả lời trong 30 ngày.")
    opinions = approved_submission(consultation).opinions.select_related("provision_text")

    assert {one.citation: already_stands(one) for one in opinions} == {
        "khoản 1 Điều 3": True,
        "khoản 2 Điều 3": False,
    }
