"""What a secretary types while somebody speaks finds the provision that is meant."""

import pytest

from cms.structure.shorthand import find_place

LAW = {
    "art_5", "art_5__para_2", "art_5__para_2__point_a", "art_5__para_2__point_dd",
    "art_5__para_10", "art_12a", "art_12a__para_1", "art_7__point_a", "art_9__para_2a",
    "chp_2", "app_2", "att_1__art_30", "att_1__art_31", "att_2__art_31",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("D5 K2", "art_5__para_2"),
        ("Đ5 K2", "art_5__para_2"),
        ("đ5k2", "art_5__para_2"),
        ("đ5k2a", "art_5__para_2__point_a"),
        ("d5k2đ", "art_5__para_2__point_dd"),
        ("5.2", "art_5__para_2"),
        ("5 2 a", "art_5__para_2__point_a"),
        ("D5, K2, a)", "art_5__para_2__point_a"),
        ("5", "art_5"),
        ("dieu 5 khoan 10", "art_5__para_10"),
        ("Điều 5 khoản 2 điểm đ", "art_5__para_2__point_dd"),
        ("điểm a khoản 2 Điều 5", "art_5__para_2__point_a"),
        ("ĐIỀU 5", "art_5"),
        ("Đie\u0302\u0300u 5", "art_5"),
        ("12a.1", "art_12a__para_1"),
        ("D7a", "art_7__point_a"),
        ("d9k2a", "art_9__para_2a"),
        ("Chương II", "chp_2"),
        ("phụ lục II", "app_2"),
        ("d30", "att_1__art_30"),
    ],
)
def test_shorthand_finds_its_provision(typed, eid):
    assert find_place(typed, LAW) == eid


@pytest.mark.parametrize(
    "typed", ["", "xyz", "d6", "d5k3", "d31", "Điều 5 và Điều 7", "<script>", "5" * 50]
)
def test_what_is_not_one_provision_finds_none(typed):
    assert find_place(typed, LAW) == ""
