"""Sessions end, tabs multiply, networks fail, fingers press twice: no word is lost or doubled."""

import pytest
from django.contrib.sessions.models import Session

from consultation.commenting import begin_submission
from consultation.models import Opinion, Row
from tests.factories import approved_opinion, open_consultation, written_opinion
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

WORDS = "Thời hạn 10 ngày quá ngắn đối với xã biên giới."
CLAUSE = "?tai=art_3__para_2"


@pytest.fixture
def asked(live_server):
    return open_consultation()


def article_of(consultation, eid=CLAUSE):
    return f"{consultation.version.get_url()}dieu-3/{eid}"


def write(page, words=WORDS):
    page.get_by_label("Ý kiến: cần sửa gì").fill(words)


def saved(page):
    return page.get_by_role("status").get_by_text("Đã lưu")


def test_an_officer_whose_session_ended_signs_in_again_and_finds_her_words(window, asked):
    hers = window(asked.officer())
    hers.page.goto(article_of(asked))
    hers.page.locator("[data-autosave-state]").wait_for(state="attached")
    # What is read after the page has come is there too.
    hers.page.wait_for_load_state("networkidle")
    Session.objects.all().delete()

    write(hers.page)
    with hers.context.expect_page() as waiting:
        hers.page.locator("[data-autosave-state] a").click(modifiers=["Control"])
    again = waiting.value
    again.get_by_label("Tên đăng nhập").fill(asked.officer().username)
    again.get_by_label("Mật khẩu").fill(PASSWORD)
    again.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    again.get_by_role("heading", name="Điều 3. Thời hạn trả lời", level=1).wait_for()
    hers.page.bring_to_front()
    hers.page.evaluate("dispatchEvent(new Event('focus'))")
    saved(hers.page).wait_for()

    assert Opinion.objects.get().text == WORDS


def test_without_a_script_what_was_sent_after_the_session_waits_behind_the_sign_in(window, asked):
    page = window(asked.officer(), java_script_enabled=False).page
    page.goto(article_of(asked))
    Session.objects.all().delete()

    write(page)
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_label("Tên đăng nhập").fill(asked.officer().username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()

    page.get_by_text("Nội dung chưa được lưu.").wait_for()
    assert page.get_by_label("Ý kiến: cần sửa gì").input_value() == WORDS
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("complementary", name="Ý kiến").get_by_text(WORDS).wait_for()
    assert Opinion.objects.get().text == WORDS


def test_two_tabs_on_one_opinion_show_both_texts(window, asked):
    opinion = written_opinion(asked)
    hers = window(asked.officer())
    first, second = hers.page, hers.new_tab()
    for tab in (first, second):
        tab.goto(article_of(asked, f"{CLAUSE}&sua={opinion.uid}"))

    write(first, "Bản ở thẻ thứ nhất.")
    first.get_by_role("button", name="Lưu", exact=True).click()
    first.get_by_text("Bản ở thẻ thứ nhất.").wait_for()
    write(second, "Bản ở thẻ thứ hai.")
    second.get_by_role("link", name="Xem cả hai bản").click()

    second.get_by_role("heading", name="Bản đang lưu").wait_for()
    second.get_by_role("main").get_by_text("Bản ở thẻ thứ nhất.").wait_for()
    assert second.get_by_label("Ý kiến: cần sửa gì").input_value() == "Bản ở thẻ thứ hai."


def test_a_lost_network_is_said_and_the_words_are_saved_when_it_is_back(window, asked):
    hers = window(asked.officer())
    page = hers.page
    page.goto(article_of(asked))
    page.wait_for_load_state("networkidle")

    hers.context.set_offline(True)
    write(page)
    page.get_by_role("status").get_by_text("Chưa lưu – mất mạng.").wait_for()
    assert page.get_by_label("Ý kiến: cần sửa gì").input_value() == WORDS
    hers.context.set_offline(False)
    saved(page).wait_for()

    assert Opinion.objects.get().text == WORDS


def test_a_double_click_sends_an_opinion_once(window, asked):
    page = window(asked.officer()).page
    page.goto(article_of(asked))
    page.wait_for_load_state("networkidle")

    write(page)
    page.get_by_role("button", name="Lưu", exact=True).dblclick()
    page.get_by_text("Đã lưu.").wait_for()
    page.wait_for_load_state("networkidle")

    assert [opinion.text for opinion in Opinion.objects.all()] == [WORDS]


def test_words_typed_before_the_scripts_have_come_are_saved_too(window, asked):
    hers = window(asked.officer())
    waiting = []
    hers.context.route("**/autosave.js", lambda route: waiting.append(route))
    page = hers.page
    page.goto(article_of(asked), wait_until="domcontentloaded")

    write(page)
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    saved(page).wait_for()

    assert Opinion.objects.get().text == WORDS


def test_an_officer_of_another_agency_does_not_learn_that_an_answer_exists(window, asked):
    written_opinion(asked)
    answer = begin_submission(asked.round, agency=asked.agencies[0], by=asked.officer())
    page = window(asked.officer(1)).page

    reached = page.goto(f"/gop-y/{answer.uid}/")

    assert reached.status == 404
    page.get_by_role("heading", name="Không tìm thấy trang").wait_for()


def test_two_compilers_on_one_row_both_see_what_the_other_one_did(window, asked):
    approved_opinion(asked)
    first, second = window(asked.compiler).page, window(asked.compiler).page
    first.goto(f"/tong-hop/{asked.round.uid}/")
    first.get_by_role("button", name="Xếp 1 ý kiến vào bảng").click()
    first.get_by_role("row").filter(has_text="Sở số").wait_for()
    second.goto(f"/tong-hop/{asked.round.uid}/")
    row = Row.objects.get()

    first.locator(f"#row-{row.uid}").focus()
    first.keyboard.press("1")
    first.locator(f"#row-{row.uid} .tag").get_by_text("Đưa vào công văn").wait_for()
    second.locator(f"#row-{row.uid}").focus()
    second.keyboard.press("4")

    second.get_by_role("alert").get_by_text("đã làm trước").wait_for()
    second.get_by_role("alert").get_by_text("Xin ý kiến lãnh đạo").wait_for()
    row.refresh_from_db()
    assert row.decision == "taken"
