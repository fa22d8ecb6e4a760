"""Somebody without an account reads what the law will say, what was said of it, what changed."""

import pytest

from tests.factories.issued import answered_consultation

pytestmark = pytest.mark.browser


@pytest.fixture
def answered(live_server):
    return answered_consultation()


def test_a_visitor_reads_from_the_front_page_to_an_article_without_a_script(window, answered):
    page = window(java_script_enabled=False).page

    page.goto("/")
    page.get_by_role("link", name=answered.version.draft.title).click()
    page.get_by_role("heading", name="Ý kiến và kết quả xử lý").wait_for()
    page.get_by_text("Lấy 12 ngày.").wait_for()
    page.get_by_role("link", name="Đọc dự thảo").click()
    page.get_by_role("link", name="Điều 3. Thời hạn trả lời").click()
    page.locator("#art_3__para_2").get_by_role("link", name="1 ý kiến").click()

    margin = page.get_by_role("complementary", name="Ý kiến")
    margin.get_by_text("Tiếp thu một phần").wait_for()
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["Điều 3. Thời hạn trả lời"]
    assert margin.get_by_role("textbox").count() == 0


def test_a_visitor_searches_without_diacritics_and_opens_what_is_found(window, answered):
    page = window().page

    page.goto("/")
    box = page.get_by_role("banner").get_by_role("combobox", name="Tra cứu")
    box.fill("thoi han tra loi")
    box.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Điều 3. Thời hạn trả lời").first.click()

    page.get_by_role("heading", name="Điều 3. Thời hạn trả lời", level=1).wait_for()
    assert page.url.split("#")[0].endswith("/lan-1/dieu-3/")


def test_a_visitor_switches_the_screen_to_english_and_the_law_stays_vietnamese(window, answered):
    page = window().page

    page.goto(answered.version.get_url() + "dieu-3/")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Draft laws", exact=True).first.wait_for()

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("article.law").get_attribute("lang") == "vi"
    assert page.get_by_role("heading", level=1).inner_text() == "Điều 3. Thời hạn trả lời"
    assert page.url.endswith("/lan-1/dieu-3/")


def test_a_visitor_sees_on_the_whole_text_where_something_was_said(window, answered):
    page = window().page

    page.goto(answered.version.get_url() + "toan-van/")
    contents = page.get_by_role("navigation", name="Mục lục")
    contents.get_by_role("link", name="Điều 3. Thời hạn trả lời 1 ý kiến").click()
    page.locator("#art_3").get_by_role("link", name="1 ý kiến").click()

    page.get_by_role("heading", name="Điều 3. Thời hạn trả lời", level=1).wait_for()
    assert page.url.endswith("/lan-1/dieu-3/")


def test_a_holder_of_a_receipt_sees_what_became_of_it(window, answered):
    code = answered.round.submissions.order_by("pk").first().receipt_code
    page = window().page

    page.goto("/")
    page.get_by_role("link", name="Tra kết quả theo mã biên nhận").first.click()
    page.get_by_label("Mã biên nhận").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Xem").click()

    page.get_by_role("heading", name=code).wait_for()
    page.get_by_text("Lấy 12 ngày.").wait_for()
