"""Screens inside an agency: articles given out, notes, questions, what changed since a return."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import clock
from consultation.approving import (
    assign_articles,
    return_submission,
    send_up,
    write_note,
)
from consultation.commenting import amend_opinion, begin_submission, withdraw_opinion
from consultation.models import Assignment, FocusAnswer, FocusQuestion, Note
from tests.consultation.views.screens import field, told, tree
from tests.factories import approved_opinion, open_consultation, written_opinion
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def begun(consultation, *, at=0):
    return begin_submission(
        consultation.round, agency=consultation.agencies[at], by=consultation.officer(at)
    )


def page_of(submission):
    return reverse("submission", args=[submission.uid])


def work_of(submission):
    return reverse("share_work", args=[submission.uid])


def test_a_head_gives_articles_to_an_officer_who_finds_them_among_the_tasks(client):
    consultation = open_consultation()
    submission = begun(consultation)
    articles = [provision(consultation.version, eid) for eid in ("art_3", "art_4")]
    client.force_login(consultation.head())
    day = clock.today() + timedelta(days=2)

    answer = client.post(
        work_of(submission),
        {
            "articles": [str(article.uid) for article in articles],
            "officer": str(consultation.officer().uid),
            "due_on": day.isoformat(),
        },
    )

    assert answer.status_code == 302
    client.force_login(consultation.officer())
    tasks = client.get(reverse("my_tasks"))
    titles = told(tasks, "//section[@aria-labelledby='own-articles']//a")
    assert [title.split(".")[0] for title in titles] == ["Điều 3", "Điều 4"]


def test_what_is_done_leaves_the_tasks_and_stands_in_the_shares(client):
    consultation = open_consultation()
    submission = begun(consultation)
    articles = [provision(consultation.version, eid) for eid in ("art_3", "art_4")]
    assign_articles(
        submission, by=consultation.head(), articles=articles, officer=consultation.officer()
    )
    client.force_login(consultation.officer())

    client.post(reverse("finish_article", args=[Assignment.objects.first().uid]))

    assert (
        len(told(client.get(reverse("my_tasks")), "//*[@aria-labelledby='own-articles']//li")) == 1
    )
    shares = told(client.get(work_of(submission)), "//table//tbody/tr/td")
    assert shares == ["2", "1", "0"]


def test_a_chapter_stands_for_its_articles(client):
    consultation = open_consultation()
    submission = begun(consultation)
    client.force_login(consultation.head())
    chapter = tree(client.get(work_of(submission))).xpath("//input[@name='groups']/@value")[0]

    client.post(
        work_of(submission), {"groups": [chapter], "officer": str(consultation.officer().uid)}
    )

    assert Assignment.objects.count() > 1
    ticks = len(tree(client.get(work_of(submission))).xpath("//input[@name='articles']"))
    assert Assignment.objects.count() < ticks


def test_bad_input_keeps_every_tick_and_says_what_to_do(client):
    consultation = open_consultation()
    submission = begun(consultation)
    article = provision(consultation.version, "art_3")
    client.force_login(consultation.head())

    answer = client.post(
        work_of(submission),
        {"articles": [str(article.uid)], "officer": "", "due_on": "2020-01-01"},
    )

    assert answer.status_code == 422
    ticked = tree(answer).xpath("//input[@name='articles'][@checked]/@value")
    assert ticked == [str(article.uid)]
    assert tree(answer).xpath("//input[@name='due_on']/@value") == ["2020-01-01"]
    assert len(told(answer, "//*[@data-errors]//li")) == 2


def test_an_officer_sees_the_shares_and_gives_out_nothing(client):
    consultation = open_consultation()
    submission = begun(consultation)
    client.force_login(consultation.officer())

    page = client.get(work_of(submission))

    assert page.status_code == 200
    assert not tree(page).xpath("//input[@name='articles']")
    assert client.post(work_of(submission), {"articles": []}).status_code == 403


def test_the_page_asks_the_database_as_often_for_all_articles_as_for_none(client):
    consultation = open_consultation()
    submission = begun(consultation)
    client.force_login(consultation.head())
    client.get(work_of(submission))
    with CaptureQueriesContext(connection) as before:
        client.get(work_of(submission))
    articles = [provision(consultation.version, eid) for eid in ("art_1", "art_2", "art_3")]
    assign_articles(
        submission, by=consultation.head(), articles=articles, officer=consultation.officer()
    )
    write_note(submission, by=consultation.head(), text="Xem kỹ.", token=uuid4())

    with CaptureQueriesContext(connection) as after:
        client.get(work_of(submission))

    assert len(after) <= len(before)


def test_a_note_stands_on_the_page_of_its_agency_and_on_no_other(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    client.force_login(consultation.officer())
    client.post(
        reverse("write_note", args=[opinion.submission.uid]),
        {"text": f"Chỉ nội bộ {HOSTILE}", "token": uuid4()},
    )

    own = client.get(page_of(opinion.submission)).content.decode()
    client.force_login(consultation.compiler)
    theirs = client.get(page_of(opinion.submission)).content.decode()

    assert "Chỉ nội bộ" in own
    assert HOSTILE not in own
    assert "Chỉ nội bộ" not in theirs


def test_a_note_on_an_article_is_written_beside_the_law_and_stands_there(client):
    consultation = open_consultation()
    submission = begun(consultation)
    client.force_login(consultation.officer())
    law = client.get(f"{provision(consultation.version, 'art_3').section.url}?tai=art_3__para_2")
    (door,) = tree(law).xpath("//a[contains(@href, 'ghi-chu')]/@href")
    values = {name: field(client.get(door), name) for name in ("token", "provision")}

    client.post(door, {**values, "text": "Hỏi lại các xã."})

    note = Note.objects.get()
    assert (note.provision.eid, note.text) == ("art_3__para_2", "Hỏi lại các xã.")
    assert "Hỏi lại các xã." in client.get(door).content.decode()
    elsewhere = client.get(door.replace("art_3__para_2", "art_4"))
    assert "Hỏi lại các xã." not in elsewhere.content.decode()
    assert told(client.get(work_of(submission)), "//a[contains(@href, 'ghi-chu')]")


def test_a_note_that_is_too_long_stays_in_its_form(client):
    consultation = open_consultation()
    submission = begun(consultation)
    client.force_login(consultation.officer())
    words = "a" * 5_001

    answer = client.post(
        reverse("write_note", args=[submission.uid]), {"text": words, "token": uuid4()}
    )

    assert answer.status_code == 422
    assert field(answer, "text") == words


def test_a_removed_note_leaves_its_trace_without_its_words(client):
    consultation = open_consultation()
    submission = begun(consultation)
    note = write_note(submission, by=consultation.officer(), text="Nhầm chỗ.", token=uuid4())
    client.force_login(consultation.officer())

    client.post(reverse("remove_note", args=[note.uid]))

    page = client.get(page_of(submission))
    assert "Nhầm chỗ" not in page.content.decode()
    assert len(told(page, f"//*[@id='ghi-chu-{note.uid}']")) == 1
    assert Note.objects.get().text == "Nhầm chỗ."


def question_of(consultation):
    return FocusQuestion.objects.create(
        round=consultation.round,
        provision=provision(consultation.version, "art_3"),
        text=f"Mười ngày có đủ không? {HOSTILE}",
        asked_at=clock.now(),
    )


def test_bare_agreement_is_refused_with_a_way_to_the_question(client):
    consultation = open_consultation()
    question = question_of(consultation)
    submission = begun(consultation)
    client.force_login(consultation.officer())

    answer = client.post(reverse("send_up", args=[submission.uid]), {"stance": "agree"})

    assert answer.status_code == 422
    assert told(answer, "//*[@data-errors]//li")
    assert told(answer, f"//*[@id='cau-hoi-{question.uid}']")
    assert HOSTILE not in answer.content.decode()


def test_a_question_is_answered_by_an_opinion_or_declined_on_the_page(client):
    consultation = open_consultation()
    question = question_of(consultation)
    opinion = written_opinion(consultation, eid="art_3")
    submission = opinion.submission
    door = reverse("answer_question", args=[submission.uid, question.uid])
    client.force_login(consultation.officer())

    client.post(door, {"opinion": str(opinion.uid), "declined": ""})
    assert FocusAnswer.objects.get().opinion == opinion
    client.post(door, {"opinion": "", "declined": "Chưa có số liệu."})

    assert FocusAnswer.objects.get().declined_reason == "Chưa có số liệu."
    assert "Chưa có số liệu." in client.get(page_of(submission)).content.decode()


@pytest.mark.parametrize("form", [{}, {"opinion": str(uuid4())}, {"declined": "a" * 501}])
def test_no_answer_to_a_question_is_told(client, form):
    consultation = open_consultation()
    question = question_of(consultation)
    submission = begun(consultation)
    client.force_login(consultation.officer())

    door = reverse("answer_question", args=[submission.uid, question.uid])
    page = client.post(door, form)

    assert page.status_code == 422
    assert told(page, "//*[@data-errors]//li")
    if "declined" in form:
        assert tree(page).xpath("//input[@name='declined']/@value") == [form["declined"]]
    assert not FocusAnswer.objects.exists()


def test_a_head_sees_what_was_removed_since_the_last_return(client):
    consultation = open_consultation()
    kept, gone = (written_opinion(consultation, eid=eid) for eid in ("art_3", "art_4"))
    submission = kept.submission
    send_up(submission, by=consultation.officer(), stance="agree_with_opinions")
    return_submission(submission, by=consultation.head(), reason="Bỏ bớt.")
    gone.refresh_from_db()
    withdraw_opinion(gone, by=consultation.officer())
    kept.refresh_from_db()
    amend_opinion(
        kept, by=consultation.officer(), lock_version=kept.lock_version, text="Đề nghị khác."
    )
    written_opinion(consultation, eid="art_2")
    submission.refresh_from_db()
    send_up(submission, by=consultation.officer(), stance="agree_with_opinions")
    client.force_login(consultation.head())

    page = client.get(page_of(submission))

    assert told(page, "//section[@aria-labelledby='removed']//s")[0].startswith("Điều 4")
    assert len(told(page, "//*[contains(@class, 'tag--mine')]")) == 1
    assert len(told(page, f"//*[@id='y-kien-{kept.uid}']//ins")) >= 1
