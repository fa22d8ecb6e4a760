"""Letters as they come: forty typed like a sheet, one opened beside the law, a scan typed off."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cms import clock
from consultation.models import Letter, LetterState, Opinion, Submission, SubmissionState
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry
from tests.factories import AgencyFactory, open_consultation
from tests.factories.letters import scanned_letter, word_letter

pytestmark = pytest.mark.browser

# An official types 150 letters a minute at leisure; ten minutes are 1,500.
MOST_KEYS = 1_500


def as_file(upload) -> dict:
    return {"name": upload.name, "mimeType": upload.content_type, "buffer": upload.read()}


def saved(page, count: int) -> None:
    page.wait_for_function(
        "n => document.querySelectorAll('[data-ledger] [data-version]').length >= n", arg=count
    )


def test_forty_letters_that_agree_are_typed_without_the_mouse(window):
    consultation = open_consultation(agencies=40)
    page = window(consultation.compiler).page
    page.goto(reverse("ledger", args=[consultation.round.uid]))
    today = f"{clock.today():%d/%m}"
    keys = 0

    page.locator("table[data-ledger] select").first.focus()
    for number in range(1, 41):
        # “N” chooses “Nhất trí”; Tab goes on; Enter saves and goes to the next row.
        for piece in ("N", "Tab", f"{number}/S", "Tab", today, "Enter"):
            if piece in ("N", "Tab", "Enter"):
                page.keyboard.press(piece)
                keys += 1
            else:
                page.keyboard.type(piece)
                keys += len(piece)
    saved(page, 40)

    assert keys <= MOST_KEYS
    answers = Submission.objects.filter(state=SubmissionState.APPROVED, stance="agree")
    assert answers.count() == 40
    assert sorted(Letter.objects.values_list("number", flat=True)) == sorted(
        f"{number}/S" for number in range(1, 41)
    )


def test_a_block_from_a_sheet_fills_the_rows_and_each_is_saved(window):
    consultation = open_consultation(agencies=3)
    names = [agency.name for agency in consultation.agencies]
    page = window(consultation.compiler).page
    page.goto(reverse("ledger", args=[consultation.round.uid]))
    day = f"{clock.today():%d/%m/%Y}"
    block = (
        "Đơn vị\tSố công văn\tNgày\tÝ kiến\n"
        f"{names[1].upper()}\t12/S1\t{day}\tNhất trí\n"
        f"{consultation.agencies[0].code}\t13/S0\t{day}\tNhất trí, có ý kiến\n"
        f"Sở không có ở đây\t14/SX\t{day}\tNhất trí\n"
    )

    page.locator("input[name$='-number']").first.evaluate(
        """(cell, text) => {
            const data = new DataTransfer();
            data.setData('text/plain', text);
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
        }""",
        block,
    )
    page.get_by_text("Sở không có ở đây").wait_for()
    saved(page, 2)

    assert set(Letter.objects.values_list("agency__name", "number", "state")) == {
        (names[1], "12/S1", LetterState.TAKEN),
        (names[0], "13/S0", LetterState.NOTED),
    }


def test_a_doubt_is_asked_in_the_row_and_an_entry_is_undone(window):
    consultation = open_consultation(agencies=2)
    note_letter(
        consultation.round,
        by=consultation.compiler,
        token=uuid4(),
        entry=Entry(consultation.agencies[0], "agree", "5/S", clock.today()),
    )
    page = window(consultation.compiler).page
    page.goto(reverse("ledger", args=[consultation.round.uid]))
    row = page.locator("tr[data-row]").nth(1)

    row.locator("select").select_option("agree")
    row.locator("input[name$='-number']").fill("5/S")
    row.locator("input[name$='-dated']").fill(f"{clock.today():%d/%m/%Y}")
    page.keyboard.press("Enter")
    row.locator("[data-confirm]").check()
    saved(page, 2)
    row.locator("button").click()
    page.wait_for_load_state()

    states = Letter.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [LetterState.TAKEN, LetterState.DROPPED]


def test_without_scripts_all_rows_are_one_form(window):
    consultation = open_consultation(agencies=2)
    page = window(consultation.compiler, java_script_enabled=False).page
    page.goto(reverse("ledger", args=[consultation.round.uid]))
    rows = page.locator("tr[data-row]")

    for at, day in enumerate((f"{clock.today():%d/%m/%Y}", "32/13/2026")):
        rows.nth(at).locator("select").select_option("agree")
        rows.nth(at).locator("input[name$='-number']").fill(f"{at}/S")
        rows.nth(at).locator("input[name$='-dated']").fill(day)
    page.locator(".ledger__save button").first.click()

    page.get_by_text("32/13/2026").first.wait_for()
    assert page.locator("input[value='32/13/2026']").count() == 1
    assert Letter.objects.get().agency == consultation.agencies[0]


def test_a_word_letter_is_opened_beside_the_law_corrected_and_taken_over(window):
    consultation = open_consultation(agencies=1)
    letter = note_letter(
        consultation.round,
        by=consultation.compiler,
        token=uuid4(),
        entry=Entry(agency=consultation.agencies[0]),
    )
    page = window(consultation.compiler).page
    page.goto(reverse("letter", args=[letter.uid]))

    page.locator("input[type=file]").set_input_files(as_file(word_letter()))
    page.locator("form:has(input[type=file]) button").click()
    page.locator("mark").first.wait_for()
    first, second = (page.locator(".passage--opinion").nth(at) for at in (0, 1))
    first.locator("form:has(input[value=confirm]) button").click()
    second.locator("summary").nth(-2).click()
    second.locator("input[name$='-subjects']").fill("Điều 4")
    second.locator("form:has(input[value=change]) button").click()
    page.locator(".letter__take button").click()
    page.wait_for_load_state()

    assert [each.provision.eid for each in Opinion.objects.order_by("pk")] == [
        "art_3__para_2",
        "art_4",
    ]
    assert Submission.objects.get().state == SubmissionState.APPROVED


def test_a_scan_is_typed_beside_its_picture(window):
    consultation = open_consultation(agencies=1)
    letter = note_letter(
        consultation.round,
        by=consultation.compiler,
        token=uuid4(),
        entry=Entry(agency=consultation.agencies[0]),
    )
    page = window(consultation.compiler).page
    page.goto(reverse("letter", args=[letter.uid]))

    page.locator("input[type=file]").set_input_files(as_file(scanned_letter(pages=1)))
    page.locator("form:has(input[type=file]) button").click()
    picture = page.locator(".scan img").first
    picture.wait_for()
    page.wait_for_function("() => document.querySelector('.scan img').naturalWidth > 300")
    page.locator("input[name=page]").fill("1")
    page.locator("input[name=subjects]").fill("khoản 2 Điều 3")
    page.locator("textarea[name=text]").fill("Đề nghị kéo dài thời hạn.")
    page.locator(".scan form button").click()
    page.locator(".passage--opinion").wait_for()

    assert letter.passages.get().page == 1


def test_hostile_words_of_a_letter_and_a_name_are_only_words(window):
    consultation = open_consultation(agencies=1)
    evil = "<img src=x onerror=alert(1)>{{7*7}}"
    AgencyFactory(name=f"Sở {evil}", short_name=f"“{evil}")
    type(consultation.agencies[0]).objects.update(short_name=evil)
    letter = note_letter(
        consultation.round,
        by=consultation.compiler,
        token=uuid4(),
        entry=Entry(agency=consultation.agencies[0]),
    )
    page = window(consultation.compiler).page
    page.goto(reverse("letter", args=[letter.uid]))

    lines = (f"Tại khoản 2 Điều 3 {evil} đề nghị sửa như sau: “{evil}”. Lý do: {evil}.", evil)
    page.locator("input[type=file]").set_input_files(as_file(word_letter(lines)))
    page.locator("form:has(input[type=file]) button").click()
    page.locator("mark").first.wait_for()
    assert page.locator("main img").count() == 0
    page.goto(reverse("ledger", args=[consultation.round.uid]))
    assert page.locator("main img").count() == 0
    assert page.get_by_text("{{7*7}}").count() > 0
