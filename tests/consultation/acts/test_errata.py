"""What changes in the text while agencies are asked is told to them, and nothing is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.inviting import close_round
from consultation.models import AuditEntry, Erratum
from tests.consultation.views.screens import told, tree
from tests.factories import open_consultation, publish_law, written_opinion
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db
CLAUSE = "art_3__para_2"
OLD = "Thời hạn trả lời không quá 10 ngày, kể từ ngày nhận được đủ hồ sơ."
NEW = "Thời hạn trả lời không quá 15 ngày, kể từ ngày nhận được đủ hồ sơ."


def correct(version, old="10 ngày", new="15 ngày", reason="", slug="dieu-3"):
    page = version.sections().get(slug=slug)
    page.body = [("law", page.body[0].value.replace(old, new))]
    page.change_reason = reason
    page.save_revision(user=version.owner).publish(user=version.owner)


def test_a_text_that_changes_in_an_open_round_becomes_its_erratum():
    consultation = open_consultation()

    correct(consultation.version, reason="Lỗi đánh máy.")

    erratum = Erratum.objects.get()
    assert erratum.round == consultation.round
    assert erratum.provision.eid == CLAUSE
    assert erratum.texts == (OLD, NEW)
    assert erratum.reason == "Lỗi đánh máy."
    assert erratum.by == consultation.version.owner
    assert AuditEntry.objects.filter(action="round.text_corrected").count() == 1


def test_a_text_that_changes_before_anybody_is_asked_is_no_erratum():
    correct(publish_law())

    assert Erratum.objects.count() == 0


def test_a_text_that_changes_while_late_answers_come_is_an_erratum_too():
    consultation = open_consultation()
    close_round(consultation.round, by=consultation.compiler)

    correct(consultation.version)

    assert Erratum.objects.count() == 1


def test_a_clause_that_goes_and_comes_back_is_told_twice():
    consultation = open_consultation()
    line = f"\n2. {OLD}"

    correct(consultation.version, line, "")
    page = consultation.version.sections().get(slug="dieu-3")
    page.body = [("law", page.body[0].value + line)]
    page.save_revision().publish()

    assert [erratum.texts for erratum in Erratum.objects.in_order()] == [(OLD, ""), ("", OLD)]


def test_an_article_shows_its_erratum_with_the_old_words(client):
    consultation = open_consultation()
    correct(consultation.version, reason="Lỗi đánh máy.")

    response = client.get(f"{consultation.version.url}dieu-3/")

    (note,) = tree(response).xpath("//article//*[@role='note']")
    assert [found.text_content() for found in note.xpath(".//del/text()/..")] != []
    assert "10" in note.xpath("string(.//del)")
    assert "15" in note.xpath("string(.//ins)")
    assert "Lỗi đánh máy." in note.text_content()


def test_a_change_that_two_rounds_are_told_of_stands_once_beside_the_text(client):
    version = open_consultation().version
    open_consultation(version=version)
    correct(version)

    pages = [client.get(f"{version.url}{slug}/") for slug in ("dieu-3", "toan-van")]

    assert Erratum.objects.count() == 2
    assert [len(tree(page).xpath("//article//*[@role='note']")) for page in pages] == [1, 1]


def test_an_article_shows_what_was_struck_out_of_it(client):
    consultation = open_consultation()
    correct(consultation.version, f"\n2. {OLD}", "")

    response = client.get(f"{consultation.version.url}dieu-3/")

    (note,) = tree(response).xpath("//article//*[@role='note']")
    assert "khoản 2 Điều 3" in note.xpath("string(./b)")
    assert OLD in note.xpath("string(.//del)")


def test_the_record_of_a_round_and_the_tasks_of_its_officers_name_the_erratum(client):
    consultation = open_consultation()
    correct(consultation.version)

    record = client.get(f"/dot-lay-y-kien/{consultation.round.uid}/")
    client.force_login(consultation.officer())
    tasks = client.get("/viec-cua-toi/")

    assert told(record, "//ol[@class='line']/li[3]/span") == ["khoản 2 Điều 3"]
    assert told(tasks, "//a[contains(@href, '#art_3__para_2')]") == ["khoản 2 Điều 3"]


def test_the_old_words_stay_on_the_record_and_on_the_answer_of_whoever_is_asked(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    correct(consultation.version, reason="Lỗi đánh máy.")

    record = client.get(f"/dot-lay-y-kien/{consultation.round.uid}/")
    client.force_login(consultation.officer())
    answer = client.get(f"/gop-y/{opinion.submission.uid}/")

    for response in (record, answer):
        (note,) = tree(response).xpath("//details[@class='errata']//*[@role='note']")
        assert note.xpath(".//del/text()") == [" 10"]
        assert note.xpath(".//a/@href") == [f"{consultation.version.url}dieu-3/#{CLAUSE}"]


def test_an_opinion_keeps_the_text_it_was_written_about_and_says_so(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    correct(consultation.version)
    client.force_login(consultation.officer())

    response = client.get(f"{consultation.version.url}dieu-3/?tai={CLAUSE}")

    opinion.refresh_from_db()
    assert opinion.provision_text.text == OLD
    assert provision(consultation.version, CLAUSE).current_text.text == NEW
    assert told(response, "//*[@class='opinion']//q") == [OLD]


def test_tasks_ask_as_often_whatever_was_changed(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    client.get("/viec-cua-toi/")
    with CaptureQueriesContext(connection) as before:
        client.get("/viec-cua-toi/")

    correct(consultation.version, "Cơ quan", "Đơn vị", slug="dieu-2")
    correct(consultation.version)
    with CaptureQueriesContext(connection) as after:
        client.get("/viec-cua-toi/")

    assert len(after) <= len(before)
