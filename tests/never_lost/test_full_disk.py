"""The disk is full: the person is told, the words come back, and once there is room it goes on."""

import time

import pytest

from tests.never_lost.people import send_all
from tests.never_lost.site import OFFICERS

pytestmark = pytest.mark.django_db

NO_LIMIT = -1
LITTLE = 4096


@pytest.fixture
def site(site):
    """One worker, and it has answered before."""
    site.workers = 1
    site.start()
    assert site.send(0, site.words(0, 0)).is_yes
    return site


def fill_the_disk(site):
    """Nothing larger than this can be written: the database's log has no room to grow."""
    site.limit_files(LITTLE)


def test_with_a_full_disk_the_words_come_back_and_are_stored_once_there_is_room(site):
    words = site.words(0, 1)
    before = site.stored()
    fill_the_disk(site)

    refused = site.send(0, words)

    assert refused.status == 503
    assert words["text"] in refused.page
    assert words["reason"] in refused.page
    assert site.stored() == before

    site.limit_files(NO_LIMIT)

    assert site.send(0, words).is_yes
    assert site.stored() == [*before, (words["token"], words["text"])]
    assert site.breaks_in_the_chain() == []


def test_what_was_acknowledged_before_between_and_after_full_disks_is_stored(site, times):
    before = {token for token, _text in site.stored()}

    def fill_and_empty(sent):
        for turn in range(1, 4):
            sent.wait_for(turn * times(200))
            fill_the_disk(site)
            time.sleep(1)
            site.limit_files(NO_LIMIT)

    sent = send_all(site, times(800), meanwhile=fill_and_empty)

    assert sent.failures
    assert len(sent.acknowledged) == times(800) // OFFICERS * OFFICERS
    assert {token for token, _text in site.stored()} - before == sent.acknowledged
    assert site.breaks_in_the_chain() == []
