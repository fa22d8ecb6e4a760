"""The legal department makes one document of three agencies' words, and publishes the answers."""

import subprocess

import pytest

from cms import clock
from consultation.models import Edition, RoundState
from tests.factories import approved_submission, open_consultation, written_opinion

pytestmark = [pytest.mark.browser, pytest.mark.needs("pdftotext")]

TOGETHER = "Đề nghị kéo dài thời hạn trả lời đối với xã biên giới lên 15 ngày."
LATER = "Đề nghị lùi ngày có hiệu lực sang năm 2028."
SOONER = "Đề nghị có hiệu lực ngay từ ngày ký."


@pytest.fixture
def heard(live_server):
    """Two agencies ask for the same on article 3; two contradict each other on article 4."""
    consultation = open_consultation(agencies=3)
    written_opinion(consultation, at=0)
    written_opinion(consultation, at=1, text="Thời hạn 10 ngày là quá ngắn, đề nghị dài hơn.")
    written_opinion(consultation, at=1, eid="art_4", text=LATER)
    written_opinion(consultation, at=2, eid="art_4", text=SOONER)
    for at in range(3):
        approved_submission(consultation, at=at)
    return consultation


def test_a_compiler_makes_the_synthesis_and_publishes_what_was_answered(
    window, worker, heard, tmp_path
):
    page = window(heard.compiler).page
    visitor = window().page

    close_the_round(page)
    compile_the_table(page)
    text = make_and_read_the_edition(page, worker, tmp_path / "bang.pdf")
    issue(page)
    enter_and_publish_answers(page)
    visitor.goto(f"/dot-lay-y-kien/{heard.round.uid}/")

    assert "SỞ TƯ PHÁP" in text
    assert TOGETHER in " ".join(text.split())
    visitor.get_by_role("main").get_by_text("Lấy 15 ngày làm việc.").wait_for()
    heard.round.refresh_from_db()
    assert heard.round.state == RoundState.ANSWERED
    assert Edition.objects.get().counts["opinions"] == 4


def close_the_round(page):
    page.goto("/viec-cua-toi/")
    page.get_by_role("link", name="Tiến độ").click()
    page.get_by_role("button", name="Chốt đợt lấy ý kiến").click()
    page.get_by_text("Đã chốt đợt lấy ý kiến.").wait_for()


def compile_the_table(page):
    page.get_by_role("navigation", name="Đợt này").get_by_role("link", name="Bảng tổng hợp").click()
    page.get_by_role("button", name="Xếp 4 ý kiến vào bảng").click()
    tick_both(page, "Chọn khoản 2 Điều 3")
    page.get_by_role("button", name="Gộp thành một dòng").click()
    page.get_by_label("Ý kiến tổng hợp").fill(TOGETHER)
    page.get_by_label("Nội dung trong công văn").fill(TOGETHER)
    page.get_by_role("button", name="Lưu nội dung").click()

    tick_both(page, "Chọn Điều 4")
    page.get_by_role("button", name="Đánh dấu trái nhau").click()
    page.get_by_text("Trái với dòng khác").first.wait_for()
    for words, key, decided in (
        (TOGETHER, "1", "Đưa vào công văn"),
        (LATER, "5", "Nêu các loại ý kiến"),
        (SOONER, "5", "Nêu các loại ý kiến"),
    ):
        row = page.get_by_role("row").filter(has_text=words)
        row.focus()
        page.keyboard.press(key)
        row.locator(".tag").get_by_text(decided).wait_for()


def tick_both(page, name):
    for number in range(2):
        page.get_by_role("checkbox", name=name).nth(number).check()


def make_and_read_the_edition(page, worker, target):
    page.get_by_role("link", name="Lập bản tổng hợp").click()
    page.get_by_role("button", name="Lập bản chính thức").click()
    page.get_by_text("Đang kết xuất tài liệu: 0/2.").wait_for()
    worker()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Công văn và bảng gửi đi (PDF)").click()
    waiting.value.save_as(target)
    assert target.read_bytes()[:5] == b"%PDF-"
    read = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True)
    return read.stdout


def issue(page):
    page.get_by_role("link", name="Nhập số, ngày").click()
    page.get_by_label("Số, ký hiệu").fill("1203/STP-XDKTVB")
    page.get_by_label("Ngày ban hành").fill(clock.today().isoformat())
    page.get_by_label("Người ký").fill("Lò Văn Thắng")
    page.get_by_role("button", name="Ghi phát hành").click()
    page.get_by_text("Số 1203/STP-XDKTVB").wait_for()


def enter_and_publish_answers(page):
    page.get_by_role("link", name="Tiếp thu, giải trình").click()
    answers = (("Tiếp thu một phần", "Lấy 15 ngày làm việc."), ("Giải trình", "Giữ như dự thảo."))
    for number, (kind, words) in enumerate((answers[0], answers[1], answers[1])):
        row = page.get_by_role("table").get_by_role("row").nth(number + 1)
        row.get_by_role("combobox", name="Trả lời").select_option(kind)
        row.get_by_role("textbox", name="Nội dung trả lời").fill(words)
        row.get_by_role("button", name="Lưu trả lời").click()
        row.get_by_role("status").get_by_text("Đã lưu").wait_for()
    page.get_by_role("button", name="Công khai hồ sơ").click()
    page.get_by_role("heading", name="Ý kiến và kết quả xử lý").wait_for()
