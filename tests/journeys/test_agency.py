"""Work inside an agency in the browser: an officer with articles of her own, a head on a telephone,
a general opinion that goes back and comes again specific."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from consultation.approving import assign_articles
from consultation.commenting import begin_submission
from consultation.models import Assignment, Note, Opinion, OpinionReturn
from tests.factories import approved_submission, open_consultation, written_opinion
from tests.factories.laws import provision
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

WORDING = "Thời hạn trả lời không quá 15 ngày làm việc, kể từ ngày nhận được đủ hồ sơ."


def confirm_password(page):
    """Somebody else's hand on an open telephone is not the head's."""
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def test_a_head_gives_an_article_out_and_its_officer_writes_notes_and_finishes(window, live_server):
    asked = open_consultation()
    submission = begin_submission(asked.round, agency=asked.agencies[0], by=asked.officer())
    head = window(asked.head()).page
    head.goto(reverse("share_work", args=[submission.uid]))
    head.locator("input[name=articles]").nth(2).check()
    head.get_by_label(gettext("Who looks at them")).select_option(label=str(asked.officer()))
    head.get_by_role("button", name=pgettext("articles to officers", "Give out")).click()
    head.get_by_text(gettext("The articles are given out.")).wait_for()

    officer = window(asked.officer()).page
    officer.goto("/viec-cua-toi/")
    mine = officer.get_by_role("region", name=gettext("Articles given to you"))
    mine.get_by_role("link").click()
    officer.locator("form[data-autosave]").wait_for()
    officer.goto(reverse("submission", args=[submission.uid]))
    officer.get_by_label(gettext("Internal note")).fill("Hỏi lại phòng nghiệp vụ.")
    officer.get_by_role("button", name=pgettext("leave an internal note", "Note")).click()
    officer.get_by_text("Hỏi lại phòng nghiệp vụ.").wait_for()
    officer.goto("/viec-cua-toi/")
    mine.get_by_role("button").click()
    mine.wait_for(state="detached")

    assert Assignment.objects.get().finished_at is not None
    assert Note.objects.get().by == asked.officer()


def test_a_general_opinion_goes_back_and_comes_again_specific(window, phone, live_server):
    asked = open_consultation()
    general = written_opinion(asked, reason="")
    submission = approved_submission(asked)
    compiler = window(asked.compiler).page
    compiler.goto(reverse("submission", args=[submission.uid]))
    link = gettext("Return this opinion to be made specific")
    compiler.get_by_role("link", name=link).click()
    compiler.get_by_role("button", name=gettext("Return this opinion")).click()
    told = gettext("The opinion is returned; the head of the agency is told.")
    compiler.get_by_text(told).wait_for()

    officer = window(asked.officer()).page
    officer.goto("/viec-cua-toi/")
    waiting = officer.get_by_role("region", name=gettext("To make specific"))
    waiting.get_by_role("link").first.click()
    officer.get_by_role("link", name="Sửa").click()
    officer.get_by_label("Nội dung đề nghị sửa").fill(WORDING)
    more = officer.locator("details:has(textarea[name=reason])")
    more.evaluate("details => { details.open = true; }")
    officer.locator("textarea[name=reason]").fill("Bưu chính chậm.")
    officer.get_by_role("button", name="Lưu", exact=True).click()
    officer.get_by_text("Đã lưu.").wait_for()

    head = phone(asked.head()).page
    head.goto("/viec-cua-toi/")
    head.get_by_role("region", name=gettext("To make specific")).get_by_role("link").first.click()
    head.get_by_role("button", name=gettext("Send this opinion again")).click()
    confirm_password(head)
    head.get_by_text(gettext("Sent again. The answer has a new receipt.")).wait_for()

    compiler.goto(reverse("submission", args=[submission.uid]))
    compiler.locator(f"#y-kien-{general.uid} .tag--good").wait_for()
    assert OpinionReturn.objects.get().outcome == "specific"
    assert Opinion.objects.get().state == "approved"
    codes = [receipt.code for receipt in submission.receipts.order_by("pk")]
    submission.refresh_from_db()
    assert codes[-1] == submission.receipt_code != codes[0]


def test_a_head_takes_an_answer_back_on_a_telephone(phone, live_server):
    asked = open_consultation()
    written_opinion(asked)
    submission = approved_submission(asked)
    head = phone(asked.head()).page
    head.goto(reverse("submission", args=[submission.uid]))
    head.get_by_text(gettext("Take the answer back to change it")).click()
    head.get_by_label(gettext("Why it is taken back")).fill("Sửa số liệu.")
    label = pgettext("an answer that was sent", "Take back")
    head.get_by_role("button", name=label).click()
    head.get_by_text("Sửa số liệu.").first.wait_for()

    submission.refresh_from_db()
    assert submission.state == "returned"
    assert assign_articles(
        submission,
        by=asked.head(),
        articles=[provision(asked.version, "art_3")],
        officer=asked.officer(),
    )
