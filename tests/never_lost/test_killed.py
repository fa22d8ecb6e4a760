"""The server is killed while opinions are sent: what it said it stored is there, and once."""

import pytest

from tests.never_lost.people import send_all
from tests.never_lost.site import OFFICERS

pytestmark = pytest.mark.django_db

KILLS = 5


def test_a_killed_server_has_stored_all_that_it_acknowledged_and_nothing_twice(site, times):
    site.start()
    number = times(3000)

    def kill_now_and_then(sent):
        for kill in range(1, KILLS + 1):
            sent.wait_for(number * kill // (KILLS + 1))
            site.kill()
            site.start()

    sent = send_all(site, number, meanwhile=kill_now_and_then)

    stored = site.stored()
    assert len(sent.acknowledged) == number // OFFICERS * OFFICERS
    assert sent.failures >= KILLS
    assert {token for token, _text in stored} == sent.acknowledged
    assert len({text for _token, text in stored}) == len(stored)
    assert site.breaks_in_the_chain() == []


def test_a_server_that_answers_before_it_stores_would_lose_what_it_acknowledged(site):
    """The control: the test above finds what such a server loses."""
    site.application = "tests.never_lost.hasty"
    site.start()

    def kill_once(sent):
        sent.wait_for(10 * OFFICERS)
        site.kill()
        site.start()

    sent = send_all(site, 20 * OFFICERS, meanwhile=kill_once)

    assert sent.acknowledged - {token for token, _text in site.stored()}
