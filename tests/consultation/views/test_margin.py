"""What stands beside a clause: what one may read of it, and the form to say more."""

import pytest

from consultation.inviting import close_round, invite_agencies
from consultation.models import Kind, Opinion, Row, Visibility
from consultation.synthesis import gather_opinions
from tests.consultation.views.screens import HTMX, told, tree
from tests.factories import (
    AgencyFactory,
    approved_opinion,
    approved_submission,
    officer_of,
    open_consultation,
    written_opinion,
)
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


def page_of(consultation, slug="dieu-3"):
    return f"{consultation.version.url}{slug}/"


def margin_of(consultation, eid="art_3__para_2"):
    return f"/gop-y/le/{provision(consultation.version, eid).uid}/"


def test_a_visitor_reads_an_opinion_that_was_made_public(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    Opinion.objects.filter(pk=opinion.pk).update(visibility=Visibility.PUBLIC)

    response = client.get(f"{page_of(consultation)}?tai=art_3__para_2")

    assert told(response, "//aside//div[@class='opinion']/p[1]") == [opinion.text]
    assert tree(response).xpath("//aside//form") == []


def test_a_script_gets_the_margin_alone(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.get(margin_of(consultation), headers=HTMX)

    assert (response.status_code, b"<html" in response.content) == (200, False)
    assert len(tree(response).xpath("//form[@data-autosave]")) == 1


def test_the_margin_asked_for_without_a_script_leads_to_the_law(client):
    consultation = open_consultation()

    response = client.get(margin_of(consultation))

    assert response.url == f"{page_of(consultation)}?tai=art_3__para_2#art_3__para_2"


def test_the_agencys_own_opinion_is_shown_before_a_new_form(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    client.force_login(consultation.officer())

    response = client.get(margin_of(consultation), headers=HTMX)

    assert tree(response).xpath("//form[@data-autosave]") == []
    assert tree(response).xpath("//div[@class='opinion']/@id") == [f"y-kien-{opinion.uid}"]


def test_an_officer_never_reads_what_another_agency_writes(client):
    consultation = open_consultation()
    written_opinion(consultation, at=1, text="Điều bí mật của cơ quan khác.")
    client.force_login(consultation.officer())

    response = client.get(margin_of(consultation), headers=HTMX)

    assert "Điều bí mật" not in response.content.decode()


def test_a_compiler_reads_what_was_sent_and_has_no_form(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    written_opinion(consultation, at=1)
    client.force_login(consultation.compiler)

    response = client.get(margin_of(consultation), headers=HTMX)

    assert tree(response).xpath("//div[@class='opinion']/@id") == [f"y-kien-{opinion.uid}"]
    assert tree(response).xpath("//form") == []


def test_after_the_answer_a_visitor_reads_what_became_of_it(client):
    consultation = open_consultation()
    approved_opinion(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    Row.objects.update(decision="taken", answer="accepted", answer_text="Đã sửa tại khoản 2.")
    type(consultation.round).objects.update(state="answered")

    response = client.get(f"{page_of(consultation)}?tai=art_3__para_2")

    (door,) = tree(response).xpath("//a[@data-opens='art_3__para_2']")
    assert door.text == "1"
    (outcome,) = told(response, "//section[h3/@id='outcome']//p[span]")
    assert outcome.endswith("Đã sửa tại khoản 2.")


def test_the_quoted_words_are_marked_where_they_stand(client):
    consultation = open_consultation()
    text = provision(consultation.version, "art_3__para_2").current_text.text
    start = text.index("không quá 10 ngày")
    written_opinion(
        consultation,
        quote_exact="không quá 10 ngày",
        quote_start=start,
        quote_end=start + len("không quá 10 ngày"),
    )
    client.force_login(consultation.officer())

    response = client.get(f"{page_of(consultation)}?tai=art_3__para_2")

    assert told(response, "//mark") == ["không quá 10 ngày"]


def test_agreement_with_an_article_is_said_by_one_button(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    page = client.get(page_of(consultation))
    (form,) = [form for form in tree(page).forms if dict(form.form_values()).get("kind") == "agree"]

    response = client.post("/gop-y/y-kien/", dict(form.form_values()), follow=True)

    (opinion,) = Opinion.objects.all()
    assert (opinion.kind, opinion.provision.eid) == (Kind.AGREE, "art_3")
    assert len(tree(response).xpath("//span[contains(@class, 'tag--agree')]")) == 1


def test_a_sent_answer_leaves_no_form_behind(client):
    consultation = open_consultation()
    approved_opinion(consultation)
    client.force_login(consultation.officer())

    response = client.get(f"{page_of(consultation)}?tai=art_3__para_1")

    assert tree(response).xpath("//aside//form") == []
    assert tree(response).xpath("//button[contains(., 'Điều 3')]") == []


def test_the_draft_as_a_whole_can_be_commented_on(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.get(f"{consultation.version.url}?tai=du-thao")

    (form,) = tree(response).xpath("//form[@data-autosave]")
    assert form.xpath(".//input[@name='provision']/@value") == [""]


def test_the_margin_of_an_internal_draft_stays_closed_too(client):
    consultation = open_consultation(is_public=False)
    client.force_login(officer_of(AgencyFactory()))

    assert client.get(margin_of(consultation), headers=HTMX).status_code == 404


def test_approved_answers_keep_their_place_in_the_margin_of_their_agency(client):
    consultation = open_consultation()
    written_opinion(consultation)
    approved_submission(consultation)
    client.force_login(consultation.officer())

    response = client.get(margin_of(consultation), headers=HTMX)

    assert len(tree(response).xpath("//div[@class='opinion']")) == 1
    assert tree(response).xpath("//form") == []


def test_what_was_said_in_an_earlier_round_does_not_stand_in_the_way_of_a_new_one(client):
    earlier = open_consultation()
    agency, officer = earlier.agencies[0], earlier.officer()
    written_opinion(earlier)
    written_opinion(earlier, eid="art_3", kind=Kind.AGREE)
    approved_submission(earlier)
    close_round(earlier.round, by=earlier.compiler)
    now = open_consultation(version=earlier.version)
    invite_agencies(now.round, by=now.compiler, agencies=[agency])
    client.force_login(officer)

    page = client.get(f"{page_of(earlier)}?tai=art_3__para_2")

    (form,) = tree(page).xpath("//form[@data-autosave]")
    assert form.xpath(".//input[@name='seat']/@value") == [f"{now.round.uid}:{agency.code}"]
    assert tree(page).xpath("//form/input[@name='kind']/@value") == ["agree"]
    assert tree(page).xpath("//nav[@id='toc']//a[@class='mine']") == []
