"""What the head of a law says of it."""

import pytest

from .laws_in_short import LAW_ON_WELLS, outline_of


def test_a_law_is_known_by_its_type_number_and_title():
    outline = outline_of(LAW_ON_WELLS)

    assert outline.document_type == "law"
    assert outline.number == "12/2026/QH16"
    assert outline.title == "Luật Giếng làng"
    assert outline.amends is False


@pytest.mark.parametrize(
    ("head", "document_type", "title"),
    [
        ("BỘ LUẬT\nGIẾNG", "law", "Bộ luật giếng"),
        ("NGHỊ ĐỊNH\nVề việc giữ giếng", "decree", "Nghị định về việc giữ giếng"),
        ("NGHỊ ĐỊNH\nQuy định chi tiết\nviệc giữ giếng", "decree",
         "Nghị định quy định chi tiết việc giữ giếng"),
        ("NGHỊ QUYẾT LIÊN TỊCH\nVề giếng", "resolution", "Nghị quyết liên tịch về giếng"),
        ("THÔNG TƯ\nVề gàu", "circular", "Thông tư về gàu"),
        ("PHÁP LỆNH\nGÀU", "ordinance", "Pháp lệnh gàu"),
        ("QUYẾT ĐỊNH\nPhê duyệt giếng\nỦY BAN NHÂN DÂN TỈNH", "decision",
         "Quyết định phê duyệt giếng"),
        ("LUẬT GIẾNG", "law", "Luật giếng"),
        ("CHỈ THỊ\nVề giếng", "other", ""),
    ],
)  # fmt: skip
def test_the_type_and_title_stand_before_the_legal_bases(head, document_type, title):
    outline = outline_of(f"{head}\nCăn cứ Hiến pháp;\nĐiều 1. Mở đầu\nGiếng là của làng.")

    assert (outline.document_type, outline.title) == (document_type, title)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 05/2026/NĐ-CP", "05/2026/NĐ-CP"),
        ("Nghị quyết số: 78/2025/UBTVQH15", "78/2025/UBTVQH15"),
        ("Số: 604 / QĐ-TTg", "604/QĐ-TTg"),
        ("Số:       /2026/QH16", ""),
        ("Căn cứ Luật số 63/2025/QH15;", ""),
    ],
)
def test_the_number_is_the_documents_own_and_may_be_missing_in_a_draft(line, number):
    assert outline_of(f"{line}\nĐiều 1. Mở đầu\nGiếng là của làng.").number == number


def test_a_title_in_capitals_takes_its_letters_from_where_the_text_names_it():
    outline = outline_of(
        """
        LUẬT
        SỬA ĐỔI LUẬT GIẾNG LÀNG VÀ LUẬT AO HỒ
        Căn cứ Hiến pháp;
        Điều 1. Sửa đổi Luật Giếng làng
        1. Bãi bỏ Điều 3.
        Điều 2. Sửa đổi Luật Ao hồ
        1. Bãi bỏ Điều 4.
        """
    )

    assert outline.title == "Luật sửa đổi Luật Giếng làng và Luật Ao hồ"
    assert outline.amends is True
