"""Plain text: paragraphs as they are, or put together again where a page broke them."""

import pytest

from cms.importing import read_outline, read_text

GAZETTE = """
CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026
3

LUẬT
GIẾNG LÀNG

Điều 1. Quyền của người dùng giếng và nghĩa vụ của người được làng
cử ra giữ giếng
1. Người dùng giếng có quyền múc nước từ năm giờ sáng đến tám giờ
tối mỗi ngày, trừ ngày nạo vét giếng theo lịch do người giữ giếng
Ký bởi: Cổng Thông tin
Thời gian ký: 01.01.2026 08:00:00

4
CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026

báo trước. Người dùng giếng trả lại gàu vào đúng chỗ treo gàu đã có.
Người già được múc nước trước.
2. Người giữ giếng có các nghĩa vụ sau đây đối với giếng, với người
dùng giếng và với làng:
a) Đậy nắp giếng mỗi tối;
b) Báo cho làng biết khi nước đục, khi thành giếng nứt, khi gàu hỏng
hoặc khi dây đứt.
"""


def test_a_text_with_one_paragraph_a_line_is_taken_as_it_is(tmp_path):
    path = tmp_path / "luat.txt"
    path.write_text("Điều 1. Giếng\n\nGiếng là của làng.\nAi cũng dùng.", encoding="utf-8")

    lines = read_text(path)

    assert [(line.text, line.source) for line in lines if line.text] == [
        ("Điều 1. Giếng", 0),
        ("Giếng là của làng.", 2),
        ("Ai cũng dùng.", 3),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_of_a_gazette_becomes_whole_paragraphs_again(tmp_path, encoding):
    path = tmp_path / "luat.txt"
    path.write_text(GAZETTE, encoding=encoding)

    outline = read_outline(path)

    nodes = {node.eid: node for node in outline.walk()}
    assert list(nodes) == [
        "preamble",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
    ]
    assert nodes["art_1"].heading == (
        "Quyền của người dùng giếng và nghĩa vụ của người được làng cử ra giữ giếng"
    )
    assert nodes["art_1__para_1"].text.splitlines() == [
        "Người dùng giếng có quyền múc nước từ năm giờ sáng đến tám giờ tối mỗi ngày, trừ ngày nạo"
        " vét giếng theo lịch do người giữ giếng báo trước. Người dùng giếng trả lại gàu vào đúng"
        " chỗ treo gàu đã có.",
        "Người già được múc nước trước.",
    ]
    assert nodes["art_1__para_2__point_b"].text.endswith("khi gàu hỏng hoặc khi dây đứt.")
