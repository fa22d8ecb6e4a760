"""Appendices and attached regulations: texts of their own in the file of another."""

from cms.structure.levels import Level

from .laws_in_short import addresses, codes, node, outline_of

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
