"""Small laws written for these tests, as lines, and what one reads off their trees."""

from cms.structure.outline import Line, Node, Outline, build_outline


def outline_of(text: str) -> Outline:
    """The outline of a text, one paragraph a line, blank lines left out."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return build_outline([Line(line, at) for at, line in enumerate(lines) if line])


def addresses(outline: Outline) -> list[str]:
    return [node.eid for node in outline.walk()]


def node(outline: Outline, eid: str) -> Node:
    return next(item for item in outline.walk() if item.eid == eid)


def codes(outline: Outline) -> list[str]:
    return [warning.code for warning in outline.warnings]


LAW_ON_WELLS = """
QUỐC HỘI
Luật số: 12/2026/QH16
LUẬT
GIẾNG LÀNG
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Giếng làng.
PHẦN THỨ NHẤT
QUY ĐỊNH CHUNG
Chương I
NHỮNG ĐIỀU MỞ ĐẦU
Điều 1. Phạm vi điều chỉnh
Luật này quy định việc đào, giữ và dùng giếng làng.
Điều 2. Giải thích từ ngữ
Trong Luật này, các từ ngữ dưới đây được hiểu như sau:
1. Giếng làng là giếng do cả làng cùng dùng.
2. Người giữ giếng gồm:
a) Trưởng thôn;
b) Người được làng cử ra.
Người giữ giếng không nhận thù lao.
Chương II
VIỆC GIỮ GIẾNG
Mục 1. NƯỚC SẠCH
Điều 3. Độ sâu
1. Giếng sâu ít nhất mười mét.
1a. Ở vùng núi đá, giếng sâu ít nhất sáu mét.
Điều 3a. Nắp giếng
Giếng phải có nắp.
Luật này được Quốc hội khóa XVI, kỳ họp thứ 2 thông qua ngày 01 tháng 11 năm 2026.
CHỦ TỊCH QUỐC HỘI
1. Lưu: VT.
"""
