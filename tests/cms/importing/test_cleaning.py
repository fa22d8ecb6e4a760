"""What is cleaned from the lines of a file before they are read as a law."""

import unicodedata

import pytest

from cms.importing.cleaning import CLEANERS, clean
from cms.structure.outline import Line, build_outline


def cleaned(*texts):
    return [line.text for line in clean([Line(text, at) for at, text in enumerate(texts)])]


@pytest.mark.parametrize(
    ("text", "clean_text"),
    [
        ("Điều\u00a01. Giếng", "Điều 1. Giếng"),
        ("  1.\tGiếng   làng \u3000", "1. Giếng làng"),
        ("\u00ad\ufeffĐiều 1. Gi\u200bếng", "Điều 1. Giếng"),
        ("\u202eĐiều 1\u202c", "Điều 1"),
        (unicodedata.normalize("NFD", "Điều 1. Giếng"), "Điều 1. Giếng"),
        ("Giếng\x07 làng", "Giếng làng"),
    ],
)
def test_letters_and_spaces_are_made_one_kind(text, clean_text):
    assert cleaned(text) == [clean_text]


def test_rules_empty_lines_and_lines_of_the_gazette_go():
    assert cleaned(
        "", "________", "-----", "Điều 1. Giếng", " ", "CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026",
        "Ký bởi: Cổng Thông tin", "Thời gian ký: 01.01.2026", "Giếng là của làng.", "* * *",
    ) == ["Điều 1. Giếng", "Giếng là của làng."]  # fmt: skip


def test_cells_of_tables_are_cleaned_and_tables_kept():
    table = (("Thôn\u00a0 Nà  Tấu\nbản\u00a0A", ""),)

    (line,) = clean([Line("", 0, table=table)])

    assert line.table == (("Thôn Nà Tấu\nbản A", ""),)


@pytest.mark.parametrize("texts", [["", "Điều 1. Giếng"], ["Điều 1. Giếng", ""]])
def test_a_remark_on_a_line_that_goes_moves_to_its_neighbour(texts):
    remark = (("hidden_text", "Chữ ẩn."),)
    lines = [Line(text, at, remarks=() if text else remark) for at, text in enumerate(texts)]

    assert [(line.text, line.remarks) for line in clean(lines)] == [("Điều 1. Giếng", remark)]


def test_every_cleaner_says_what_it_does_and_can_be_run_twice():
    lines = [Line("  Điều\u00a01. ", 0), Line("____", 1), Line("Gi\u200bếng", 2)]

    for cleaner in CLEANERS:
        assert cleaner.__doc__
        once = cleaner(lines)
        assert cleaner(once) == once


def test_a_law_typed_with_marks_apart_is_read_like_any_other():
    text = unicodedata.normalize("NFD", "Điều 1. Giếng\nGồm:\nđ) Dây;")

    outline = build_outline(clean([Line(line, 0) for line in text.splitlines()]))

    assert [node.eid for node in outline.walk()] == ["art_1", "art_1__intro", "art_1__point_dd"]


def test_what_was_mended_in_a_file_is_told_once_where_it_began():
    apart = "Gie\u0302\u0301ng"
    lines = clean([Line("Điều 1. Nắp", 0), Line(f"1. {apart}\u00a0tre.", 1), Line(apart, 2)])

    assert [line.text for line in lines] == ["Điều 1. Nắp", "1. Giếng tre.", "Giếng"]
    assert [[code for code, _ in line.remarks] for line in lines] == [
        [],
        ["marks_joined", "no_break_spaces"],
        [],
    ]
    assert lines[1].remarks[0][1].startswith("2 đoạn")


def test_a_table_typed_well_is_not_said_to_have_been_mended():
    cleaned = clean([Line("", 0, table=(("Giếng", "Gàu"), ("Nắp", "Dây")))])

    assert cleaned[0].remarks == ()
