"""How laws count: Roman numerals, words, the alphabet, what follows what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.structure.labels import read_appendix, read_heading
from cms.structure.levels import Level
from cms.structure.list_labels import read_clause, read_point, read_roman_section
from cms.structure.numbering import ALPHABET, arabic, expected_after, follows, from_roman, to_roman


@given(st.integers(1, 399))
def test_a_roman_numeral_is_read_as_it_was_written(number):
    assert from_roman(to_roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "abc", "M"])
def test_what_is_no_roman_numeral_has_no_value(text):
    assert from_roman(text) is None


@pytest.mark.parametrize(
    ("printed", "written"),
    [("II", "2"), ("XXIII", "23"), ("VIIa", "7a"), ("thứ nhất", "1"), ("THỨ TƯ", "4"),
     ("thứ mười hai", "12"), ("5", "5"), ("29A", "29a"), ("đ", "đ"), ("c1", "c1")],
)  # fmt: skip
def test_a_number_is_written_in_one_way_in_addresses(printed, written):
    assert arabic(printed) == written


@pytest.mark.parametrize(
    ("earlier", "number"),
    [(None, "1"), (None, "a"), ("1", "2"), ("29", "29a"), ("29a", "29b"), ("29b", "30"),
     ("d", "đ"), ("đ", "e"), ("c", "c1"), ("c1", "c2"), ("c2", "d"), ("e", "g"), ("y", "aa")],
)  # fmt: skip
def test_a_number_follows_the_one_before_it(earlier, number):
    assert follows(number, earlier)


@pytest.mark.parametrize(
    ("earlier", "number"),
    [(None, "2"), (None, "b"), ("1", "3"), ("1", "1"), ("29", "29b"), ("d", "e"), ("a", "c"),
     ("c", "c2"), ("1", "x.")],
)  # fmt: skip
def test_a_number_out_of_order_does_not_follow(earlier, number):
    assert not follows(number, earlier)


def test_every_letter_of_the_alphabet_is_expected_after_the_one_before():
    assert "".join(expected_after(letter, letters=True) for letter in ALPHABET[:-1]) == ALPHABET[1:]
    assert expected_after(None, letters=True) == "a"
    assert expected_after("7", letters=False) == "8"


@pytest.mark.parametrize(
    ("line", "level", "number", "rest"),
    [
        ("PHẦN THỨ NHẤT", Level.PART, "THỨ NHẤT", ""),
        ("Phần thứ mười hai", Level.PART, "thứ mười hai", ""),
        ("Phần I", Level.PART, "I", ""),
        ("Chương\u00a0XXIII", Level.CHAPTER, "XXIII", ""),
        ("Chương XV.", Level.CHAPTER, "XV", ""),
        ("CHƯƠNG 2 VIỆC GIỮ GIẾNG", Level.CHAPTER, "2", "VIỆC GIỮ GIẾNG"),
        ("Mục 3. NƯỚC SẠCH", Level.SECTION, "3", "NƯỚC SẠCH"),
        ("Tiểu mục 2. GÀU", Level.SUBSECTION, "2", "GÀU"),
        ("Điều\u00a01. Giếng", Level.ARTICLE, "1", "Giếng"),
        ("Điều  27.Giếng", Level.ARTICLE, "27", "Giếng"),
        ("Điều 29a. Giếng", Level.ARTICLE, "29a", "Giếng"),
        ("Điều 1: Giếng", Level.ARTICLE, "1", "Giếng"),
        ("ĐIỀU 7", Level.ARTICLE, "7", ""),
    ],
)
def test_a_heading_is_read_in_every_way_it_is_printed(line, level, number, rest):
    found = read_heading(line)

    assert found is not None
    assert (found.level, found.number, found.rest) == (level, number, rest)


@pytest.mark.parametrize(
    "line",
    ["Phần thứ hai bao gồm từ", "Chương II của Luật này", "Mục 1 Chương II", "Điều 5 của Luật",
     "Điều 1. của Luật này", "Điều ước quốc tế", "Điều 1 ................", "Phần mềm", ""],
)  # fmt: skip
def test_a_sentence_is_no_heading(line):
    assert read_heading(line, last_article="9") is None


def test_an_article_without_its_dot_is_read_where_it_is_expected():
    found = read_heading("Điều 5 Giếng làng", last_article="4")

    assert found is not None
    assert (found.number, found.unusual) == ("5", True)
    assert read_heading("Điều 5 Giếng làng", last_article="7") is None


@pytest.mark.parametrize(
    ("line", "number"),
    [("PHỤ LỤC", ""), ("Phụ lục II", "II"), ("PHỤ LỤC SỐ 3", "3"), ("PHỤ LỤC I. MẪU GÀU", "I"),
     ("PHỤ LỤC A", "A"), ("Phụ lục I (Kèm theo Nghị định)", "I")],
)  # fmt: skip
def test_an_appendix_is_read_in_every_way_it_is_printed(line, number):
    found = read_appendix(line)

    assert found is not None
    assert found.number == number


def test_a_sentence_about_an_appendix_is_none():
    assert read_appendix("Phụ lục I Nghị định này quy định mẫu gàu.") is None
    assert read_appendix("Phụ lục và bảng biểu") is None


def test_points_are_read_with_their_bracket_and_without_it_only_where_expected():
    assert read_point("đ) Gàu", None) is not None
    assert read_point("a. Gàu", None) is not None
    assert read_point("b. Gàu", None) is None
    assert read_point("ab) Gàu", None) is None
    assert read_point("ii) Gàu", None) is None


def test_sections_in_roman_follow_strictly_one_after_another():
    assert read_roman_section("I. QUAN ĐIỂM", None) is not None
    assert read_roman_section("II. MỤC TIÊU", "I") is not None
    assert read_roman_section("III. MỤC TIÊU", "I") is None
    assert read_roman_section("C. Mác viết", None) is None


def test_a_sum_or_a_date_is_no_clause():
    assert read_clause("20.000 đồng", "19") is None
    assert read_clause("01/7/2026 là ngày khai giếng", None) is None
    assert read_clause("1. ...............", None) is None
