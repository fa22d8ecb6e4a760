"""Crashes, ended sessions, shared computers: unsaved words wait in the browser for their writer."""

import os
import signal
import subprocess
import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.translation import gettext as _

from consultation.models import Opinion
from tests.conftest import chromium
from tests.factories import officer_of, open_consultation
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

WORDS = "Thời hạn 10 ngày quá ngắn đối với xã biên giới."
# No request leaves the page any more, not even the one a browser sends while it is closed.
CUT_OFF = "() => { window.fetch = () => Promise.reject(new TypeError('no network')); }"
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open("gop-y", 1);
  asked.onsuccess = () => {
    if (!asked.result.objectStoreNames.length) return done(0);
    const count = asked.result.transaction("words").objectStore("words").count();
    count.onsuccess = () => { asked.result.close(); done(count.result); };
  };
})"""


@pytest.fixture
def asked(live_server):
    return open_consultation()


def clause_of(consultation, more=""):
    return f"{consultation.version.get_url()}dieu-3/?tai=art_3__para_2{more}"


def field(page):
    return page.locator("form[data-autosave] [name=text]")


def state(page):
    return page.locator("[data-autosave-state]")


def write(page, words=WORDS):
    field(page).fill(words)


def wait_for_copies(page, count):
    deadline = time.monotonic() + 10
    while page.evaluate(KEPT) != count:
        assert time.monotonic() < deadline, f"not {count} copies"
        page.wait_for_timeout(50)


def sign_in_here(page, person):
    dialog = page.locator("dialog.sign-in")
    dialog.wait_for()
    dialog.locator("[name=login]").fill(person.username)
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("button").first.click()
    dialog.wait_for(state="detached")


def opened(window, asked, **options):
    hers = window(asked.officer(), **options)
    hers.page.goto(clause_of(asked))
    hers.page.wait_for_load_state("networkidle")
    return hers


def test_whoever_was_signed_out_signs_in_again_over_the_page_and_goes_on(window, asked):
    page = opened(window, asked).page
    Session.objects.all().delete()

    write(page)
    state(page).locator("a").click()
    dialog = page.locator("dialog.sign-in")
    dialog.locator("[name=login]").fill(asked.officer().username)
    dialog.locator("[name=password]").fill("sai mat khau")
    dialog.locator("button").first.click()
    dialog.locator(".errors").wait_for()
    sign_in_here(page, asked.officer())
    page.locator("[data-autosave-state][data-state=saved]").wait_for()

    assert Opinion.objects.get().text == WORDS
    assert field(page).input_value() == WORDS
    page.locator("form[data-autosave] button:not([name=then][value=attach])").last.click()
    page.locator(".notice--good").wait_for()


def test_words_do_not_go_into_the_account_of_somebody_else_who_signs_in(window, asked):
    page = opened(window, asked).page
    other = officer_of(asked.agencies[0])
    Session.objects.all().delete()

    write(page)
    state(page).locator("a").click()
    sign_in_here(page, other)
    page.locator("[data-messages]").get_by_text(
        _(
            "Somebody else is signed in now. Your words stay on this page; sign in with your own"
            " account to save them."
        )
    ).wait_for()
    write(page, WORDS + " Thêm.")
    page.wait_for_timeout(2000)

    assert not Opinion.objects.exists()
    assert field(page).input_value() == WORDS + " Thêm."


def test_words_written_without_a_network_are_there_when_the_page_comes_back(window, asked):
    hers = opened(window, asked)
    page = hers.page
    page.evaluate(CUT_OFF)
    write(page)
    wait_for_copies(page, 1)

    fresh = hers.new_tab()
    page.close(run_before_unload=False)
    fresh.goto("/viec-cua-toi/")
    link = fresh.locator("[data-messages] li a")
    link.wait_for()
    assert not Opinion.objects.exists()
    link.click()
    fresh.locator("[data-autosave-state][data-state=saved]").get_by_text(":").wait_for()

    assert Opinion.objects.get().text == WORDS
    wait_for_copies(fresh, 0)


def test_what_is_saved_is_not_kept_here_any_longer(window, asked):
    page = opened(window, asked).page
    write(page)
    wait_for_copies(page, 1)
    page.locator("[data-autosave-state][data-state=saved]").get_by_text(":").wait_for()

    wait_for_copies(page, 0)


def test_on_a_computer_that_others_use_nothing_is_kept(window, asked):
    hers = opened(window, asked)
    page = hers.page
    page.evaluate(CUT_OFF)
    page.locator("[data-keys-open]").click()
    page.locator("[data-shared-switch]").check()
    page.keyboard.press("Escape")

    write(page)
    page.wait_for_timeout(1000)

    assert page.evaluate(KEPT) == 0


def test_whoever_signs_out_or_comes_next_finds_nothing_of_the_one_before(window, asked):
    hers = opened(window, asked)
    page = hers.page
    page.evaluate(CUT_OFF)
    write(page)
    wait_for_copies(page, 1)

    client = Client()
    client.force_login(asked.officer(1))
    hers.go_on_as(client)
    theirs = hers.new_tab()
    theirs.goto(clause_of(asked))
    theirs.wait_for_load_state("networkidle")
    assert field(theirs).input_value() == ""
    assert not theirs.locator("[data-messages] li a").count()
    theirs.locator("summary .menu__name").click()
    theirs.locator("form[data-sign-out] button").click()
    theirs.wait_for_load_state("networkidle")

    assert theirs.evaluate(KEPT) == 0


def test_a_copy_is_thrown_away_after_a_day(window, asked):
    hers = opened(window, asked)
    page = hers.page
    page.evaluate(CUT_OFF)
    write(page)
    wait_for_copies(page, 1)

    fresh = hers.new_tab()
    fresh.clock.install(time=time.time() + 24 * 3600 + 60)
    fresh.goto("/viec-cua-toi/")
    fresh.wait_for_load_state("networkidle")
    wait_for_copies(fresh, 0)

    assert not fresh.locator("[data-messages] li a").count()


def test_newer_words_elsewhere_are_not_written_over_by_a_copy(window, asked):
    """Saved once, typed on without a network; meanwhile a colleague changed the same opinion."""
    hers = opened(window, asked)
    page = hers.page
    write(page)
    page.locator("[data-autosave-state][data-state=saved]").get_by_text(":").wait_for()
    page.evaluate(CUT_OFF)
    write(page, WORDS + " Thêm.")
    wait_for_copies(page, 1)
    Opinion.objects.update(text="Bản của đồng nghiệp.", lock_version=7)

    fresh = hers.new_tab()
    fresh.goto(clause_of(asked, f"&sua={Opinion.objects.get().uid}"))
    fresh.locator("[data-autosave-state] a").wait_for()

    assert field(fresh).input_value() == WORDS + " Thêm."
    assert Opinion.objects.get().text == "Bản của đồng nghiệp."


class Chromium:
    """A browser of its own with a profile on disk, which can be killed as a crash kills it."""

    def __init__(self, browser, profile):
        self.browser_type, self.profile = browser.browser_type, profile

    def start(self):
        port = self.profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        flags = ["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu"]
        flags += ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [chromium(), *flags, f"--user-data-dir={self.profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 30
        while not port.exists() or not port.read_text().strip():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        number = port.read_text().split()[0]
        self.seen = self.browser_type.connect_over_cdp(f"http://127.0.0.1:{number}")
        return self.seen.contexts[0]

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def own_chromium(browser, tmp_path):
    started = Chromium(browser, tmp_path)
    yield started
    if started.process.poll() is None:
        started.kill()


def sign_in(context, live_server, person):
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return context.new_page()


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "control: the copy is off"])
def test_a_browser_killed_while_one_types_has_the_words_when_it_is_started_again(
    own_chromium, live_server, asked, assets, is_kept
):
    context = own_chromium.start()
    page = sign_in(context, live_server, asked.officer())
    if not is_kept:
        page.goto(live_server.url)
        page.evaluate("localStorage.setItem('shared', 'yes')")
    page.goto(live_server.url + clause_of(asked))
    page.wait_for_load_state("networkidle")
    page.route("**/luu-tam/", lambda route: None)
    field(page).press_sequentially(WORDS, delay=10)
    page.wait_for_timeout(600)
    own_chromium.kill()

    again = sign_in(own_chromium.start(), live_server, asked.officer())
    again.goto(live_server.url + clause_of(asked))
    again.wait_for_load_state("networkidle")
    again.wait_for_timeout(500)

    assert not Opinion.objects.exclude(text=WORDS).exists()
    assert field(again).input_value() == (WORDS if is_kept else "")
