"""The table of changes in three columns: what was, what is, and the change in words."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from docx import Document

from cms.structure.comparison import Item, compare
from cms.structure.levels import Level
from consultation.rendering import comparison
from consultation.rendering.comparison import ComparedDraft, comparison_rows, draw_comparison
from consultation.rendering.comparison_word import write_comparison

DRAFT = ComparedDraft(
    "Luật Giếng làng", "Luật hiện hành", "Dự thảo lần 1", datetime(2026, 11, 25, 3, tzinfo=UTC)
)
CHAPTER = Item("chp_1", Level.CHAPTER, "I", "QUY ĐỊNH CHUNG")


def article(number: int, text: str, heading: str = "") -> Item:
    return Item(f"art_{number}", Level.ARTICLE, str(number), heading, text)


OLD = [
    CHAPTER,
    article(1, "Giếng làng phải có nắp đậy bằng gỗ và được rửa sạch mỗi năm một lần vào mùa khô."),
    article(2, "Trưởng bản giữ chìa khóa nắp giếng và mở giếng cho mọi người dân lấy nước."),
    article(3, "Không ai được tắm giặt trong vòng mười mét quanh miệng giếng của bản mình."),
]
NEW = [
    CHAPTER,
    article(1, "Giếng làng phải có nắp đậy bằng tre và được rửa sạch mỗi năm hai lần vào mùa khô."),
    article(2, "Người nuôi trâu phải cho trâu uống nước ở suối, trừ khi suối cạn quá ba ngày."),
    article(3, "Trưởng bản giữ chìa khóa nắp giếng và mở giếng cho mọi người dân lấy nước."),
]


@pytest.fixture
def rows():
    return comparison_rows(compare(OLD, NEW))


def words(blocks, kind):
    return [
        text for block in blocks for found, text in block.runs if found == kind and text.strip()
    ]


def test_each_change_is_told_in_a_sentence(rows):
    assert [(row.old_place, row.new_place, row.explanation) for row in rows] == [
        ("Điều 1", "Điều 1", ("Thay “gỗ” bằng “tre”.", "Thay “một” bằng “hai”.")),
        ("", "Điều 2", ("Bổ sung mới.",)),
        ("Điều 2", "Điều 3", ("Đánh số lại: Điều 2 thành Điều 3.", "Giữ nguyên nội dung.")),
        ("Điều 3", "", ("Bỏ quy định này.",)),
    ]


def test_the_old_column_strikes_out_and_the_new_one_puts_in(rows):
    first = rows[0]

    assert (words(first.old, "del"), words(first.old, "ins")) == (["gỗ", "một"], [])
    assert (words(first.new, "ins"), words(first.new, "del")) == (["tre", "hai"], [])


def test_rewritten_text_stands_without_marks_and_is_said_to_be_rewritten():
    old = [article(1, "Trẻ em được nghỉ học khi lũ về."), article(2, OLD[1].text)]
    new = [article(1, "Trẻ em ở nhà có bò, dê, ngựa thì chăn chúng."), article(2, OLD[1].text)]

    (row,) = comparison_rows(compare(old, new))

    assert row.explanation == ("Viết lại nội dung.",)
    assert words(row.old, "del") + words(row.new, "ins") == []


def test_what_did_not_change_is_listed_only_on_demand():
    comparison = compare(OLD, OLD)

    assert comparison_rows(comparison) == []
    everything = comparison_rows(comparison, everything=True)
    assert [row.explanation for row in everything] == [("Giữ nguyên.",)] * len(OLD)


def test_many_small_changes_are_not_all_told():
    numbered = [f"mục {number} dài đúng tám chữ như nhau" for number in range(12)]
    old = [article(1, "; ".join(numbered))]
    new = [article(1, "; ".join(line.replace("tám", "chín") for line in numbered))]

    (row,) = comparison_rows(compare(old, new))

    assert len(row.explanation) == 5
    assert row.explanation[-1] == "Và 08 chỗ sửa khác."


def test_the_word_file_marks_changes_as_word_does_and_repeats_its_head(rows):
    document = Document(BytesIO(write_comparison(DRAFT, rows)))

    (table,) = document.tables
    old, new = table.rows[2].cells[0], table.rows[2].cells[1]
    struck = [run.text for line in old.paragraphs for run in line.runs if run.font.strike]
    put_in = [run.text for line in new.paragraphs for run in line.runs if run.underline]
    assert (struck, put_in) == (["gỗ", "một"], ["tre", "hai"])
    assert [cell.text for cell in table.rows[0].cells] == [
        "Luật hiện hành",
        "Dự thảo lần 1",
        "Nội dung thay đổi",
    ]
    assert len(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")) == 1
    assert table.rows[1].cells[0].text == "Chương I. QUY ĐỊNH CHUNG"


def test_the_pdf_is_tagged_and_says_in_which_language_it_is(rows):
    with pikepdf.open(BytesIO(draw_comparison(DRAFT, rows))) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.docinfo["/Title"]) == "Bản so sánh Luật Giếng làng"


def test_two_equal_texts_make_a_document_that_says_so():
    pdf = draw_comparison(DRAFT, comparison_rows(compare(OLD, OLD)))

    assert pdf.startswith(b"%PDF-")


@pytest.fixture
def in_parts(rows, monkeypatch):
    """The same four rows, drawn one at a time; and how far the drawing told it was."""
    monkeypatch.setattr(comparison, "PART", 1)
    told = []
    return draw_comparison(DRAFT, rows, tell=told.append), told


def test_a_document_drawn_in_parts_is_one_with_pages_numbered_through(in_parts):
    pdf, told = in_parts

    pages = [words_of(pdf, number) for number in range(1, 5)]
    assert told == [1, 2, 3, 4]
    assert [page[-1] for page in pages[1:]] == ["2", "3", "4"]
    assert [" ".join(page).count("(tiếp theo)") for page in pages] == [0, 1, 1, 1]


def test_all_parts_stay_tagged_and_marked(in_parts):
    document = pikepdf.open(BytesIO(in_parts[0]))

    tags = document.Root.StructTreeRoot
    numbers = tags.ParentTree.Nums
    known = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    pages = [page.obj for page in document.pages]
    assert [int(page.StructParents) for page in pages] == sorted(known) == [0, 1, 2, 3]
    for page in pages:
        elements = [element for element in known[int(page.StructParents)] if element is not None]
        assert {element.Pg.objgen for element in elements} == {page.objgen}
    with document.open_outline() as outline:
        leads_to = [item.destination[0].objgen for item in outline.root]
    assert leads_to == [page.objgen for page in pages]


def test_the_same_comparison_is_the_same_bytes_in_parts_and_in_word(in_parts, rows):
    assert draw_comparison(DRAFT, rows) == in_parts[0]
    assert write_comparison(DRAFT, rows) == write_comparison(DRAFT, rows)


def words_of(pdf: bytes, page: int) -> list[str]:
    text = pypdfium2.PdfDocument(pdf)[page - 1].get_textpage().get_text_bounded()
    return text.split()
