"""Whatever lines come, in whatever order: no letter lost, no address twice, no crash."""

from hypothesis import given
from hypothesis import strategies as st

from cms.structure.address import citation, is_within_article, parse, slug_of, sort_key
from cms.structure.levels import Level
from cms.structure.outline import Line, body_lines, build_outline, outline_article

LINES = (
    "QUYẾT ĐỊNH", "Căn cứ Luật Giếng làng;", "PHẦN THỨ NHẤT", "Phần I", "Chương I", "CHƯƠNG II",
    "QUY ĐỊNH CHUNG", "Mục 1. NƯỚC", "Mục 2", "Tiểu mục 1. GÀU", "Điều 1. Giếng", "Điều 2",
    "Điều 1. Giếng có nắp.", "Điều 2. Sửa đổi Luật Ao hồ", "Điều 5 của Luật này.", "1. Gàu tre.",
    "1. Sửa đổi Điều 3 như sau:", "2, Dây gai.", "3 Nắp gỗ.", "2. Nước trong.", "a) Trong;",
    "a. Sạch.", "b) Mát;", "i) Ngọt;", "ii) Lành.", "đ) Đủ.", "I. QUAN ĐIỂM", "II. Mục tiêu.",
    "“Điều 3. Ao", "“1. Ao có bờ.”.", "Bờ cao.”.", "Từ “bờ", "PHỤ LỤC I", "Phụ lục", "QUY CHẾ",
    "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
    "Điều thứ 2. Gàu", "Điều 2 bis. Dây", "Điều 3 - Nắp", "ĐIỀU 3: Nắp", "Chương mở đầu",
    "Chương cuối", "Mục thứ hai", "1) Một.", "2) hai.", "(1) Ba.", "(a) bốn;", "a - Năm;",
    "b, Sáu;", "Điều 4. 1. Giếng.", "2. a) Gàu;", "Khoản 3. Dây.", "1.1. Nắp.", "3.12 Ba giếng.",
    "A. Gàu.", "theo quy định tại", "MỤC LỤC", "NGHỊ QUYẾT", "CHỈ THỊ", "‘Điều 3. Ao", "Bờ.’.",
    "''1. Gàu.''",
    "[1] Luật này được sửa đổi bởi:", "XÁC THỰC VĂN BẢN HỢP NHẤT", "Điều 2[3]. Ao", "a)[4] Bờ.",
    "Phụ lục số 02: Mẫu", "PHỤ LỤC IA", "QUYẾT NGHỊ:", "giếng và ao",
    "Nơi nhận:", "Luật này được Quốc hội thông qua ngày 01 tháng 01 năm 2026.", "Của làng.",
)  # fmt: skip
TABLE = (("Thôn", "Nơi nhận:"), ("Nà Tấu", ""))
PAGES = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE,
         Level.APPENDIX, Level.ATTACHMENT)  # fmt: skip

any_line = st.one_of(st.sampled_from(LINES), st.just(TABLE))
any_lines = st.lists(any_line, max_size=30).map(
    lambda items: [
        Line(item, at) if isinstance(item, str) else Line("", at, table=item)
        for at, item in enumerate(items)
    ]
)


def is_page(node):
    if node.level is Level.SECTION and is_within_article(node.eid):
        return False
    return node.level in PAGES or node.eid.startswith("tail")


def letters(texts):
    return "".join("".join(texts).split())


def cells(table):
    return [cell for row in table or () for cell in row]


@given(any_lines)
def test_no_letter_is_lost_or_doubled(lines):
    printed = (
        part
        for node in build_outline(lines).walk()
        for part in (node.marker, node.heading, node.text, *cells(node.table))
    )

    assert letters(printed) == letters(
        part for line in lines for part in (line.text, *cells(line.table))
    )


@given(any_lines)
def test_every_node_has_an_address_and_every_page_a_slug_of_its_own(lines):
    nodes = list(build_outline(lines).walk())

    assert len({node.eid for node in nodes}) == len(nodes)
    for node in nodes:
        assert "__".join(map(str, parse(node.eid))) == node.eid
        assert citation(node.eid)
        assert sort_key(node.eid)
        assert node.label
    slugs = [slug_of(node.eid) for node in nodes if is_page(node)]
    assert len(set(slugs)) == len(slugs)


@given(any_lines)
def test_a_page_published_again_unchanged_changes_nothing(lines):
    for page in filter(is_page, build_outline(lines).walk()):
        body = outline_article(page.eid, list(body_lines(page, is_page)))

        assert body.text == page.text
        assert [bare(node) for node in body.children] == [
            bare(child) for child in page.children if not is_page(child)
        ]


def bare(node):
    children = tuple(map(bare, node.children))
    return node.eid, node.level, node.number, node.heading, node.text, node.table, children
