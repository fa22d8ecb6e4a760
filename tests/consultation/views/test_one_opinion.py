"""One opinion goes back and comes again: what the compiler and the agency see of it."""

import pytest
from django.urls import reverse

from consultation.approving import resend_opinion, return_opinion
from consultation.commenting import amend_opinion
from consultation.models import Opinion, OpinionReturn
from consultation.synthesis import gather_opinions
from tests.consultation.views.screens import field, told, tree
from tests.factories import (
    approved_opinion,
    approved_submission,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db


def read(opinion):
    return Opinion.objects.select_related("submission__round", "round").get(pk=opinion.pk)


def returned(consultation):
    opinion = read(approved_opinion(consultation, reason=""))
    return_opinion(opinion, by=consultation.compiler, reason="Nêu rõ câu chữ.")
    return read(opinion)


def test_the_form_has_the_phrases_for_what_is_missing_ticked(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation, reason="")
    client.force_login(consultation.compiler)

    page = client.get(reverse("return_opinion", args=[opinion.uid]))

    ticked = tree(page).xpath("//input[@name='phrases'][@checked]/@value")
    assert [phrase.split(".")[0] for phrase in ticked] == [
        "Đề nghị nêu cụ thể câu chữ đề nghị sửa, bổ sung",
        "Đề nghị nêu rõ lý do, căn cứ",
    ]


def test_phrases_and_words_become_one_reason(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    client.force_login(consultation.compiler)
    phrase = "Đề nghị nêu rõ lý do, căn cứ."

    client.post(
        reverse("return_opinion", args=[opinion.uid]), {"phrases": [phrase], "words": "Vì sao?"}
    )

    assert OpinionReturn.objects.get().reason == f"{phrase}\nVì sao?"


def test_without_phrase_and_word_the_form_comes_back(client):
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    client.force_login(consultation.compiler)

    answer = client.post(reverse("return_opinion", args=[opinion.uid]), {"words": " "})

    assert answer.status_code == 422
    assert told(answer, "//*[@data-errors]//li")


def test_the_head_finds_it_among_the_tasks_with_the_reason(client):
    consultation = open_consultation()
    returned(consultation)
    client.force_login(consultation.head())

    tasks = client.get(reverse("my_tasks"))

    assert "Nêu rõ câu chữ." in told(tasks, "//*[@aria-labelledby='to-make-specific']")[0]


def test_the_officer_writes_it_anew_beside_the_law_while_the_rest_is_frozen(client):
    consultation = open_consultation()
    written_opinion(consultation, eid="art_4")
    opinion = returned(consultation)
    client.force_login(consultation.officer())
    page = client.get(reverse("submission", args=[opinion.submission.uid]))
    (edit,) = tree(page).xpath("//article//a[contains(@href, 'sua=')]/@href")

    form = client.get(edit)

    assert str(opinion.token) == field(form, "token")


def test_what_is_saved_from_that_form_is_kept(client):
    consultation = open_consultation()
    opinion = returned(consultation)
    client.force_login(consultation.officer())
    page = client.get(reverse("submission", args=[opinion.submission.uid]))
    (edit,) = tree(page).xpath("//article//a[contains(@href, 'sua=')]/@href")
    form = client.get(edit)
    names = ("version", "provision", "seat", "token", "lock_version")
    values = {name: field(form, name) for name in names}

    client.post(
        reverse("write_opinion"), {**values, "kind": "amend", "text": "Đề nghị mười lăm ngày."}
    )

    assert read(opinion).text == "Đề nghị mười lăm ngày."
    assert read(opinion).state == "draft"


def test_the_head_sends_it_again_and_the_compiler_sees_it_was_made_specific(client):
    consultation = open_consultation()
    opinion = returned(consultation)
    amend_opinion(
        opinion,
        by=consultation.officer(),
        lock_version=opinion.lock_version,
        proposed_wording="Trong mười lăm ngày làm việc.",
        reason="Bưu chính chậm.",
    )
    opinion = read(opinion)
    resend_opinion(opinion, by=consultation.head(), lock_version=opinion.lock_version)
    client.force_login(consultation.compiler)

    page = client.get(reverse("submission", args=[opinion.submission.uid]))

    assert (
        len(told(page, f"//*[@id='y-kien-{opinion.uid}']//*[contains(@class, 'tag--good')]")) == 1
    )


def test_while_it_is_away_the_compiler_reads_what_was_sent_and_not_the_draft(client):
    consultation = open_consultation()
    written_opinion(consultation, eid="art_4")
    opinion = returned(consultation)
    sent = opinion.text
    amend_opinion(
        opinion, by=consultation.officer(), lock_version=opinion.lock_version, text="Nháp mới."
    )
    client.force_login(consultation.compiler)

    page = client.get(reverse("submission", args=[opinion.submission.uid]))

    assert sent in told(page, "//*[@aria-labelledby='waiting-returns']")[0]
    assert "Nháp mới." not in page.content.decode()


def test_the_password_is_asked_again_before_it_is_sent(client):
    consultation = open_consultation()
    opinion = returned(consultation)
    client.force_login(consultation.head())

    answer = client.post(
        reverse("resend_opinion", args=[opinion.uid]), {"lock_version": opinion.lock_version}
    )

    assert "reauthenticate" in answer.url
    assert read(opinion).state == "draft"


def test_an_answer_all_of_whose_opinions_are_away_still_has_its_page(client):
    consultation = open_consultation()
    opinion = returned(consultation)
    for person in (consultation.head(), consultation.officer(), consultation.compiler):
        client.force_login(person)
        page = client.get(reverse("submission", args=[opinion.submission.uid]))
        assert page.status_code == 200


def test_from_the_row_on_the_desk_it_goes_back_and_the_desk_names_it(client):
    consultation = open_consultation()
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)
    client.force_login(consultation.compiler)
    page = client.get(reverse("show_row", args=[row.uid]))
    (door,) = tree(page).xpath("//a[contains(@href, '/tra-lai/')]/@href")

    client.post(door, {"words": "Nêu rõ câu chữ."})

    desk = client.get(reverse("desk", args=[consultation.round.uid]))
    assert len(told(desk, "//details[contains(@class, 'notice--wait')]//li")) == 1


def test_a_second_answer_is_approved_as_always():
    consultation = open_consultation()
    written_opinion(consultation, at=1)

    assert approved_submission(consultation, at=1).receipts.current().count() == 1
