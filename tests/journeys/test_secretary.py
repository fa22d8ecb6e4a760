"""A secretary notes what is said though the network comes and goes; others write from phones."""

import pytest
from django.urls import reverse

from consultation.models import Remark, Slip
from tests.factories import open_consultation
from tests.factories.meetings import running_meeting, with_minutes_sent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def asked():
    return open_consultation(agencies=2)


@pytest.fixture
def meeting(asked):
    return running_meeting(asked)


@pytest.fixture
def notepad(window, asked, meeting):
    opened = window(asked.compiler)
    opened.page.goto(reverse("notepad", args=[meeting.uid]))
    opened.page.locator("[data-js-show]").wait_for()
    return opened


def note(page, text, *, place="D3 K2"):
    """From the keyboard alone, as fast as one speaks."""
    page.locator("[name=place]").fill(place)
    page.locator("[name=text]").fill(text)
    page.locator("[name=text]").press("Control+Enter")


def queue_of(page):
    return page.locator("[data-queue-list] .remark")


def test_ten_remarks_noted_without_a_network_are_all_stored_once(notepad, asked, meeting):
    page = notepad.page
    page.locator("[name=speaker]").fill("Ông Lò Văn A")
    page.locator("[name=body]").fill(asked.agencies[0].name)
    notepad.context.set_offline(True)

    for number in range(10):
        note(page, f"Ý kiến thứ {number}.")

    assert queue_of(page).count() == 10
    assert not Remark.objects.exists()

    notepad.context.set_offline(False)
    page.locator("[data-unsaved]").wait_for(state="hidden")

    texts = list(meeting.remarks.in_order().values_list("text", flat=True))
    assert texts == [f"Ý kiến thứ {number}." for number in range(10)]
    assert {remark.agency for remark in meeting.remarks.all()} == {asked.agencies[0]}
    assert page.locator("#da-ghi .remark").count() == 10


def test_what_is_not_saved_outlives_the_page(notepad, meeting):
    page = notepad.page
    page.route(
        "**/ghi/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    note(page, "Ghi trước khi tải lại.")
    assert queue_of(page).count() == 1

    page.reload()
    queue_of(page).wait_for()
    assert not Remark.objects.exists()

    page.unroute("**/ghi/")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("[data-unsaved]").wait_for(state="hidden")
    assert meeting.remarks.get().text == "Ghi trước khi tải lại."


def test_an_answer_that_was_lost_on_its_way_doubles_nothing(notepad, meeting):
    """The server kept it, the browser never heard: it sends the same mark again."""
    page, lost = notepad.page, []

    def lose_the_first(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            return route.abort()
        return route.continue_()

    page.route("**/ghi/", lose_the_first)
    note(page, "Một lần thôi.")
    page.locator("[data-unsaved]").wait_for(state="hidden")

    assert len(lost) == 1
    assert meeting.remarks.count() == 1


def test_what_the_server_refuses_stays_in_sight_with_the_reason(notepad, asked, meeting):
    page = notepad.page
    notepad.context.set_offline(True)
    note(page, "Ghi khi biên bản đã gửi.")
    with_minutes_sent(asked, meeting)

    notepad.context.set_offline(False)

    page.locator(".remark--refused").wait_for()
    assert "Ghi khi biên bản đã gửi." in page.locator(".remark--refused").inner_text()
    assert not Remark.objects.exists()


def test_two_secretaries_see_what_the_other_notes(notepad, window, asked, meeting):
    other = window(asked.compiler)
    other.page.goto(reverse("notepad", args=[meeting.uid]))
    other.page.locator("[data-js-show]").wait_for()
    note(notepad.page, "Của thư ký thứ nhất.")
    note(other.page, "Của thư ký thứ hai.")
    other.page.locator("[data-unsaved]").wait_for(state="hidden")

    other.page.reload()

    assert other.page.locator("#da-ghi .remark").count() == 2
    assert meeting.remarks.count() == 2


def test_a_participant_scans_writes_and_the_secretary_takes_it_over(phone, notepad, asked, meeting):
    opened = phone()
    opened.page.goto(reverse("write_slip", args=[meeting.code]))
    opened.page.locator("[name=text]").fill("Đề nghị quy định rõ đầu mối.")
    opened.page.locator("[name=place]").fill("Điều 3 khoản 2")
    opened.page.locator("main form button").click()
    opened.page.wait_for_url("**da-gui=*")
    assert Slip.objects.get().provision.eid == "art_3__para_2"

    notepad.page.reload()
    notepad.page.locator("button[value=take]").click()
    notepad.page.locator("#da-ghi .remark").wait_for()

    assert meeting.remarks.get().text == "Đề nghị quy định rõ đầu mối."


def test_hostile_words_in_the_queue_stay_words(notepad, meeting):
    page, hostile = notepad.page, "<img src=zq7 onerror=zq7()>"
    notepad.context.set_offline(True)
    page.locator("[name=speaker]").fill(hostile)
    note(page, hostile, place=hostile)

    assert hostile in queue_of(page).inner_text()

    notepad.context.set_offline(False)
    page.locator("#da-ghi .remark").wait_for()
    assert page.locator("main img").count() == 0
    assert meeting.remarks.get().text == hostile
