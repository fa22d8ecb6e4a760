"""Labels as people write them: in words, with look-alike letters, with or without their title."""

import pytest

from cms.structure.labels import read_heading
from cms.structure.levels import Level
from cms.structure.list_labels import read_point

from .laws_in_short import addresses, node, outline_of


@pytest.mark.parametrize(
    ("line", "level", "number", "title"),
    [
        ("Chương II", Level.CHAPTER, "II", ""),
        ("CHƯƠNG II. GÀU", Level.CHAPTER, "II", "GÀU"),
        ("Chương 2 - Gàu", Level.CHAPTER, "2", "Gàu"),
        ("Chương II Gàu và dây", Level.CHAPTER, "II", "Gàu và dây"),
        ("Chương thứ hai", Level.CHAPTER, "thứ hai", ""),
        ("CHƯƠNG HAI", Level.CHAPTER, "HAI", ""),
        ("Chương mười hai: Gàu", Level.CHAPTER, "mười hai", "Gàu"),
        ("PHẦN THỨ NHẤT", Level.PART, "THỨ NHẤT", ""),
        ("Phần một GIẾNG", Level.PART, "một", "GIẾNG"),
        ("Mục 1. NƯỚC", Level.SECTION, "1", "NƯỚC"),
        ("Tiểu mục 3 Nước mưa", Level.SUBSECTION, "3", "Nước mưa"),
        ("Ðiều 5. Gàu", Level.ARTICLE, "5", "Gàu"),
        ("ĐIỀU 29a: Dây", Level.ARTICLE, "29a", "Dây"),
    ],
)
def test_a_heading_is_known_however_it_is_written(line, level, number, title):
    found = read_heading(line)

    assert found is not None
    assert (found.level, found.number, found.rest) == (level, number, title)
    assert line.startswith(found.marker)


@pytest.mark.parametrize(
    "line",
    [
        "Chương II Luật này quy định về gàu",
        "Chương II của Luật này",
        "Chương II Gàu được treo ở thành giếng.",
        "Phần một của giếng là thành giếng",
        "Phần nước thừa chảy ra ruộng",
        "Mục 1 Chương II về nước",
        "Điều 5 của Luật này",
    ],
)
def test_a_sentence_that_begins_with_a_reference_is_no_heading(line):
    assert read_heading(line) is None


def test_a_point_with_a_look_alike_letter_is_the_point_it_looks_like():
    found = read_point("ð) Dây gai;", "d")

    assert found is not None
    assert (found.number, found.marker, found.rest) == ("đ", "ð)", "Dây gai;")


def test_chapters_in_words_have_the_addresses_of_chapters_in_numerals():
    outline = outline_of("Chương thứ nhất\nGIẾNG\nĐiều 1. A\nB.\nCHƯƠNG HAI\nGÀU\nĐiều 2. C\nD.")

    assert addresses(outline) == ["chp_1", "art_1", "chp_2", "art_2"]
    assert node(outline, "chp_2").heading == "GÀU"
