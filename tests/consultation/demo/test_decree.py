"""The sample decree: a complete draft in the official form, read by Word and by the importer."""

import re

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from cms.importing.recipe import read_outline
from cms.structure.levels import Level
from cms.structure.outline import build_outline
from consultation.management.demo.decree import decree_lines, write_decree

ROMAN = ["I", "II", "III", "IV", "V", "VI"]


@pytest.fixture(scope="module")
def outline():
    return build_outline(decree_lines())


@pytest.fixture(scope="module")
def word_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("decree") / "nghi-dinh.docx"
    write_decree(path)
    return path


def labels(outline, level):
    return [node.number for node in outline.walk() if node.level is level]


def readable(outline):
    """All that a reader sees; the blanks left for number and date are one space wide or several."""
    return [
        (node.eid, node.heading, " ".join(node.text.split()), node.table) for node in outline.walk()
    ]


def test_the_decree_has_every_level_from_chapter_to_point(outline):
    assert outline.counts == {
        "part": 0,
        "chapter": 6,
        "section": 2,
        "subsection": 0,
        "article": 32,
        "clause": 105,
        "point": 51,
    }


def test_its_numbers_run_on_without_a_gap(outline):
    assert labels(outline, Level.ARTICLE) == [str(number) for number in range(1, 33)]
    assert labels(outline, Level.CHAPTER) == ROMAN


def test_points_follow_the_vietnamese_alphabet(outline):
    file = next(node for node in outline.walk() if node.eid == "art_8__para_1")

    assert [point.number for point in file.children] == ["a", "b", "c", "d", "đ", "e"]


def test_nothing_in_it_needs_a_warning(outline):
    assert outline.warnings == ()
    assert outline.document_type == "decree"


def test_every_reference_within_the_decree_leads_somewhere(outline):
    eids = {node.eid for node in outline.walk()}
    cited = [
        f"art_{article}__para_{clause}"
        for node in outline.walk()
        for text in (node.text, *(cell for row in node.table or () for cell in row))
        for clause, article in re.findall(r"khoản (\d+) Điều (\d+)", text)
    ]

    assert len(cited) >= 10
    assert set(cited) - eids == set()


def test_the_appendix_repeats_the_time_limits_of_the_articles(outline):
    texts = {node.eid: node.text for node in outline.walk()}
    table = next(node.table for node in outline.walk() if node.eid == "app_1__table_1")

    for _number, _work, _body, limit, place in table[1:]:
        clause, article = re.findall(r"\d+", place)
        said = texts[f"art_{article}__para_{clause}"]
        missing = [
            days for days in re.findall(r"\d+ ngày(?: làm việc)?", limit) if days not in said
        ]
        assert missing == [], place


def test_the_word_file_reads_back_as_the_same_law(outline, word_file):
    assert readable(read_outline(word_file)) == readable(outline)


def test_an_office_sees_the_official_form_in_word(word_file):
    document = Document(str(word_file))
    found = {paragraph.text: paragraph for paragraph in document.paragraphs}
    chapter, article = found["Chương I"], found["Điều 1. Phạm vi điều chỉnh"]
    basis = next(text for text in found if text.startswith("Căn cứ Luật Tổ chức Chính phủ"))

    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 14
    assert chapter.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert article.runs[0].bold is True
    assert found[basis].runs[0].italic is True
    assert found["Phụ lục I"].paragraph_format.page_break_before is True
    assert [len(table.columns) for table in document.tables] == [2, 2, 5, 5]
