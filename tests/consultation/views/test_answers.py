"""What the drafting agency answers is entered row by row, then opened to all."""

import pytest
from django.urls import reverse

from consultation.models import Answer, Round, RoundState, Row
from tests.consultation.views.screens import HTMX, field, tree
from tests.factories.issued import issued_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(client):
    consultation = issued_consultation()
    client.force_login(consultation.compiler)
    return consultation


def answer(client, row, headers=None, **sent):
    return client.post(reverse("record_answer", args=[row.uid]), sent, headers=headers)


def test_only_rows_that_went_out_are_answered(client, issued):
    response = client.get(reverse("answers", args=[issued.round.uid]))

    went_out = Row.objects.going_out()
    assert tree(response).xpath("//tr/@id") == [f"row-{row.uid}" for row in went_out]


def test_an_answer_is_kept_in_the_agencys_words(client, issued):
    row = Row.objects.going_out().get()

    answer(client, row, answer=Answer.EXPLAINED, text="Đã thống nhất với Điều 5.")

    row.refresh_from_db()
    assert (row.answer, row.answer_text) == (Answer.EXPLAINED, "Đã thống nhất với Điều 5.")


def test_an_explanation_without_words_comes_back_as_it_was(client, issued):
    row = Row.objects.going_out().get()

    response = answer(client, row, HTMX, answer=Answer.EXPLAINED, text=" ")

    assert response.status_code == 422
    assert field(response, "answer") == Answer.EXPLAINED
    row.refresh_from_db()
    assert row.answer == ""


def test_a_text_without_an_answer_is_not_lost(client, issued):
    row = Row.objects.going_out().get()

    response = answer(client, row, answer="", text="Bộ sẽ nghiên cứu.")

    assert response.status_code == 422
    assert field(response, "text") == "Bộ sẽ nghiên cứu."


def test_publishing_opens_the_record(client, issued):
    row = Row.objects.going_out().get()
    answer(client, row, answer=Answer.ACCEPTED, text="")

    response = client.post(reverse("publish_answers", args=[issued.round.uid]))

    assert response.url == reverse("round", args=[issued.round.uid])
    assert Round.objects.get().state == RoundState.ANSWERED


def test_an_asked_agency_enters_no_answers(client, issued):
    client.force_login(issued.officer())

    assert client.get(reverse("answers", args=[issued.round.uid])).status_code == 403
