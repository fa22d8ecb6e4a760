"""Attaching a file beside the law: without a script and with one, and no word lost by it."""

import pytest
from django.urls import reverse

from consultation.models import Attachment, Opinion
from tests.consultation.test_uploads import WRONG
from tests.consultation.uploads import uploaded
from tests.consultation.views.screens import HTMX, field, told, tree
from tests.consultation.views.test_opinions import WORDS, WRITE, words_of
from tests.factories import approved_submission, open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return open_consultation()


@pytest.fixture
def hers(client, asked):
    client.force_login(asked.officer())
    return client


def files_on(page):
    return told(page, "//*[@id='form-files']//li/span")


def test_a_file_is_attached_and_the_form_goes_on_with_all_that_was_written(hers, asked):
    sent = words_of(asked, text="", reason="Đường xa.", then="attach")
    sent |= {"attachment": uploaded("to-trinh.docx"), "attachment_description": "Tờ trình"}

    answer = hers.post(WRITE, sent)
    page = hers.get(answer.url)

    assert field(page, "reason") == "Đường xa."
    (shown,) = files_on(page)
    assert shown.startswith("to-trinh.docx")
    assert "Tờ trình" in shown


def test_a_file_chosen_with_the_words_is_kept_by_the_button_that_saves(hers, asked):
    hers.post(WRITE, words_of(asked, attachment=uploaded("anh.png")))

    assert Attachment.objects.get().opinion.text == WORDS


def test_in_the_margin_the_form_comes_back_with_the_file_and_the_new_lock_version(hers, asked):
    words = words_of(asked)
    hers.post(WRITE, {**words, "then": ""}, headers=HTMX)
    before = words["lock_version"] = str(Opinion.objects.get().lock_version)

    page = hers.post(
        WRITE,
        {**words, "text": "Khác.", "then": "attach", "attachment": uploaded("bang.xlsx")},
        headers=HTMX,
    )

    assert field(page, "text") == "Khác."
    assert field(page, "lock_version") == str(Opinion.objects.get().lock_version) != before
    assert len(files_on(page)) == 1


def test_a_file_is_taken_off_and_the_words_stay(hers, asked):
    words = words_of(asked)
    hers.post(WRITE, {**words, "attachment": uploaded("anh.png"), "then": "attach"})
    file = Attachment.objects.get()
    words["lock_version"] = str(file.opinion.lock_version)

    page = hers.post(WRITE, {**words, "text": "Sửa tiếp.", "take_off": str(file.uid)}, headers=HTMX)

    assert (field(page, "text"), files_on(page)) == ("Sửa tiếp.", [])
    assert hers.get(reverse("attachment", args=[file.uid])).status_code == 404


@pytest.mark.parametrize("case", ["a Word file named PDF", "a bomb in Excel", "a program"])
def test_a_bad_file_is_refused_by_name_and_every_word_is_still_there(hers, asked, case):
    name, make = WRONG[case]
    words = words_of(asked, reason="Đường xa.", then="attach")

    page = hers.post(WRITE, {**words, "attachment": uploaded(name, make())})

    assert page.status_code == 422
    assert (field(page, "text"), field(page, "reason")) == (WORDS, "Đường xa.")
    assert told(page, "//*[@id='id_attachment_error']/li")
    assert not Attachment.objects.exists()


def test_attaching_nothing_says_so(hers, asked):
    page = hers.post(WRITE, words_of(asked, then="attach"))

    assert page.status_code == 422
    assert told(page, "//*[@id='id_attachment_error']/li")


def test_the_sixth_file_is_refused_with_the_words_in_place(hers, asked):
    words = words_of(asked)
    for n in range(5):
        file = uploaded(f"{n}.pdf", uploaded("cong-van.pdf").read() + bytes([n]))
        hers.post(WRITE, {**words, "text": f"{n}", "attachment": file, "then": "attach"})
        words["lock_version"] = str(Opinion.objects.get().lock_version)

    page = hers.post(WRITE, {**words, "attachment": uploaded("anh.png"), "then": "attach"})

    assert (page.status_code, field(page, "text")) == (422, WORDS)
    assert Attachment.objects.count() == 5


def test_a_file_is_shown_with_its_opinion_in_the_answer_and_on_the_desk(hers, client, asked):
    hers.post(WRITE, words_of(asked, attachment=uploaded("anh.png")))
    approved_submission(asked)
    opinion = Opinion.objects.get()
    place = reverse("attachment", args=[Attachment.objects.get().uid])

    answer = hers.get(reverse("submission", args=[opinion.submission.uid]))
    margin = hers.get(reverse("margin", args=[opinion.provision.uid]), headers=HTMX)
    client.force_login(asked.compiler)
    client.post(reverse("gather", args=[asked.round.uid]))
    desk = client.get(reverse("desk", args=[asked.round.uid]))

    for page in (answer, margin, desk):
        assert tree(page).xpath(f"//a[@href='{place}']")


def test_a_file_goes_out_as_a_file_that_runs_nothing(hers, asked):
    hers.post(WRITE, words_of(asked, attachment=uploaded("anh.png")))

    answer = hers.get(reverse("attachment", args=[Attachment.objects.get().uid]))

    assert answer["Content-Disposition"] == 'attachment; filename="anh.png"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
