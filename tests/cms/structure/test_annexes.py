"""Appendices and attached regulations: texts of their own in the file of another."""

import pytest

from cms.structure.levels import Level
from cms.structure.quoted import quoted_nodes

from .laws_in_short import addresses, codes, node, outline_of, whole

DECISION = """
ỦY BAN NHÂN DÂN TỈNH
Số: 15/2026/QĐ-UBND
QUYẾT ĐỊNH
Ban hành Quy chế giữ giếng làng
Căn cứ Luật Giếng làng;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế giữ giếng làng.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2027.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
QUY CHẾ
GIỮ GIẾNG LÀNG
(Ban hành kèm theo Quyết định số 15/2026/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Quy chế này nói về việc giữ giếng.
Điều 2. Giờ mở nắp
1. Nắp giếng mở từ năm giờ sáng.
PHỤ LỤC
MẪU NẮP GIẾNG
(Kèm theo Quy chế giữ giếng làng)
I. KÍCH THƯỚC
1. Nắp rộng một mét.
Điều 1. .............. (ghi tên làng)
"""


def test_an_attached_regulation_restarts_at_article_1_under_an_address_of_its_own():
    outline = outline_of(DECISION)

    assert addresses(outline) == [
        "preamble",
        "art_1",
        "art_2",
        "tail",
        "att_1",
        "att_1__chp_1",
        "att_1__art_1",
        "att_1__art_2",
        "att_1__art_2__para_1",
        "app",
        "app__sec_1",
        "app__sec_1__para_1",
    ]
    assert codes(outline) == []


def test_an_attachment_and_an_appendix_keep_their_titles():
    outline = outline_of(DECISION)

    attachment, appendix = node(outline, "att_1"), node(outline, "app")
    assert (attachment.level, attachment.heading) == (Level.ATTACHMENT, "QUY CHẾ GIỮ GIẾNG LÀNG")
    assert attachment.text == "(Ban hành kèm theo Quyết định số 15/2026/QĐ-UBND)"
    assert (appendix.level, appendix.heading) == (Level.APPENDIX, "MẪU NẮP GIẾNG")
    assert node(outline, "app__sec_1__para_1").text.splitlines()[1].startswith("Điều 1.")


def test_an_attachment_that_nobody_announces_begins_where_the_articles_restart():
    outline = outline_of(
        """
        Điều 1. Ban hành Quy định về gàu.
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        QUY ĐỊNH VỀ GÀU
        Điều 1. Gàu tre
        Gàu làm bằng tre.
        """
    )

    assert addresses(outline) == ["art_1", "art_2", "tail", "att_1", "att_1__art_1"]


def test_numbered_appendices_hold_articles_of_their_own():
    outline = outline_of(
        """
        Điều 1. Giếng
        Giếng là của làng.
        Phụ lục I
        DANH MỤC GIẾNG
        Điều 1. Giếng đầu làng
        Giếng đầu làng sâu mười mét.
        Phụ lục II
        Danh mục gàu
        1. Gàu tre.
        """
    )

    assert addresses(outline) == [
        "art_1",
        "app_1",
        "app_1__art_1",
        "app_2",
        "app_2__para_1",
    ]
    assert [node(outline, eid).heading for eid in ("app_1", "app_2")] == [
        "DANH MỤC GIẾNG",
        "Danh mục gàu",
    ]


def test_a_title_of_office_within_an_article_does_not_end_the_law():
    outline = outline_of(
        """
        Điều 1. Chữ ký
        Quyết định cử người giữ giếng ghi:
        CHỦ TỊCH
        Điều 2. Con dấu
        Con dấu đóng lên chữ ký.
        """
    )

    assert addresses(outline) == ["art_1", "art_2"]


def test_two_attached_texts_are_numbered_and_each_begins_at_article_1():
    outline = whole(
        """
        QUYẾT ĐỊNH
        Ban hành Quy chế giữ giếng và Quy định về gàu
        Điều 1. Ban hành kèm theo Quyết định này:
        1. Quy chế giữ giếng;
        2. Quy định về gàu.
        CHỦ TỊCH
        Nguyễn Văn Giếng
        QUY CHẾ
        GIỮ GIẾNG
        (Ban hành kèm theo Quyết định số 1/2026/QĐ-UBND)
        Chương I
        CHUNG
        Điều 1. Phạm vi
        Giếng.
        QUY ĐỊNH
        VỀ GÀU
        (Kèm theo Quyết định số 1/2026/QĐ-UBND)
        Điều 1. Gàu tre
        1. Tre già.
        Điều 2. Gàu gỗ
        Gỗ lim.
        """
    )

    assert addresses(outline)[-7:] == [
        "att_1",
        "att_1__chp_1",
        "att_1__art_1",
        "att_2",
        "att_2__art_1",
        "att_2__art_1__para_1",
        "att_2__art_2",
    ]
    assert [annex.heading for annex in outline.annexes] == ["QUY CHẾ GIỮ GIẾNG", "QUY ĐỊNH VỀ GÀU"]
    assert codes(outline) == []


@pytest.mark.parametrize(
    ("line", "eid", "heading"),
    [
        ("PHỤ LỤC IA", "app_1a", "DANH MỤC"),
        ("Phụ lục số 02: Danh mục gàu", "app_2", "Danh mục gàu DANH MỤC"),
        ("PHỤ LỤC SỐ 4", "app_4", "DANH MỤC"),
        ("Phụ lục III - BIỂU MẪU", "app_3", "BIỂU MẪU DANH MỤC"),
        ("PHỤ LỤC A", "app_a", "DANH MỤC"),
    ],
)
def test_an_appendix_is_read_however_it_is_numbered(line, eid, heading):
    outline = whole(f"Điều 1. Giếng\nGiếng có nắp.\nCHỦ TỊCH QUỐC HỘI\n{line}\nDANH MỤC\n1. Gàu.")

    assert addresses(outline) == ["art_1", "tail", eid, f"{eid}__para_1"]
    assert node(outline, eid).heading == heading


def test_an_appendix_named_in_a_list_begins_nothing():
    outline = whole(
        "Điều 1. Phụ lục\n1. Kèm theo:\nPhụ lục I: Danh mục gàu;"
        "\nPhụ lục II: Danh mục dây.\n2. Hết."
    )

    assert addresses(outline) == ["art_1", "art_1__para_1", "art_1__para_2"]


CONSOLIDATED = """
NGHỊ ĐỊNH[1]
Quy định về giếng làng
Căn cứ Luật Giếng[2];
Chương I[3]
NẮP[4]
Điều 1. Phạm vi[5]
1. Giếng.[6]
1a.[7] Giếng mới.
2.[8] (được bãi bỏ)
Điều 2.[9] Gàu
a)[10] Tre.
Điều 3[11]. Dây
Dây gai.
XÁC THỰC VĂN BẢN HỢP NHẤT
[1] Nghị định này được sửa đổi bởi:
Nghị định số 2.
[2] Điều khoản thi hành:
Điều 1. Hiệu lực
1. Có hiệu lực.
“Điều 5. Gàu
1. Gàu tre.”.
"""


def test_the_notes_of_a_consolidated_text_are_its_foot_and_enact_nothing():
    outline = whole(CONSOLIDATED)

    assert addresses(outline) == [
        "preamble",
        "chp_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_1a",
        "art_1__para_2",
        "art_2",
        "art_2__point_a",
        "art_3",
        "tail",
    ]
    assert codes(outline) == []
    assert (outline.document_type, outline.title) == ("decree", "Nghị định quy định về giếng làng")
    assert list(quoted_nodes(outline.nodes)) == []


def test_a_notes_number_printed_against_the_clauses_is_no_part_of_it():
    outline = whole(
        "Điều 1. Giếng\n1. Một.\n2. Hai.\n3.12 Ba giếng.\n4. Bốn."
        "\n5 Khoản này được bổ sung theo Nghị định số 2."
    )

    assert [n.number for n in outline.walk() if n.level is Level.CLAUSE] == ["1", "2", "3", "4"]
    assert node(outline, "art_1__para_3").text == "12 Ba giếng."
    assert codes(outline) == ["label_cramped"]
