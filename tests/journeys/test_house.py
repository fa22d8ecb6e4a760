"""An agency comes in without a help desk: a code on paper, links for the rest, power lent."""

import pytest

from cms import clock
from cms.models import User
from consultation.admitting import make_codes
from consultation.models import Delegation, Membership
from consultation.rules import Role
from tests.factories import open_consultation

pytestmark = pytest.mark.browser

PASSWORD = "xa-muong-nhe-2026"


@pytest.fixture
def asked(live_server):
    """Nobody in the asked agency has an account; its code stands on a sheet of paper."""
    consultation = open_consultation(agencies=1)
    Membership.objects.filter(agency=consultation.agencies[0]).delete()
    return consultation


def make_account(page, *, name: str, username: str) -> None:
    page.locator("#id_full_name").fill(name)
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    page.get_by_role("main").locator("form button").last.click()


def invite(page, *, name: str, role: str) -> str:
    """The link, as it stands on the screen."""
    form = page.locator("aside form")
    form.locator("#id_full_name").fill(name)
    form.locator(f"input[value={role}]").check(force=True)
    form.locator("button").click()
    link = page.locator("b.secret").inner_text()
    page.go_back()
    page.reload()
    return link


def lend_power(page, *, to: str) -> None:
    """For today."""
    page.locator("main details").first.locator("summary").click()
    today = clock.today().isoformat()
    form = page.locator("form[action$='/uy-quyen/']")
    form.locator("select").select_option(label=to)
    form.locator("input[name=starts_on]").fill(today)
    form.locator("input[name=ends_on]").fill(today)
    form.locator("button").click()


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_a_code_on_paper_brings_a_whole_agency_in(window, phone, asked):
    agency = asked.agencies[0]
    ((_code, letters),) = make_codes(asked.round, by=asked.compiler, agencies=[agency])

    # The square on the sheet leads here; the code never reaches the server before it is sent.
    focal = window().page
    focal.goto(f"/kich-hoat/#ma={letters}")
    focal.wait_for_function("document.querySelector('#id_code').value.length === 14")
    assert "#" not in focal.url
    focal.get_by_role("main").locator("form button").click()
    focal.get_by_role("heading", name=agency.name).wait_for()
    make_account(focal, name="Lò Thị Lan", username="lan.snv")
    focal.locator("aside form").wait_for()
    for_head = invite(focal, name="Hờ A Vừ", role="head")
    for_officer = invite(focal, name="Thào Thị Dinh", role="officer")

    officer = window().page
    officer.goto(path_of(for_officer))
    make_account(officer, name="Thào Thị Dinh", username="dinh.snv")
    officer.get_by_role("heading", name="Việc của tôi").wait_for()
    officer.get_by_text(asked.round.name).first.wait_for()

    head = phone().page
    head.goto(path_of(for_head))
    make_account(head, name="Hờ A Vừ", username="vu.snv")
    lend_power(head, to="Thào Thị Dinh (dinh.snv)")
    head.locator("main .tag--good").wait_for()

    officer.goto("/co-quan/")
    officer.get_by_text("Hờ A Vừ").first.wait_for()
    delegation = Delegation.objects.get()
    assert delegation.giver.username == "vu.snv"
    roles = Membership.objects.filter(agency=agency).values_list("user__username", "role")
    assert set(roles) == {
        ("lan.snv", Role.FOCAL),
        ("vu.snv", Role.HEAD),
        ("dinh.snv", Role.OFFICER),
    }
    assert User.objects.get(username="vu.snv").check_password(PASSWORD)
