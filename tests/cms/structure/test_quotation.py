"""Amending laws: what they quote is not their own structure."""

import pytest

from cms.structure.outline import Line, build_outline
from cms.structure.quotation import find_quotations
from cms.structure.quoted import quoted_nodes

from .laws_in_short import addresses, codes, node, outline_of, whole

AMENDING = """
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIẾNG LÀNG
Điều 1. Sửa đổi, bổ sung một số điều của Luật Giếng làng
1. Sửa đổi, bổ sung Điều 4 và Điều 5 như sau:
“Điều 4. Gàu
1. Gàu làm bằng tre.
2. Gàu có từ “của làng” khắc ở đáy.
Điều 5. Dây
a) Dây dài hai mươi mét{close}
2. Sửa đổi một số khoản của Điều 7 như sau:
a) Sửa đổi khoản 1 như sau:
“1. Giếng có nắp.”;
b) Bãi bỏ khoản 2.
3. Thay thế cụm từ “gàu gỗ” bằng cụm từ “gàu tre” tại khoản 3 Điều 8.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 01 năm 2027.
"""
OWN = [
    "preamble",
    "art_1",
    "art_1__para_1",
    "art_1__para_2",
    "art_1__para_2__point_a",
    "art_1__para_2__point_b",
    "art_1__para_3",
    "art_2",
]


@pytest.mark.parametrize("close", [".”.", "”.", "”;", ",”.", '.".', ""])
def test_quoted_articles_stay_text_of_the_clause_that_amends(close):
    outline = outline_of(AMENDING.format(close=close))

    assert addresses(outline) == OWN
    assert outline.amends is True
    quoted = node(outline, "art_1__para_1").text.splitlines()
    assert quoted[:2] == ["Sửa đổi, bổ sung Điều 4 và Điều 5 như sau:", "“Điều 4. Gàu"]
    assert len(quoted) == 6


def test_a_quotation_never_closed_is_warned_of():
    outline = outline_of(AMENDING.format(close=""))

    assert codes(outline) == ["quote_unclosed"]
    assert outline.warnings[0].line == 4


def test_a_quotation_may_open_on_the_line_of_its_instruction():
    outline = outline_of(
        """
        Điều 1. Sửa đổi Luật Giếng làng
        1. Sửa đổi khoản 2 Điều 3 như sau: “2. Giếng có nắp.
        3. Nắp làm bằng gỗ.”.
        2. Bãi bỏ Điều 9.
        """
    )

    assert addresses(outline) == ["art_1", "art_1__para_1", "art_1__para_2"]


def test_a_defined_word_in_quotation_marks_is_no_quotation():
    lines = [
        "Trong Luật này, các từ ngữ được hiểu như sau:",
        "1. “Giếng làng” là giếng chung.",
        "2. “Gàu là vật múc nước.",
        "3. Dây là vật kéo gàu.",
    ]

    assert find_quotations(lines).quoted == (False, False, False, False)


def test_one_forgotten_mark_at_the_end_does_not_swallow_the_law():
    lines = ["1. Sửa đổi Điều 4 như sau:", "“Điều 4. Gàu", "Gàu làm bằng tre.", "Điều 2. Dây"]

    assert find_quotations(lines).quoted == (False, True, False, False)


def test_a_quotation_never_closed_in_an_article_ends_with_the_article():
    outline = outline_of(
        """
        Điều 1. Sửa đổi Luật Giếng làng
        1. Sửa đổi Điều 3 như sau:
        “Điều 3. Ao
        1. Ao có bờ.
        2. Bờ cao.
        Điều 2. Sửa đổi Luật Ao hồ
        “Điều 3. Ao có bờ.”.
        """
    )

    assert addresses(outline) == ["art_1", "art_1__para_1", "art_2"]


def test_a_word_quoted_within_a_quoted_article_does_not_end_it():
    lines = [
        "1. Sửa đổi Điều 4 như sau:",
        "“Điều 4. Gàu",
        "1. Ghi ở đáy gàu: “của làng”.",
        "2. Bổ sung gàu mỗi năm.”.",
        "2. Bãi bỏ Điều 5.",
    ]

    assert find_quotations(lines).quoted == (False, True, True, True, False)


def test_a_mark_forgotten_within_a_quoted_article_does_not_lengthen_it():
    lines = [
        "1. Sửa đổi Điều 4 như sau:",
        "“Điều 4. Gàu",
        "1. Ghi ở đáy gàu: “của làng.",
        "2. Gàu làm bằng tre.”.",
        "2. Giao Bộ trưởng hướng dẫn việc làm gàu.",
    ]

    assert find_quotations(lines).quoted == (False, True, True, True, False)


def test_a_closing_article_ends_a_quotation_that_opened_too_often():
    lines = [
        "1. Sửa đổi Điều 4 như sau:",
        "“Điều 4. “Gàu”, “dây",
        "Gàu làm bằng tre.”.",
        "Điều 2. Hiệu lực thi hành",
        "Luật này có hiệu lực, trừ các từ “gàu”, dây”.",
    ]

    assert find_quotations(lines).quoted == (False, True, True, False, False)


def test_a_law_that_amends_others_in_one_article_only_does_not_amend():
    outline = build_outline(
        [
            Line("Điều 1. Giếng", 0),
            Line("Giếng là của làng.", 1),
            Line("Điều 2. Nắp", 2),
            Line("Giếng có nắp.", 3),
            Line("Điều 3. Sửa đổi Luật Ao hồ", 4),
            Line("1. Sửa đổi Điều 2 như sau:", 5),
            Line("“Điều 2. Ao", 6),
            Line("Ao khác giếng.”.", 7),
        ]
    )

    assert outline.amends is False
    assert addresses(outline) == ["art_1", "art_2", "art_3", "art_3__para_1"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ("«", "»"), ("„", "”"), ("‟", "”"), ('"', '"'), ('""', '""'), ("″", "″"),
     ("``", "''"), ("''", "''"), ("‘", "’")],
)  # fmt: skip
def test_whatever_marks_an_office_types_what_they_hold_is_quoted(opening, closing):
    outline = whole(
        f"""
        Điều 1. Sửa đổi Luật Giếng làng
        1. Sửa đổi Điều 4 như sau:
        {opening}Điều 4. Gàu
        1. Gàu bằng tre.
        2. Gàu có dây.{closing}.
        2. Bãi bỏ Điều 9.
        Điều 2. Hiệu lực
        Có hiệu lực.
        """
    )

    assert addresses(outline) == ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]
    assert [n.eid for q in quoted_nodes(outline.nodes) for n in q.walk() if n is not q] == [
        "art_1__para_1__qstr_1__art_4",
        "art_1__para_1__qstr_1__art_4__para_1",
        "art_1__para_1__qstr_1__art_4__para_2",
    ]
    last = [n for q in quoted_nodes(outline.nodes) for n in q.walk()][-1]
    assert last.text == "Gàu có dây."


def test_quotations_within_quotations_end_where_the_outer_one_does():
    outline = whole(
        """
        Điều 1. Sửa đổi Luật Giếng làng
        1. Bổ sung Điều 5a và Điều 5b như sau:
        “Điều 5a. Một
        1. Ghi “của làng” và “nước “trong” sạch”.
        Điều 5b. Hai
        Hai.”
        2. Thay thế cụm từ “gàu gỗ” bằng cụm từ “gàu tre”; bỏ cụm từ “nắp” tại Điều 9.
        3. Bổ sung cụm từ “, ao” vào sau cụm từ “giếng” tại Điều 13.
        4. Bãi bỏ các quy định sau:
        a) Bãi bỏ khoản 2 Điều 10;
        b) Bãi bỏ Điều 11.
        """
    )

    assert addresses(outline)[1:] == [
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_3",
        "art_1__para_4",
        "art_1__para_4__point_a",
        "art_1__para_4__point_b",
    ]


def test_a_law_of_many_amended_laws_keeps_each_amendment_in_its_own_article():
    outline = whole(
        """
        LUẬT
        SỬA ĐỔI MỘT SỐ ĐIỀU CỦA 02 LUẬT
        Điều 1. Sửa đổi, bổ sung một số điều của Luật Giếng làng
        Sửa đổi, bổ sung khoản 3 Điều 6 như sau:
        “3. Giếng có:
        a) Nắp;
        b) Gàu.”.
        Điều 2. Sửa đổi, bổ sung một số điều của Luật Ao hồ
        1. Sửa đổi tên Chương II như sau:
        “CHƯƠNG II
        VIỆC GIỮ AO”.
        2. Sửa đổi khoản 2 như sau: “2. Ao có bờ.”.
        Điều 3. Hiệu lực thi hành
        1. Luật này có hiệu lực.
        2. Trừ Điều 2.
        """
    )

    assert addresses(outline)[1:] == [
        "art_1",
        "art_2",
        "art_2__para_1",
        "art_2__para_2",
        "art_3",
        "art_3__para_1",
        "art_3__para_2",
    ]
    assert outline.amends is True


def test_a_provision_that_should_be_quoted_and_is_not_is_told():
    outline = whole(
        """
        Điều 1. Sửa đổi Nghị định giếng làng
        1. Điều 4 được sửa đổi, bổ sung như sau:
        Điều 4. Gàu
        Gàu bằng tre.
        """
    )

    assert ("quote_missing", 2) in [(w.code, w.line) for w in outline.warnings]
