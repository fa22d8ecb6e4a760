"""An answer goes up, is approved on a telephone or returned; its page shows all of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import clock
from consultation.approving import return_submission, send_up
from consultation.commenting import amend_opinion, begin_submission, withdraw_opinion
from consultation.models import Stance, SubmissionState
from tests.consultation.views.screens import told, tree
from tests.factories import (
    approved_submission,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db

SPECIFIC = {
    "proposed_wording": "Thời hạn trả lời không quá 15 ngày, kể từ ngày nhận được đủ hồ sơ.",
}


def sent_up(consultation, stance=Stance.AGREES_WITH_OPINIONS):
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    return send_up(submission, by=consultation.officer(), stance=stance)


def address(submission, act=""):
    return f"/gop-y/{submission.uid}/{act}"


def test_the_page_lists_the_opinions_in_the_order_of_the_law(client):
    consultation = open_consultation()
    later = written_opinion(consultation, eid="art_4")
    earlier = written_opinion(consultation, eid="art_2__para_2__point_dd")
    whole = written_opinion(consultation, eid="")
    client.force_login(consultation.officer())

    response = client.get(address(later.submission))

    assert tree(response).xpath("//article[contains(@class, 'card')]/@id") == [
        f"y-kien-{opinion.uid}" for opinion in (whole, earlier, later)
    ]


def test_a_general_opinion_is_told_what_it_lacks(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation, reason="")
    client.force_login(consultation.officer())

    response = client.get(address(opinion.submission))

    (lacking,) = told(response, "//article//p[span[contains(@class, 'tag--wait')]]")
    assert lacking.endswith("chưa có nội dung đề nghị sửa, chưa có lý do")


def test_an_officer_sends_the_answer_up_with_a_stance(client):
    consultation = open_consultation()
    submission = written_opinion(consultation).submission
    client.force_login(consultation.officer())

    client.post(address(submission, "trinh-duyet/"), {"stance": Stance.AGREES_WITH_OPINIONS})

    submission.refresh_from_db()
    assert submission.state == SubmissionState.SENT_UP


def test_a_stance_that_does_not_fit_is_refused_with_a_reason(client):
    consultation = open_consultation()
    submission = written_opinion(consultation).submission
    client.force_login(consultation.officer())

    response = client.post(address(submission, "trinh-duyet/"), {"stance": Stance.AGREES})

    assert response.status_code == 422
    assert len(tree(response).xpath("//*[@data-errors]//li")) == 1
    assert tree(response).xpath("//input[@name='stance'][@checked]/@value") == [Stance.AGREES]


def test_compilers_see_no_answer_before_it_is_sent(client):
    consultation = open_consultation()
    submission = sent_up(consultation, stance=Stance.AGREES)
    client.force_login(consultation.compiler)

    assert client.get(address(submission)).status_code == 404


def test_a_head_returns_with_a_reason_the_officer_reads_first(client):
    consultation = open_consultation()
    written_opinion(consultation)
    submission = sent_up(consultation)
    client.force_login(consultation.head())

    client.post(address(submission, "tra-lai/"), {"reason": "Nêu câu chữ ở Điều 3."})
    client.force_login(consultation.officer())
    page = client.get(address(submission))

    (reason,) = told(page, "//div[contains(@class, 'notice--late')]/p[2]")
    assert reason == "Nêu câu chữ ở Điều 3."


def test_a_return_without_a_reason_is_not_a_return(client):
    consultation = open_consultation()
    submission = sent_up(consultation, stance=Stance.AGREES)
    client.force_login(consultation.head())

    response = client.post(address(submission, "tra-lai/"), {"reason": "  "})

    submission.refresh_from_db()
    assert (response.status_code, submission.state) == (422, SubmissionState.SENT_UP)


def test_a_head_sees_what_changed_since_the_last_return(client):
    consultation = open_consultation()
    kept = written_opinion(consultation, eid="art_2")
    changed = written_opinion(consultation, text="Thời hạn ngắn.")
    gone = written_opinion(consultation, eid="art_4")
    submission = sent_up(consultation)
    return_submission(submission, by=consultation.head(), reason="Cụ thể hơn.")
    officer = consultation.officer()
    amend_opinion(changed, by=officer, lock_version=changed.lock_version, text="Thời hạn quá ngắn.")
    withdraw_opinion(gone, by=officer)
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        added = written_opinion(consultation, eid="art_1")
        send_up(submission, by=officer, stance=Stance.AGREES_WITH_OPINIONS)
        client.force_login(consultation.head())

        page = tree(client.get(address(submission)))

    def marks(opinion):
        card = f"//article[@id='y-kien-{opinion.uid}']"
        return page.xpath(f"{card}//h3/span[2]/text()")

    assert (marks(kept), marks(changed), marks(added)) == ([], ["Đã sửa"], ["Mới"])
    change = f"//article[@id='y-kien-{changed.uid}']//details//ins/text()"
    assert "".join(page.xpath(change)).strip() == "quá"
    assert page.xpath(f"//article[@id='y-kien-{gone.uid}']") == []


def test_an_approved_answer_shows_its_receipt_and_takes_the_letters_number(client):
    consultation = open_consultation()
    written_opinion(consultation)
    submission = approved_submission(consultation)
    client.force_login(consultation.officer())

    page = client.get(address(submission))
    client.post(address(submission, "so-cong-van/"), {"number": "12/S1-VP", "dated": "2026-11-20"})

    assert told(page, "//*[@id='receipt-code']") == [submission.receipt_code]
    submission.refresh_from_db()
    assert (submission.letter_number, submission.letter_date) == ("12/S1-VP", date(2026, 11, 20))


def test_the_page_asks_the_database_as_often_for_one_opinion_as_for_twelve(client):
    consultation = open_consultation()
    submission = written_opinion(consultation).submission
    client.force_login(consultation.officer())
    client.get(address(submission))
    with CaptureQueriesContext(connection) as before:
        client.get(address(submission))

    for eid in ("art_1", "art_2", "art_3", "art_4") * 3:
        written_opinion(consultation, eid=eid)
    with CaptureQueriesContext(connection) as after:
        client.get(address(submission))

    assert len(after) <= len(before)
    assert len(after) <= 14


def test_who_sent_up_an_answer_without_opinions_is_not_told_to_write_one(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    writing = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    before = tree(client.get(address(writing))).xpath("//*[@class='empty']")
    sent_up(consultation, Stance.AGREES)

    after = tree(client.get(address(writing))).xpath("//*[@class='empty']")

    assert (len(before), len(after)) == (1, 0)
