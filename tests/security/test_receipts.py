"""A receipt's code is short enough to be told over the telephone: whoever guesses is stopped."""

import pytest
from django.urls import reverse

from consultation.views.receipts import MISSES
from tests.factories import approved_submission, open_consultation, written_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return open_consultation()


@pytest.fixture
def code(consultation):
    written_opinion(consultation)
    return approved_submission(consultation).receipt_code


def show(client, code, **headers):
    return client.get(reverse("receipt", args=[code]), **headers).status_code


def ask(client, code):
    return client.post(reverse("find_receipt"), {"code": code}).status_code


def guesses(count):
    return [f"GY-2026-000001-{number:04}" for number in range(count)]


def test_whoever_tries_code_after_code_is_refused_even_with_a_right_one(client, code):
    told = [show(client, guess) for guess in guesses(MISSES)]

    assert told == [404] * MISSES
    assert (show(client, code), ask(client, code)) == (429, 429)


def test_the_form_and_the_address_count_together(client, code):
    for number, guess in enumerate(guesses(MISSES)):
        (show if number % 2 else ask)(client, guess)

    assert show(client, code) == 429


def test_an_address_that_is_only_claimed_opens_no_further_guesses(client, code):
    for number, guess in enumerate(guesses(MISSES)):
        show(client, guess, headers={"x-forwarded-for": f"10.1.1.{number}"})

    assert show(client, code, headers={"x-forwarded-for": "10.9.9.9"}) == 429


def test_who_may_read_the_answer_anyway_is_not_held_up_by_a_neighbour(client, consultation, code):
    for guess in guesses(MISSES):
        show(client, guess)

    client.force_login(consultation.officer())

    assert show(client, code) == 200


def test_right_codes_are_not_counted(client, code):
    assert {show(client, code) for _time in range(2 * MISSES)} == {200}


def test_the_form_does_not_tell_that_an_internal_round_has_a_receipt(client):
    consultation = open_consultation(is_public=False)
    written_opinion(consultation)
    submission = approved_submission(consultation)

    answer = client.post(reverse("find_receipt"), {"code": submission.receipt_code})

    assert answer.status_code == 422
