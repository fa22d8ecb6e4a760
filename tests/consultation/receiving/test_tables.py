"""A table in our template, filled offline: checked cell by cell, taken over after confirmation."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import load_workbook

from cms.importing import CONTENT_TYPES
from consultation.models import Letter, Opinion
from consultation.receiving.bringing import bring_table
from consultation.receiving.tables import TableRefused
from consultation.rendering.opinion_table import (
    ROWS_TO_FILL,
    TableHead,
    draw_word_table,
    draw_workbook,
)
from tests.consultation.receiving.handling import confirm_all, take
from tests.factories import open_consultation

pytestmark = pytest.mark.django_db

HEAD = TableHead(law="Nghị định", round="Đợt 1", agency="Sở Y tế")
GOOD = ("khoản 2 Điều 3", "Sửa đổi", "Kéo dài thời hạn.", "15 ngày", "Xã ở xa.")
WHOLE = ("", "", "Rà soát toàn bộ dự thảo.", "", "")


def workbook(*rows, name="gop-y.xlsx") -> SimpleUploadedFile:
    book = load_workbook(io.BytesIO(draw_workbook(HEAD, ["Điều 1", "khoản 2 Điều 3"])))
    for number, row in enumerate(rows, start=5):
        for column, words in enumerate(row, start=1):
            book.worksheets[0].cell(number, column, words)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue(), CONTENT_TYPES["xlsx"])


def word_table(*rows) -> SimpleUploadedFile:
    document = Document(io.BytesIO(draw_word_table(HEAD)))
    for number, row in enumerate(rows, start=1):
        for cell, words in zip(document.tables[0].rows[number].cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile("gop-y.docx", out.getvalue(), CONTENT_TYPES["docx"])


def bring(consultation, file) -> Letter:
    return bring_table(
        consultation.round,
        by=consultation.officer(),
        token=uuid4(),
        agency=consultation.agencies[0],
        file=file,
    )


@pytest.mark.parametrize("make", [workbook, word_table])
def test_filled_rows_become_opinions_once_they_are_confirmed(make):
    consultation = open_consultation()

    letter = bring(consultation, make(GOOD, WHOLE))
    assert not Opinion.objects.exists()
    confirm_all(letter, by=consultation.officer())
    take(letter, by=consultation.officer(), is_signed=False)

    first, second = Opinion.objects.order_by("pk")
    assert first.provision.eid == "art_3__para_2"
    assert (first.kind, first.text, first.proposed_wording, first.reason) == ("amend", *GOOD[2:])
    assert (second.provision, second.text) == (None, WHOLE[2])


@pytest.mark.parametrize("make", [workbook, word_table])
@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("Điều 99", "", "Bỏ.", "", ""), "A"),
        (("chỗ nào đó", "", "Bỏ.", "", ""), "A"),
        (("Điều 4", "Khen", "Bỏ.", "", ""), "B"),
        (("Điều 4", "Bỏ", "", "", "Vì thế."), "C"),
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_taken_over(make, row, cell):
    consultation = open_consultation()

    letter = bring(consultation, make(GOOD, row))

    [wrong] = [each for each in letter.passages.all() if each.troubles]
    assert wrong.troubles[0].startswith(f"Ô {cell}{wrong.page}: ")
    confirm_all(letter, by=consultation.officer())
    with pytest.raises(ValidationError):
        take(letter, by=consultation.officer(), is_signed=False)
    assert not Opinion.objects.exists()


def test_a_cell_that_looks_like_a_formula_is_only_words():
    consultation = open_consultation()
    row = ("Điều 4", "", '=HYPERLINK("http://x","y")', "+1", "@a")

    letter = bring(consultation, workbook(row))

    [passage] = letter.passages.all()
    assert passage.text == '=HYPERLINK("http://x","y")'


@pytest.mark.parametrize("make", [workbook, word_table])
def test_an_empty_table_says_so(make):
    consultation = open_consultation()

    with pytest.raises(TableRefused):
        bring(consultation, make())

    assert not Letter.objects.exists()


def test_a_workbook_that_is_not_ours_is_refused():
    consultation = open_consultation()
    book = load_workbook(io.BytesIO(draw_workbook(HEAD, [])))
    book.worksheets[0].cell(4, 3, "Cột khác")
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(TableRefused):
        bring(consultation, SimpleUploadedFile("khac.xlsx", out.getvalue()))


def test_the_workbook_offers_the_provisions_and_the_kinds():
    places = [f"khoản {n} Điều 1" for n in range(1, 31)]

    book = load_workbook(io.BytesIO(draw_workbook(HEAD, places)))

    sheet, lists = book.worksheets
    rules = {str(each.sqref).split(":")[0]: each for each in sheet.data_validations.dataValidation}
    assert rules["A5"].formula1 == "'Danh mục'!$A$1:$A$31"
    assert str(rules["B5"].sqref).endswith(str(4 + ROWS_TO_FILL))
    assert [lists.cell(row, 1).value for row in (1, 2)] == ["Toàn bộ dự thảo", places[0]]


def test_a_hostile_name_is_only_words_in_the_template():
    head = TableHead(law="=cmd|' /C calc'!A0", round="<script>", agency="+84\x07Sở")

    sheet = load_workbook(io.BytesIO(draw_workbook(head, ["=1+1"]))).worksheets[1]

    assert sheet.cell(2, 1).data_type == "s"
    assert b"<script>" not in draw_word_table(head)
