"""Without the content policy too, a browser runs nothing of what people wrote."""

import pytest

from tests.security.scene import client_of
from tests.security.test_injection import hostile_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser):
    """A window that does not heed the content policy."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_no_dialog_opens_and_no_script_of_theirs_runs(page, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = hostile_scene()
    consultation, ran = scene.consultation, []
    page.expose_function("zq7", lambda *words: ran.append(words))
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    article = scene.opinion.provision.section.url
    paths = {
        "compiler": [
            f"/tong-hop/{consultation.round.uid}/",
            f"/tong-hop/hang/{scene.row.uid}/",
            f"/gop-y/{scene.sent.uid}/",
            f"/dot-lay-y-kien/{consultation.round.uid}/quan-ly/",
            "/tim-kiem/?q=<img src=x onerror=zq7()>",
        ],
        "own officer": [f"{article}?tai=art_3__para_2", "/viec-cua-toi/"],
    }

    for who, addresses in paths.items():
        cookie = client_of(scene.people[who]).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        for path in addresses:
            answer = page.goto(live_server.url + path)
            page.mouse.move(300, 300)
            assert answer.status == 200

    assert ran == []


def test_the_trap_of_this_test_does_catch_a_script_that_runs(page, live_server):
    ran = []
    page.expose_function("zq7", lambda *words: ran.append(words))

    page.goto(live_server.url)
    page.evaluate("document.body.innerHTML = `<img src='data:,x' onerror='zq7()'>`")
    page.wait_for_timeout(300)

    assert ran == [()]
