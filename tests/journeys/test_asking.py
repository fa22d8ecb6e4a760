"""A compiler plans a round with two questions and opens it; an agency hears of it, and again."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms import clock
from cms.models import AgencyKind
from consultation.inviting import remind_due
from consultation.models import FocusQuestion, Message, Reminder, Round, RoundState
from consultation.notifying import deliver_messages
from consultation.rules import Role
from tests.factories import AgencyFactory, member_of, publish_law

pytestmark = pytest.mark.browser

FOR_ALL = "Thời hạn trả lời có đủ để họp và ký không?"
FOR_COMMUNES = "Xã có người làm việc này không?"


@pytest.fixture
def province(live_server):
    """A legal department, a department with e-mail, a commune without; a published draft."""
    lead = AgencyFactory(name="Sở Tư pháp tỉnh Điện Biên")
    compiler = member_of(lead, Role.COMPILER)
    department = AgencyFactory(name="Sở Tài chính tỉnh Điện Biên")
    commune = AgencyFactory(name="Ủy ban nhân dân xã Sín Thầu", kind=AgencyKind.COMMUNE)
    publish_law()
    return {
        "compiler": compiler,
        "department": member_of(department, Role.FOCAL, email="stc@dienbien.example"),
        "commune": member_of(commune, Role.FOCAL),
    }


def test_a_round_is_planned_with_questions_opened_told_of_and_reminded_once(
    window, worker, province
):
    page = window(province["compiler"]).page

    plan(page)
    put(page, FOR_ALL)
    put(page, FOR_COMMUNES, kind="commune")
    assert not Message.objects.exists()
    open_it(page)
    worker()

    (sent,) = mail.outbox
    assert sent.to == ["stc@dienbien.example"]
    assert FOR_ALL in sent.body
    assert FOR_COMMUNES not in sent.body
    read_on_the_screen(window(province["commune"]).page, FOR_COMMUNES)
    reminded = remind_for_days()
    assert reminded == {
        "stc@dienbien.example": Reminder.objects.filter(
            invitation__agency__kind="department"
        ).count()
    }


def plan(page):
    page.goto("/viec-cua-toi/")
    page.locator('a[href="/dot-lay-y-kien/moi/"]').click()
    page.locator("[name=version]").select_option(index=0)
    page.locator("[name=name]").fill("Góp ý dự thảo Nghị định")
    page.locator("[name=day]").fill((clock.today() + timedelta(days=20)).isoformat())
    for kind in ("department", "commune"):
        page.locator(f"[name=kinds][value={kind}]").check()
    page.locator("main form button").last.click()
    page.wait_for_url("**/quan-ly/")


def put(page, text, kind=""):
    page.goto(f"/dot-lay-y-kien/{Round.objects.get().uid}/cau-hoi/")
    page.locator("[name=text]").fill(text)
    if kind:
        page.locator(f"[name=agency_kinds][value={kind}]").check()
    page.locator("main form button").last.click()
    page.get_by_role("listitem").filter(has_text=text).wait_for()


def open_it(page):
    page.goto(f"/dot-lay-y-kien/{Round.objects.get().uid}/quan-ly/")
    page.locator('form[action$="/mo/"] button').click()
    page.locator('form[action$="/ket-thuc/"]').wait_for()
    assert Round.objects.get().state == RoundState.OPEN
    assert FocusQuestion.objects.standing().count() == 2


def read_on_the_screen(page, words):
    page.goto("/viec-cua-toi/")
    page.locator(".bell").click()
    page.get_by_text(words).wait_for()
    page.locator(".notices form button").first.click()
    page.wait_for_url("**/viec-cua-toi/")
    assert page.locator(".bell__count").count() == 0


def remind_for_days():
    """Every day to the deadline the schedule runs twice; how many mails each address got."""
    mail.outbox.clear()
    for day in range(1, 22):
        morning = datetime.combine(clock.today() + timedelta(days=day), time(8))
        with time_machine.travel(timezone.make_aware(morning), tick=False):
            for _turn in range(2):
                remind_due()
                deliver_messages()
    got = [address for sent in mail.outbox for address in sent.to]
    return {address: got.count(address) for address in got}
