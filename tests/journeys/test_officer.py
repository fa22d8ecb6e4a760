"""An officer finds what her agency is asked, comments article by article, and sends it up."""

import pytest

from consultation.models import Kind, Opinion, SubmissionState
from tests.factories import open_consultation

pytestmark = pytest.mark.browser

PROBLEM = "Thời hạn 10 ngày quá ngắn đối với xã biên giới."
WORDING = "Thời hạn trả lời không quá 15 ngày làm việc, kể từ ngày nhận được đủ hồ sơ."


@pytest.fixture
def asked(live_server):
    return open_consultation()


def test_an_officer_comments_on_a_clause_agrees_with_an_article_and_sends_it_up(window, asked):
    hers = window()
    page = hers.page
    hers.sign_in(asked.officer())

    page.get_by_role("listitem").filter(has_text="Lấy ý kiến dự thảo Nghị định").get_by_role(
        "link", name="Bắt đầu"
    ).click()
    page.get_by_role("link", name="Điều 3. Thời hạn trả lời").click()
    clause = page.locator("#art_3__para_2")
    clause.get_by_role("link", name="Góp ý").click()
    margin = page.get_by_role("complementary", name="Ý kiến")
    margin.get_by_label("Ý kiến: cần sửa gì").fill(PROBLEM)
    margin.get_by_role("status").get_by_text("Đã lưu").wait_for()
    margin.get_by_label("Nội dung đề nghị sửa").fill(WORDING)
    margin.get_by_role("button", name="Lưu, sang Điều 4").click()

    page.get_by_role("heading", name="Điều 4. Hiệu lực thi hành", level=1).wait_for()
    page.get_by_role("button", name="Nhất trí với Điều 4").click()
    page.get_by_text("Cơ quan nhất trí với Điều 4").wait_for()
    page.get_by_role("link", name="Văn bản trả lời").click()
    page.get_by_label("Nhất trí, có ý kiến").check()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Đã trình lãnh đạo cơ quan duyệt.").wait_for()

    opinion, agreement = Opinion.objects.order_by("pk")
    assert (opinion.provision.eid, opinion.text) == ("art_3__para_2", PROBLEM)
    assert opinion.proposed_wording == WORDING
    assert (agreement.provision.eid, agreement.kind) == ("art_4", Kind.AGREE)
    assert opinion.submission.state == SubmissionState.SENT_UP
