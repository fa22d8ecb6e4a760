"""What is drawn of an answer, what comes back signed, and receipts that have ended."""

from datetime import date

import pytest
from django.urls import reverse

from consultation.approving import take_back_submission
from consultation.models import Receipt, SignedLetter
from tests.consultation.uploads import pdf, uploaded
from tests.consultation.views.screens import told, tree
from tests.factories import approved_opinion, officer_of, open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_letter_comes_as_word_and_pdf_from_what_was_frozen(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    client.force_login(consultation.officer())

    word = client.get(reverse("answer_letter", args=[submission.uid, "docx"]), {"ky": "deputy"})
    drawn = client.get(reverse("answer_letter", args=[submission.uid, "pdf"]))

    assert b"".join(word.streaming_content).startswith(b"PK")
    assert b"".join(drawn.streaming_content).startswith(b"%PDF")
    assert "attachment" in word["Content-Disposition"]
    assert client.get(f"/gop-y/{submission.uid}/cong-van.exe").status_code == 404


def test_an_answer_that_was_taken_back_has_no_letter(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    take_back_submission(submission, by=consultation.head(), reason="Sửa.")
    client.force_login(consultation.officer())

    assert client.get(reverse("answer_letter", args=[submission.uid, "pdf"])).status_code == 404


def test_an_answer_approved_before_receipts_kept_its_words_has_its_letter_too(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation, text="Đề nghị kéo dài.").submission
    Receipt.objects.update(data={})
    client.force_login(consultation.officer())

    assert client.get(reverse("answer_letter", args=[submission.uid, "docx"])).status_code == 200


def test_number_date_signatory_and_the_signed_file_come_afterwards(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    sum_ = submission.content_sha256
    client.force_login(consultation.officer())
    form = {"number": "12/S1-VP", "dated": "2026-11-20", "signatory": "Lò Thị Hoa"}

    for _time in range(2):
        client.post(
            reverse("record_letter", args=[submission.uid]),
            {**form, "file": uploaded("cong-van.pdf", pdf())},
        )

    submission.refresh_from_db()
    assert (submission.letter_number, submission.letter_date) == ("12/S1-VP", date(2026, 11, 20))
    assert (submission.letter_signatory, submission.state) == ("Lò Thị Hoa", "approved")
    assert submission.content_sha256 == sum_
    letter = SignedLetter.objects.get()
    sent = client.get(reverse("signed_letter", args=[letter.uid]))
    assert b"".join(sent.streaming_content).startswith(b"%PDF")
    client.force_login(officer_of(consultation.agencies[1]))
    assert client.get(reverse("signed_letter", args=[letter.uid])).status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused_and_the_number_stays_in_the_form(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    client.force_login(consultation.officer())

    answer = client.post(
        reverse("record_letter", args=[submission.uid]),
        {
            "number": "12/S1-VP",
            "dated": "2026-11-20",
            "file": uploaded("cong-van.pdf", b"MZ" + b"x" * 99),
        },
    )

    assert answer.status_code == 422
    assert tree(answer).xpath("//input[@name='number']/@value") == ["12/S1-VP"]
    assert not SignedLetter.objects.exists()


def test_a_receipt_that_has_ended_stays_checkable_and_names_the_one_that_stands(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    first = submission.receipt_code
    take_back_submission(submission, by=consultation.head(), reason="Sửa.")

    public = client.get(reverse("receipt", args=[first]))
    client.force_login(consultation.officer())
    paper = client.get(reverse("receipt_pdf", args=[first]))

    assert public.status_code == 200
    assert told(public, "//*[contains(@class, 'notice--late')]")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")


def test_without_a_reason_the_answer_stays_sent(client):
    consultation = open_consultation()
    submission = approved_opinion(consultation).submission
    client.force_login(consultation.head())

    answer = client.post(reverse("take_back", args=[submission.uid]), {"reason": ""})

    assert answer.status_code == 422
    submission.refresh_from_db()
    assert submission.state == "approved"
