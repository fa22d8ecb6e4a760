"""Small laws written for these tests, as lines, and what one reads off their trees."""

from cms.publishing.body import is_page
from cms.structure.outline import Line, Node, Outline, body_lines, build_outline, outline_article


def outline_of(text: str) -> Outline:
    """The outline of a text, one paragraph a line, blank lines left out."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return build_outline([Line(line, at) for at, line in enumerate(lines) if line])


def whole(text: str) -> Outline:
    """The outline of a text, of which no letter is lost or doubled, whose addresses differ, and
    whose pages read the same when they are published again."""
    outline = outline_of(text)
    printed = (x for item in outline.walk() for x in (item.marker, item.heading, item.text))
    assert "".join("".join(printed).split()) == "".join(text.split())
    assert len(set(addresses(outline))) == len(addresses(outline))
    for page in filter(is_page, outline.walk()):
        again = outline_article(page.eid, list(body_lines(page, is_page)))
        own = [child for child in page.children if not is_page(child)]
        assert again.text == page.text
        assert [shape(child) for child in again.children] == [shape(child) for child in own]
    return outline


def shape(item: Node) -> tuple:
    return item.eid, item.number, item.text, tuple(map(shape, item.children))


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
