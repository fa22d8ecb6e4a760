"""A head reads on her telephone what her agency will say, returns it once, then approves it."""

import pytest

from consultation.approving import send_up
from consultation.commenting import begin_submission
from consultation.models import Stance, SubmissionState
from tests.factories import open_consultation, written_opinion
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

REASON = "Nêu rõ số ngày đề nghị và viết lại câu chữ của khoản 2."
WORDING = "Thời hạn trả lời không quá 15 ngày làm việc, kể từ ngày nhận được đủ hồ sơ."


@pytest.fixture
def asked(live_server):
    """The officer has sent one opinion up to the head."""
    consultation = open_consultation()
    written_opinion(consultation, reason="")
    officer = consultation.officer()
    submission = begin_submission(consultation.round, agency=consultation.agencies[0], by=officer)
    send_up(submission, by=officer, stance=Stance.AGREES_WITH_OPINIONS)
    return consultation


def open_answer(page, link):
    page.goto("/viec-cua-toi/")
    page.get_by_role("link", name=link).first.click()


def test_a_head_returns_an_answer_with_a_reason_and_approves_it_when_it_is_specific(
    window, phone, asked
):
    head = phone(asked.head()).page
    open_answer(head, "Đọc và duyệt")
    head.get_by_text("Trả lại kèm lý do").click()
    head.get_by_label("Cần làm rõ chỗ nào, như thế nào").fill(REASON)
    head.get_by_role("button", name="Trả lại").click()
    head.get_by_text("Đã trả lại, kèm lý do.").wait_for()

    officer = window(asked.officer()).page
    open_answer(officer, "Văn bản trả lời")
    officer.get_by_text(REASON).wait_for()
    officer.get_by_role("link", name="Sửa").click()
    officer.get_by_label("Nội dung đề nghị sửa").fill(WORDING)
    officer.get_by_role("button", name="Lưu", exact=True).click()
    officer.get_by_text("Đã lưu.").wait_for()
    open_answer(officer, "Văn bản trả lời")
    officer.get_by_role("button", name="Trình duyệt").click()
    officer.get_by_text("Đã trình lãnh đạo cơ quan duyệt.").wait_for()

    open_answer(head, "Đọc và duyệt")
    head.get_by_text("Thay đổi so với lần trả lại gần nhất").click()
    head.get_by_role("article").get_by_text("15 ngày làm việc").first.wait_for()
    head.get_by_role("button", name="Duyệt và gửi").click()
    head.get_by_role("heading", name="Xác nhận đúng là bạn").wait_for()
    head.get_by_label("Mật khẩu").fill(PASSWORD)
    head.get_by_role("button", name="Xác nhận").click()
    head.get_by_text("Đã duyệt và gửi.").wait_for()
    code = head.locator("#receipt-code").inner_text()

    submission = begin_submission(asked.round, agency=asked.agencies[0], by=asked.officer())
    assert (submission.state, submission.receipt_code) == (SubmissionState.APPROVED, code)
    assert [given.reason for given in submission.returns.all()] == [REASON]


def test_a_head_confirms_twice_that_bare_agreement_is_meant(phone, live_server):
    asked = open_consultation()
    officer = asked.officer()
    submission = begin_submission(asked.round, agency=asked.agencies[0], by=officer)
    send_up(submission, by=officer, stance=Stance.AGREES)
    hers = phone()
    head = hers.page
    hers.sign_in(asked.head())

    open_answer(head, "Đọc và duyệt")
    head.get_by_role("button", name="Duyệt và gửi").click()
    head.get_by_role("alert").get_by_text("hãy xác nhận đúng là như vậy").wait_for()
    head.get_by_label("chúng tôi gửi văn bản này dù không đề xuất nội dung cụ thể").check()
    head.get_by_role("button", name="Duyệt và gửi").click()
    head.get_by_text("Đã duyệt và gửi.").wait_for()

    submission.refresh_from_db()
    assert submission.state == SubmissionState.APPROVED
