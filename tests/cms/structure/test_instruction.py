"""What an instruction of an amending law names: found as a lawyer reads it, from small to large."""

import pytest

from cms.structure.instruction import Act, amended_address, read_instructions


@pytest.mark.parametrize(
    ("sentence", "within", "addresses"),
    [
        ("Sửa đổi, bổ sung khoản 2 Điều 5 như sau:", "", ["art_5__para_2"]),
        ("Sửa đổi Điều 21 và Điều 22 như sau:", "", ["art_21", "art_22"]),
        ("Sửa đổi điểm đ khoản 4 như sau:", "art_31", ["art_31__para_4__point_dd"]),
        (
            "Sửa đổi, bổ sung các điểm b, c và d khoản 1 Điều 63 như sau:",
            "",
            [f"art_63__para_1__point_{letter}" for letter in "bcd"],
        ),
        ("Bổ sung Điều 29a vào sau Điều 29 như sau:", "", ["art_29a"]),
        (
            "Bổ sung khoản 1a vào sau khoản 1, bổ sung khoản 3a và khoản 3b vào sau khoản 3 Điều 7",
            "",
            ["art_7__para_1a", "art_7__para_3a", "art_7__para_3b"],
        ),
        ("Bãi bỏ điểm c khoản 1 Điều 76 và Điều 96.", "", ["art_76__para_1__point_c", "art_96"]),
        (
            "Bãi bỏ khoản 3, khoản 4 Điều 29; các khoản 2, 3 và 5 Điều 15; từ Điều 40 đến Điều 42.",
            "",
            [
                *("art_29__para_3", "art_29__para_4"),
                *("art_15__para_2", "art_15__para_3", "art_15__para_5"),
                *("art_40", "art_41", "art_42"),
            ],
        ),
        ("Bãi bỏ các khoản từ 3 đến 5 Điều 8.", "", [f"art_8__para_{n}" for n in (3, 4, 5)]),
        (
            "Thay thế cụm từ “khoản 9 Điều 9” bằng cụm từ “Điều 8” tại khoản 1 Điều 7.",
            "",
            ["art_7__para_1"],
        ),
        ("Bổ sung Mục 3 vào sau Mục 2 Chương IV như sau:", "", ["chp_4__sec_3"]),
        (
            "Sửa đổi khoản 2 Điều 5 đã được sửa đổi, bổ sung theo khoản 7 Điều 1 Luật số"
            " 12/2017/QH14 như sau:",
            "",
            ["art_5__para_2"],
        ),
        ("Bộ trưởng quy định chi tiết khoản 2 Điều 5.", "", []),
        ("Luật này sửa đổi khoản 2 Điều 5.", "", []),
    ],
)
def test_a_lawyer_reads_where_an_instruction_leads(sentence, within, addresses):
    assert amended_address(sentence, within=within) == tuple(addresses)


def test_one_sentence_may_change_one_clause_and_put_another_behind_it():
    amend, insert = read_instructions(
        "Sửa đổi, bổ sung khoản 3 và bổ sung khoản 4 vào sau khoản 3 Điều 36 như sau:"
    )

    assert (amend.act, [target.eid for target in amend.targets]) == (
        Act.REPLACE,
        ["art_36__para_3"],
    )
    assert (insert.act, [(target.eid, target.beside) for target in insert.targets]) == (
        Act.INSERT,
        [("art_36__para_4", "art_36__para_3")],
    )


def test_words_are_swapped_dropped_and_put_in_each_at_its_own_places():
    swap, drop, add = read_instructions(
        "Thay thế cụm từ “30 ngày” bằng cụm từ “21 ngày” tại khoản 1 Điều 5; bỏ cụm từ"
        " “, cấp huyện” tại Điều 6; bổ sung từ “theo” trước cụm từ “quy định” tại Điều 7."
    )

    assert [(one.act, one.phrases, one.targets[0].eid) for one in (swap, drop, add)] == [
        (Act.SWAP_WORDS, ("30 ngày", "21 ngày"), "art_5__para_1"),
        (Act.DROP_WORDS, (", cấp huyện",), "art_6"),
        (Act.ADD_WORDS, ("theo", "quy định"), "art_7"),
    ]
    assert add.before


def test_the_head_of_a_point_leaves_what_stands_below_alone():
    (head,) = read_instructions("Sửa đổi đoạn đầu điểm b khoản 1 Điều 46 như sau:")
    (name,) = read_instructions("Sửa đổi tên Điều 12 như sau:")

    assert [head.targets[0].head_only, name.targets[0].head_only] == [True, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sửa đổi điểm 1.3 khoản 1 Điều 2 như sau:",
        "Sửa đổi tiêu chuẩn 1 điểm a khoản 2 Điều 2 như sau:",
        "Sửa đổi đoạn thứ hai khoản 2 Điều 2 như sau:",
        "Bãi bỏ câu cuối của khoản 2 Điều 2.",
    ],
)
def test_a_part_smaller_than_a_point_is_not_taken_for_the_whole(sentence):
    (instruction,) = read_instructions(sentence)

    assert [target.is_part for target in instruction.targets] == [True]
