"""A receipt proves what arrived, and shows later what became of it."""

import pytest

from consultation.models import Row
from consultation.synthesis import gather_opinions
from tests.consultation.views.screens import told, tree
from tests.factories import approved_opinion, open_consultation

pytestmark = pytest.mark.django_db


def receipt_of(opinion):
    return f"/gop-y/bien-nhan/{opinion.submission.receipt_code}/"


def test_the_agency_sees_its_words_and_the_sum(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    client.force_login(consultation.officer())

    response = client.get(receipt_of(opinion))

    assert told(response, "//dd[contains(@class, 'sum')]") == [opinion.submission.content_sha256]
    assert told(response, "//article/p[1]") == [opinion.text]


def test_whoever_holds_the_code_sees_that_it_is_genuine_and_no_words(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)

    response = client.get(receipt_of(opinion))

    assert told(response, "//dd[contains(@class, 'sum')]") == [opinion.submission.content_sha256]
    content = response.content.decode()
    assert (opinion.text in content, opinion.agency.name in content) == (False, False)


def test_a_code_is_read_whatever_its_case(client):
    opinion = approved_opinion(open_consultation())

    assert client.get(receipt_of(opinion).lower()).status_code == 200


def test_the_receipt_of_an_internal_round_says_nothing_to_others(client):
    opinion = approved_opinion(open_consultation(is_public=False))

    assert client.get(receipt_of(opinion)).status_code == 404


def test_a_code_that_was_never_given_is_not_found(client):
    assert client.get("/gop-y/bien-nhan/GY-2026-000001-AAAA/").status_code == 404


def test_after_the_answer_the_receipt_says_what_became_of_it(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    Row.objects.update(decision="taken", answer="accepted", answer_text="Đã sửa tại khoản 2.")
    type(consultation.round).objects.update(state="answered")

    response = client.get(receipt_of(opinion))

    (outcome,) = tree(response).xpath("//article//div[@class='opinion']")
    assert outcome.text_content().strip().endswith("Đã sửa tại khoản 2.")


def test_before_the_letter_is_out_the_agency_does_not_see_our_decision(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    client.force_login(consultation.officer())

    response = client.get(receipt_of(opinion))

    assert tree(response).xpath("//article//div[@class='opinion']") == []
