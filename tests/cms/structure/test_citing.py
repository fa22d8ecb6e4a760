"""Citations in running text: what officials write, and what only looks like one."""

import pytest

from cms.structure.citing import find_citations

# The words, and the addresses they name; "+" marks what waits for an article named before.
WRITTEN = {
    "khoản 2 Điều 5": ["art_5__para_2"],
    "Điều 7.2": ["art_7__para_2"],
    "Điều 5.2.a": ["art_5__para_2__point_a"],
    "Điều 7(2)(a)": ["art_7__para_2__point_a"],
    "điểm b khoản 3": ["+para_3__point_b"],
    "các điểm a, b khoản 2 Điều 5": ["art_5__para_2__point_a", "art_5__para_2__point_b"],
    "điểm a, điểm b và điểm c khoản 1 Điều 10": [
        "art_10__para_1__point_a",
        "art_10__para_1__point_b",
        "art_10__para_1__point_c",
    ],
    "điểm đ khoản 1 Điều 6": ["art_6__para_1__point_dd"],
    "Đ5 K2": ["art_5__para_2"],
    "Đ5, K2": ["art_5__para_2"],
    "K2Đ5": ["art_5__para_2"],
    "Đ.5 k.2": ["art_5__para_2"],
    "Chương II": ["chp_2"],
    "Mục 2 Chương III": ["chp_3__sec_2"],
    "Phụ lục I": ["app_1"],
    "phụ lục 02": ["app_2"],
    "Phần thứ hai": ["part_2"],
    "Điều 29a": ["art_29a"],
    "ĐIỀU 5": ["art_5"],
    "điều 5, khoản 1, điểm a": ["art_5__para_1__point_a"],
    "Điều 5 khoản 2 điểm a, khoản 3": ["art_5__para_2__point_a", "art_5__para_3"],
    "khoản 1 Điều 5, khoản 2 Điều 6": ["art_5__para_1", "art_6__para_2"],
    "khoản 1, khoản 2 Điều 6; khoản 3 Điều 7": [
        "art_6__para_1",
        "art_6__para_2",
        "art_7__para_3",
    ],
    "Điều 5, khoản 2 Điều 6": ["art_5", "art_6__para_2"],
    "Điều 5, 6 và 7": ["art_5", "art_6", "art_7"],
    "từ Điều 5 đến Điều 8": ["art_5", "art_6", "art_7", "art_8"],
    "khoản 1 đến khoản 3 Điều 4": ["art_4__para_1", "art_4__para_2", "art_4__para_3"],
    "khoản 1-3 Điều 4": ["art_4__para_1", "art_4__para_2", "art_4__para_3"],
    "khoản 2\nĐiều 5": ["art_5__para_2"],
    "đoạn mở đầu khoản 2 Điều 3": ["art_3__para_2__intro"],
    "khoản 3 và điểm a khoản 4 Điều 9": ["art_9__para_3", "art_9__para_4__point_a"],
    "khoản 2, 10 ngày": ["+para_2"],
}


@pytest.mark.parametrize("words", WRITTEN)
def test_what_officials_write_is_understood(words):
    found = find_citations(f"Tại {words}, đề nghị sửa.")

    named = [f"{'+' * each.lacks_article}{eid}" for each in found for eid in each.eids]
    assert named == WRITTEN[words]


@pytest.mark.parametrize(
    "words",
    [
        "khoản 500.000 đồng",
        "khoản 5 triệu đồng",
        "quan điểm a",
        "địa điểm b",
        "điều kiện 5 năm",
        "tài khoản 12345678",
        "Số: 12/Đ5-K2x",
        "chương trình 135",
    ],
)
def test_what_only_looks_like_one_is_none(words):
    assert find_citations(f"Đề nghị ghi {words} cho rõ") == []


def test_a_citation_knows_its_exact_place():
    text = "1. Tại các điểm a, b khoản 2 Điều 5: đề nghị bỏ."

    [found] = find_citations(text)

    assert text[found.start : found.end] == "các điểm a, b khoản 2 Điều 5"
