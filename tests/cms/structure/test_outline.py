"""What the tree of a law looks like, and the traps that real texts set."""

import pytest

from cms.structure.levels import Level
from cms.structure.outline import Line, Outline, build_outline

from .laws_in_short import LAW_ON_WELLS, addresses, codes, node, outline_of


def test_a_law_becomes_parts_chapters_articles_clauses_and_points():
    outline = outline_of(LAW_ON_WELLS)

    assert addresses(outline) == [
        "preamble",
        "part_1",
        "chp_1",
        "art_1",
        "art_2",
        "art_2__intro",
        "art_2__para_1",
        "art_2__para_2",
        "art_2__para_2__point_a",
        "art_2__para_2__point_b",
        "chp_2",
        "chp_2__sec_1",
        "art_3",
        "art_3__para_1",
        "art_3__para_1a",
        "art_3a",
        "tail",
    ]
    assert outline.warnings == ()
    assert outline.counts == {
        "part": 1,
        "chapter": 2,
        "section": 1,
        "subsection": 0,
        "article": 4,
        "clause": 4,
        "point": 2,
    }


def test_a_node_keeps_its_heading_its_own_text_and_where_it_came_from():
    outline = outline_of(LAW_ON_WELLS)

    assert node(outline, "chp_2").heading == "VIỆC GIỮ GIẾNG"
    assert node(outline, "chp_2__sec_1").heading == "NƯỚC SẠCH"
    assert node(outline, "art_1").text == "Luật này quy định việc đào, giữ và dùng giếng làng."
    assert node(outline, "art_2").text == ""
    assert node(outline, "art_2__para_2").text == "Người giữ giếng gồm:"
    point = node(outline, "art_2__para_2__point_b")
    assert point.text == "Người được làng cử ra.\nNgười giữ giếng không nhận thù lao."
    assert point.source == (17, 18)


@pytest.mark.parametrize(
    ("eid", "label"),
    [
        ("part_1", "Phần thứ nhất"),
        ("chp_2", "Chương II"),
        ("chp_2__sec_1", "Mục 1"),
        ("art_3a", "Điều 3a"),
        ("art_3__para_1a", "khoản 1a"),
        ("art_2__para_2__point_b", "điểm b"),
        ("art_2__intro", "đoạn mở đầu"),
        ("preamble", "Phần mở đầu"),
        ("tail", "Phần cuối văn bản"),
    ],
)
def test_a_node_is_called_what_the_law_calls_it(eid, label):
    assert node(outline_of(LAW_ON_WELLS), eid).label == label


def test_the_signature_is_the_foot_of_the_law_and_its_numbers_no_clauses():
    foot = node(outline_of(LAW_ON_WELLS), "tail")

    assert foot.level is Level.INTRO
    assert foot.children == ()
    assert foot.text.splitlines()[1:] == ["CHỦ TỊCH QUỐC HỘI", "1. Lưu: VT."]


def test_an_outline_survives_the_way_through_json():
    outline = outline_of(LAW_ON_WELLS)

    assert Outline.from_json(outline.as_json()) == outline


def test_the_vietnamese_alphabet_counts_d_twice_and_knows_inserted_points():
    outline = outline_of(
        """
        Điều 1. Đồ dùng của giếng
        1. Gồm có:
        a) Gàu;
        b) Dây;
        c) Ròng rọc;
        c1) Chốt ròng rọc;
        d) Nắp;
        đ) Thành giếng;
        e) Mái che.
        """
    )

    points = [item.eid.rpartition("_")[2] for item in outline.walk() if item.level is Level.POINT]
    assert points == ["a", "b", "c", "c1", "d", "dd", "e"]
    assert outline.warnings == ()


@pytest.mark.parametrize(
    ("line", "eid", "code"),
    [
        ("2.Người giữ giếng", "art_1__para_2", ["label_cramped"]),
        ("2, Người giữ giếng", "art_1__para_2", ["label_unusual"]),
        ("2 Người giữ giếng", "art_1__para_2", ["label_unusual"]),
        ("20.000 đồng một gàu", None, []),
        ("3 Người giữ giếng", None, []),
        ("2 người giữ giếng", None, []),
        ("1. Người giữ giếng", "art_1__para_1-2", ["number_repeated"]),
        ("5. Người giữ giếng", "art_1__para_5", ["number_unexpected"]),
    ],
)
def test_a_second_clause_is_told_from_a_sum_of_money(line, eid, code):
    outline = outline_of(f"Điều 1. Việc giữ giếng\n1. Giếng có người giữ.\n{line}")

    assert addresses(outline)[2:] == ([eid] if eid else [])
    assert codes(outline) == code


def test_a_wrong_letter_is_kept_as_printed_and_warned_of_once():
    outline = outline_of(
        """
        Điều 1. Gàu hỏng
        1. Người làm hỏng gàu phải:
        a) Báo người giữ giếng;
        h) Sửa gàu;
        c) Đền gàu mới;
        d) Xin lỗi.
        """
    )

    assert [item.number for item in outline.walk() if item.level is Level.POINT] == list("ahcd")
    assert [warning.message for warning in outline.warnings] == [
        "Điểm h khoản 1 Điều 1 không theo thứ tự: ở đây lẽ ra là điểm b."
    ]


def test_a_repeated_letter_takes_a_number_of_its_own():
    outline = outline_of("Điều 1. Gàu\n1. Gồm:\na) Tre;\nb) Gỗ;\nb) Sắt;\nc) Nhôm.")

    assert addresses(outline)[2:] == [
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
        "art_1__para_1__point_b-2",
        "art_1__para_1__point_c",
    ]
    assert codes(outline) == ["number_repeated"]


def test_a_list_of_small_roman_numbers_within_a_point_is_text():
    outline = outline_of("Điều 1. Gàu\n1. Gồm:\na) Gàu làm bằng:\ni) Tre;\nii) Gỗ;\nb) Dây.")

    assert node(outline, "art_1__para_1__point_a").text == "Gàu làm bằng:\ni) Tre;\nii) Gỗ;"
    assert addresses(outline)[-1] == "art_1__para_1__point_b"


def test_a_sentence_that_names_a_chapter_or_article_is_no_heading():
    outline = outline_of(
        """
        Điều 1. Dẫn chiếu
        1. Việc giữ giếng theo các quy định sau:
        Chương II của Luật này quy định việc giữ giếng.
        Điều 5 của Luật này quy định việc đào giếng.
        Mục 1 Chương II quy định về nước sạch.
        Phần thứ hai bao gồm các quy định khác.
        Phụ lục I Luật này quy định mẫu nắp giếng.
        """
    )

    assert addresses(outline) == ["art_1", "art_1__para_1"]


@pytest.mark.parametrize(
    "heading",
    ["Chương XV.\nVIỆC ĐÀO GIẾNG", "Chương XV\nVIỆC ĐÀO\nGIẾNG", "CHƯƠNG XV: VIỆC ĐÀO GIẾNG",
     "Chương XV\nViệc đào giếng", "Chương XV\nViệc đào\ngiếng", "Chương XV. Việc\nđào giếng"],
)  # fmt: skip
def test_a_chapter_is_read_however_its_title_is_set(heading):
    outline = outline_of(f"{heading}\nĐiều 1. Chỗ đào\nGiếng đào ở chỗ cao.")

    chapter = node(outline, "chp_15")
    assert chapter.heading.casefold() == "việc đào giếng"
    assert [item.eid for item in chapter.children] == ["art_1"]


def test_articles_without_titles_keep_their_words_as_text():
    outline = outline_of(
        """
        Điều 1. Phê duyệt Kế hoạch nạo vét giếng làng với các nội dung sau:
        1. Nạo vét trước mùa khô.
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        Các thôn báo cáo kết quả trước ngày 01 tháng 12.
        Điều 3. Trưởng các thôn chịu trách nhiệm thi hành Quyết định này.
        """
    )

    assert [item.heading for item in outline.walk() if item.level is Level.ARTICLE] == ["", "", ""]
    assert node(outline, "art_1__intro").text.startswith("Phê duyệt Kế hoạch")
    assert node(outline, "art_2").text.splitlines()[1].startswith("Các thôn")


def test_articles_that_stand_alone_on_their_lines_are_read():
    outline = outline_of("Điều 1\nGiếng là của làng.\nĐiều 2\n1. Ai cũng được dùng giếng.")

    assert addresses(outline) == ["art_1", "art_2", "art_2__para_1"]


def test_a_plan_inside_an_article_is_addressable_but_has_no_clauses_of_the_law():
    outline = outline_of(
        """
        Điều 1. Phê duyệt Chương trình giếng làng với các nội dung sau:
        I. QUAN ĐIỂM
        1. Mỗi làng một giếng.
        II. MỤC TIÊU
        1. Đến năm 2030:
        a) Mọi giếng có nắp;
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        """
    )

    assert addresses(outline) == [
        "art_1",
        "art_1__sec_1",
        "art_1__sec_1__para_1",
        "art_1__sec_2",
        "art_1__sec_2__para_1",
        "art_1__sec_2__para_1__point_a",
        "art_2",
    ]
    assert (outline.counts["article"], outline.counts["clause"]) == (2, 0)


def test_a_table_stands_where_it_was_and_the_text_after_it_behind_it():
    table = (("Thôn", "Số giếng"), ("Nà Tấu", "3"))
    outline = build_outline(
        [
            Line("Điều 1. Số giếng", 0),
            Line("1. Các thôn có số giếng sau:", 1),
            Line("", 2, table=table),
            Line("Số giếng được đếm lại mỗi năm.", 7),
            Line("2. Thôn mới được thêm một giếng.", 8),
        ]
    )

    assert addresses(outline) == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1__table_1",
        "art_1__para_1__wrapup_1",
        "art_1__para_2",
    ]
    assert node(outline, "art_1__para_1__table_1").table == table


def test_a_table_of_contents_is_not_the_law_it_lists():
    outline = build_outline(
        [
            Line("MỤC LỤC", 0),
            Line("Điều 1. Phạm vi điều chỉnh 3", 1, style="TOC1"),
            Line("Điều 1. Phạm vi điều chỉnh", 2),
            Line("Luật này nói về giếng.", 3),
        ]
    )

    assert addresses(outline) == ["preamble", "art_1"]
    assert outline.warnings == ()


def test_remarks_made_while_reading_become_warnings():
    remarks = (("footnote", "Có chú thích."),)
    outline = build_outline([Line("Điều 1. Giếng", 4, remarks=remarks), Line("Có nắp.", 5)])

    assert [(w.code, w.line, w.message) for w in outline.warnings] == [
        ("footnote", 4, "Có chú thích.")
    ]
