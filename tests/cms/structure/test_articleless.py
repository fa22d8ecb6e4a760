"""Resolutions, circulars and directives that have no articles."""

import pytest

from cms.structure.articleless import find_body
from cms.structure.outline import Line

from .laws_in_short import addresses, node, whole

RESOLUTION = """
HỘI ĐỒNG NHÂN DÂN TỈNH
NGHỊ QUYẾT
Về phát triển giếng làng
Căn cứ Luật Giếng làng;
QUYẾT NGHỊ:
I. Mục tiêu
1. Một giếng mỗi làng.
2. Hai gàu mỗi giếng.
II. NHIỆM VỤ
1. Đào giếng:
a) Đào sâu;
b) Đào rộng.
III. Tổ chức thực hiện
Các thôn thực hiện.
TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
"""
DIRECTIVE = """
THỦ TƯỚNG CHÍNH PHỦ
CHỈ THỊ
Về việc giữ giếng
Để giữ giếng, Thủ tướng yêu cầu:
1. Các bộ:
a) Đếm giếng;
b) Sửa giếng.
2. Các tỉnh đếm giếng.
Nơi nhận:
1. Lưu.
"""


def test_a_resolution_in_roman_sections_has_sections_clauses_and_points():
    outline = whole(RESOLUTION)

    assert addresses(outline) == [
        "preamble",
        "sec_1",
        "sec_1__para_1",
        "sec_1__para_2",
        "sec_2",
        "sec_2__para_1",
        "sec_2__para_1__point_a",
        "sec_2__para_1__point_b",
        "sec_3",
        "tail",
    ]
    counts = outline.counts
    assert (counts["section"], counts["clause"], counts["point"]) == (3, 3, 2)
    assert node(outline, "preamble").text.endswith("QUYẾT NGHỊ:")


def test_the_clauses_of_a_directive_stand_in_a_section_that_is_not_counted():
    outline = whole(DIRECTIVE)

    assert addresses(outline) == [
        "preamble",
        "sec",
        "sec__para_1",
        "sec__para_1__point_a",
        "sec__para_1__point_b",
        "sec__para_2",
        "tail",
    ]
    assert node(outline, "sec").label == "Nội dung"
    counts = outline.counts
    assert (counts["section"], counts["clause"], counts["point"]) == (0, 2, 2)


@pytest.mark.parametrize(
    "head", ["TỜ TRÌNH\nVề dự thảo Luật", "BÁO CÁO\nNGHỊ QUYẾT GIẾNG", "LUẬT\nGIẾNG", "Thư"]
)
def test_a_report_with_roman_sections_is_no_such_text(head):
    lines = [*head.split("\n"), "I. Sự cần thiết", "Giếng cạn.", "II. Kiến nghị", "Đào giếng."]

    assert (
        find_body([Line(text, at) for at, text in enumerate(lines)], [False] * len(lines)) is None
    )
