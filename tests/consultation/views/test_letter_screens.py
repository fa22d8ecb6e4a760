"""The screens of letters without scripts: rows kept apart, files served sealed, words kept."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cms import clock
from consultation.models import Letter, LetterState, Stance
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry
from tests.consultation.receiving.handling import confirm_all, read_here, take
from tests.factories import open_consultation
from tests.factories.letters import scanned_letter, word_letter
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def row(agency, key="r1", **values):
    cells = {
        "token": uuid4(),
        "lock_version": 0,
        "agency": agency.code,
        "stance": "agree",
        "number": "12/S",
        "dated": f"{clock.today():%d/%m/%Y}",
        **values,
    }
    return {f"{key}-{name}": value for name, value in cells.items()} | {"row": [key]}


@pytest.fixture
def desk(client):
    consultation = open_consultation(agencies=3)
    client.login(username=consultation.compiler.username, password=PASSWORD)
    return client, consultation


def test_a_wrong_row_keeps_no_other_back_and_loses_no_word(desk):
    client, consultation = desk
    good, wrong = consultation.agencies[:2]
    form = {**row(good), **row(wrong, "r2", number="99/X", dated="40/13/2026")}
    form["row"] = ["r1", "r2"]

    answer = client.post(reverse("note_rows", args=[consultation.round.uid]), form)

    assert answer.status_code == 422
    assert Letter.objects.get().agency == good
    page = answer.content.decode()
    assert 'value="99/X"' in page
    assert 'value="40/13/2026"' in page


def test_a_script_hears_of_one_row_what_became_of_it(desk):
    client, consultation = desk
    path = reverse("note_rows", args=[consultation.round.uid])
    form = row(consultation.agencies[0])

    first = client.post(path, form, headers={"X-Requested-With": "fetch"})
    stale = client.post(path, {**form, "r1-number": "1/Z", "r1-lock_version": 7},
                        headers={"X-Requested-With": "fetch"})  # fmt: skip

    assert (first.status_code, stale.status_code) == (200, 409)
    assert b"data-version" in first.content


def test_the_ledger_takes_the_same_queries_for_three_agencies_and_for_thirty(
    client, django_assert_max_num_queries
):
    consultation = open_consultation(agencies=30)
    client.login(username=consultation.compiler.username, password=PASSWORD)
    for at, agency in enumerate(consultation.agencies):
        entry = Entry(agency, Stance.AGREES, f"{at}/S", clock.today())
        note_letter(consultation.round, by=consultation.compiler, token=uuid4(), entry=entry)

    with django_assert_max_num_queries(25):
        client.get(reverse("ledger", args=[consultation.round.uid]))


def test_a_letter_is_served_sealed_and_only_as_a_file(desk):
    client, consultation = desk
    letter = read_here(consultation)

    answer = client.get(reverse("letter_file", args=[letter.uid]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_page_of_a_scan_is_a_picture_of_our_own(desk):
    client, consultation = desk
    letter = read_here(consultation, scanned_letter(pages=1))

    answer = client.get(reverse("letter_scan", args=[letter.uid, 1]))

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert client.get(reverse("letter_scan", args=[letter.uid, 2])).status_code == 404


def test_a_letter_cannot_be_read_is_told_and_kept(desk):
    client, consultation = desk
    entry = Entry(agency=consultation.agencies[0])
    letter = note_letter(consultation.round, by=consultation.compiler, token=uuid4(), entry=entry)
    bad = word_letter()
    bad.file.seek(0)
    bad.file.truncate(2_000)
    bad.size = 2_000

    answer = client.post(reverse("mark_letter", args=[letter.uid]), {"do": "file", "file": bad})

    assert answer.status_code == 422
    letter.refresh_from_db()
    assert letter.state == LetterState.NOTED


def test_a_wrong_place_brings_the_passage_back_as_it_was_typed(desk):
    client, consultation = desk
    letter = read_here(consultation)
    passage = letter.passages.opinions().first()
    form = {
        f"{passage.uid}-becomes": "opinion",
        f"{passage.uid}-subjects": "Điều 999",
        f"{passage.uid}-text": "Chữ vừa gõ.",
        f"{passage.uid}-lock_version": 0,
        "do": "change",
    }

    answer = client.post(reverse("mark_passage", args=[passage.uid]), form)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Điều 999" in page
    assert "Chữ vừa gõ." in page


def test_the_page_of_a_letter_takes_the_same_queries_for_two_opinions_and_for_forty(
    desk, django_assert_max_num_queries
):
    client, consultation = desk
    lines = tuple(f"{n}. Tại khoản 2 Điều 3 đề nghị sửa lần {n}." for n in range(1, 41))
    letter = read_here(consultation, word_letter(lines))
    assert letter.passages.opinions().count() == 40

    with django_assert_max_num_queries(25):
        client.get(reverse("letter", args=[letter.uid]))


def test_an_agency_reads_on_its_own_pages_what_its_letter_said(client):
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)
    letter = take(letter, by=consultation.compiler)
    client.login(username=consultation.officer().username, password=PASSWORD)

    answer = client.get(reverse("submission", args=[letter.submission.uid]))
    receipt = client.get(reverse("receipt", args=[letter.submission.receipt_code]))
    margin = client.get(letter.passages.opinions().first().subjects.get().provision.section.url)
    own = client.get(reverse("letter", args=[letter.uid]))

    assert [page.status_code for page in (answer, receipt, margin, own)] == [200] * 4
    assert "xã ở xa nhận hồ sơ chậm" in answer.content.decode()
