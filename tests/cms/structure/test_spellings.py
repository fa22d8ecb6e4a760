"""Labels as offices really print them: counted by hand, none lost, what is odd told once."""

import pytest

from cms.structure.levels import Level

from .laws_in_short import codes, node, outline_of, whole


def own(outline, level):
    return [item.number for item in outline.walk() if item.level is level]


@pytest.mark.parametrize(
    ("second", "number", "code"),
    [
        ("Điều 2 . Gàu", "2", []),
        ("ĐIỀU 2: Gàu", "2", []),
        ("Điều 2.Gàu", "2", ["label_cramped"]),
        ("Điều thứ 2. Gàu", "thứ 2", []),
        ("Điều thứ hai. Gàu", "thứ hai", []),
        ("Điều 2 - Gàu", "2", ["label_unusual"]),
        ("Điều 2 – Gàu", "2", ["label_unusual"]),
        ("Điều 2/ Gàu", "2", ["label_unusual"]),
        ("Điều 2) Gàu", "2", ["label_unusual"]),
        ("Điều 2 Gàu", "2", ["label_unusual"]),
        ("Ðiều 2. Gàu", "2", []),
        ("Điều 1a. Gàu", "1a", []),
        ("Điều 1A. Gàu", "1A", []),
        ("Điều 1 bis. Gàu", "1 bis", []),
    ],
)
def test_an_article_is_read_however_its_label_is_printed(second, number, code):
    outline = whole(f"Điều 1. Giếng\nGiếng có nắp.\n{second}\nGàu bằng tre.")

    assert own(outline, Level.ARTICLE) == ["1", number]
    assert outline.nodes[1].heading == "Gàu"
    assert codes(outline) == code


@pytest.mark.parametrize(
    "line",
    [
        "Điều 2 Luật Giếng làng quy định việc giữ giếng.",
        "Điều 2 của Luật này quy định việc giữ giếng.",
        "Điều 2, Điều 3 và Điều 4 thì thôi.",
        "Điều thứ yếu là cái gàu.",
        "Điều 7 và Điều 8.",
    ],
)
def test_a_sentence_that_begins_with_an_article_is_no_article(line):
    outline = whole(f"Điều 1. Giếng\nGiếng có nắp.\n{line}\nGiếng có nước.")

    assert own(outline, Level.ARTICLE) == ["1"]


def test_a_heading_that_nothing_vouches_for_stays_text_and_is_told():
    outline = whole("Điều 1. Giếng\nGiếng có nắp.\nĐiều 9 - Gàu\nGàu bằng tre.")

    assert own(outline, Level.ARTICLE) == ["1"]
    assert [(w.code, w.line) for w in outline.warnings] == [("heading_as_text", 2)]


def test_chapters_count_in_words_in_roman_and_in_arabic():
    outline = whole(
        """
        Chương mở đầu
        NHỮNG ĐIỀU CHUNG
        Điều 1. Giếng
        Giếng có nắp.
        Chương thứ nhất
        GÀU
        VÀ CÁC VẬT
        KHÁC
        Điều 2. Gàu
        Gàu tre.
        CHƯƠNG II: DÂY
        Mục thứ nhất
        DÂY GAI
        Điều 3. Dây
        Dây gai.
        Mục II. DÂY TRE
        Tiểu mục I. DÂY DÀI
        Điều 4. Dây dài.
        Chương 3
        Nắp
        Điều 5. Nắp gỗ.
        Chương cuối
        THI HÀNH
        Điều 6. Hiệu lực.
        """
    )

    assert [(n.eid, n.label, n.heading) for n in outline.nodes] == [
        ("chp_modau", "Chương mở đầu", "NHỮNG ĐIỀU CHUNG"),
        ("chp_1", "Chương thứ nhất", "GÀU VÀ CÁC VẬT KHÁC"),
        ("chp_2", "Chương II", "DÂY"),
        ("chp_3", "Chương 3", "Nắp"),
        ("chp_cuoi", "Chương cuối", "THI HÀNH"),
    ]
    assert own(outline, Level.SECTION) == ["thứ nhất", "II"]
    assert own(outline, Level.SUBSECTION) == ["I"]
    assert codes(outline) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1) Một.", "2) Hai."),
        ("1) một,", "2) hai,"),
        ("1/ Một.", "2/ Hai."),
        ("1/Một.", "2/Hai."),
        ("1 - Một.", "2 - Hai."),
        ("1- Một.", "2- Hai."),
        ("(1) Một.", "(2) Hai."),
        ("1, Một.", "2, Hai."),
        ("1 Một.", "2 Hai."),
        ("Khoản 1. Một.", "Khoản 2. Hai."),
    ],
)
def test_clauses_are_read_however_they_are_marked_and_told_once(first, second):
    outline = whole(f"Điều 1. Giếng\n{first}\n{second}\nĐiều 2. Gàu\n1. Tre.")

    assert own(outline, Level.CLAUSE) == ["1", "2", "1"]
    assert codes(outline).count("label_unusual") == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/ Tre;", "b/ Gỗ;"),
        ("a/tre;", "b/gỗ;"),
        ("a. Tre;", "b. Gỗ;"),
        ("a. tre;", "b. gỗ;"),
        ("(a) Tre;", "(b) Gỗ;"),
        ("(a) tre;", "(b) gỗ;"),
        ("a - Tre;", "b - Gỗ;"),
        ("a- Tre;", "b- Gỗ;"),
        ("a, Tre;", "b, Gỗ;"),
        ("a ) Tre;", "b ) Gỗ;"),
    ],
)
def test_points_are_read_however_they_are_marked(first, second):
    outline = whole(f"Điều 1. Giếng\n1. Gàu bằng:\n{first}\n{second}\n2. Dây.")

    assert own(outline, Level.POINT) == ["a", "b"]
    assert own(outline, Level.CLAUSE) == ["1", "2"]


@pytest.mark.parametrize(
    "items",
    [
        ("- tre;", "- gỗ;", "+ gỗ lim;"),
        ("i) tre;", "ii) gỗ;", "iii) đá;"),
        ("(i) tre;", "(ii) gỗ;", "(iii) đá;"),
        ("1) Tre;", "2) Gỗ;", "3) Đá."),
        ("(1) Tre;", "(2) Gỗ;", "(3) Đá."),
        ("1.1. Tre;", "1.2. Gỗ;", "1.3. Đá."),
    ],
)
def test_a_list_within_a_clause_is_its_text(items):
    outline = whole("\n".join(["Điều 1. Giếng", "1. Gàu bằng:", *items, "2. Dây."]))

    assert own(outline, Level.CLAUSE) == ["1", "2"]
    assert node(outline, "art_1__para_1").text.split("\n") == ["Gàu bằng:", *items]


def test_a_list_in_brackets_within_a_point_is_its_text_and_told_once():
    outline = whole(
        "Điều 1. Giếng\n1. Gàu:\na) Tre:\n(1) Già;\n(2) Non;\nb) Gỗ:\n1) Lim;\n2) Mít.\n2. Dây."
    )

    assert own(outline, Level.CLAUSE) == ["1", "2"]
    assert own(outline, Level.POINT) == ["a", "b"]
    assert codes(outline) == ["list_as_text", "list_as_text"]


def test_the_first_clause_or_point_may_stand_on_the_line_of_its_heading():
    outline = whole(
        """
        Điều 1. 1. Giếng có nắp.
        2. a) Gàu tre;
        b) Gàu gỗ.
        Điều 2. a) Dây gai;
        b) Dây tre.
        """
    )

    assert [item.eid for item in outline.walk()] == [
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
        "art_2",
        "art_2__point_a",
        "art_2__point_b",
    ]
    assert codes(outline) == []


def test_titles_of_articles_may_stand_on_the_next_line():
    outline = whole(
        """
        Điều 1.
        Phạm vi điều chỉnh
        Luật này nói về giếng.
        Điều 2
        ĐỐI TƯỢNG
        1. Người làng.
        2. Người họ.
        """
    )

    assert [n.heading for n in outline.nodes] == ["Phạm vi điều chỉnh", "ĐỐI TƯỢNG"]
    assert own(outline, Level.CLAUSE) == ["1", "2"]


def test_numbers_left_out_repeated_or_gone_back_are_told_with_their_line():
    outline = whole(
        """
        Chương I
        GIẾNG
        Điều 1. Giếng
        Giếng.
        Điều 1. Giếng nữa
        Giếng.
        Chương III
        GÀU
        Mục 2. TRE
        Điều 5. Gàu
        1. Một.
        1. Một.
        4. Bốn.
        """
    )

    assert [(w.line, w.code) for w in outline.warnings] == [
        (4, "number_repeated"),
        (6, "number_unexpected"),
        (8, "number_unexpected"),
        (9, "number_unexpected"),
        (11, "number_repeated"),
        (12, "number_unexpected"),
    ]
    assert "Chương III không theo thứ tự: ở đây lẽ ra là Chương II." in [
        warning.message for warning in outline.warnings
    ]


def test_chapters_that_begin_anew_in_each_part_are_no_slip():
    outline = outline_of(
        "PHẦN THỨ NHẤT\nA\nChương I\nB\nĐiều 1. C\nD.\nPHẦN THỨ HAI\nE\nChương I\nG\nĐiều 2. H\nI."
    )

    assert codes(outline) == ["number_repeated"]


def test_an_article_without_a_word_is_told():
    outline = whole("Điều 1. Giếng\nĐiều 2. Gàu\nGàu tre.\nĐiều 3. (được bãi bỏ)")

    assert [(w.code, w.line) for w in outline.warnings] == [("article_empty", 0)]
