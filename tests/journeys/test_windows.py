"""A window notices what nobody sees: another host, a forbidden style, a script that fails."""

import pytest

from tests.journeys.windows import Window

pytestmark = pytest.mark.browser

FORBIDDEN = "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Chữ</p>')"
ELSEWHERE = "fetch('http://elsewhere.test/').catch(() => null)"
FAILING = "setTimeout(() => { throw new Error('hỏng'); })"


@pytest.fixture
def watched(browser, live_server, assets):
    opened = Window(browser, live_server.url)
    opened.page.goto("/bien-nhan/")
    yield opened
    opened.close()


def test_a_quiet_page_leaves_nothing_to_say(watched):
    watched.page.wait_for_load_state("networkidle")

    assert watched.watch.found == []


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (FORBIDDEN, "Content Security Policy"),
        (ELSEWHERE, "http://elsewhere.test/"),
        (FAILING, "hỏng"),
    ],
    ids=["style", "host", "script"],
)
def test_a_window_notices(watched, act, words):
    watched.page.evaluate(act)
    watched.page.wait_for_timeout(300)

    assert [found for found in watched.watch.found if words in found] != []
