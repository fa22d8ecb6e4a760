"""Twelve ways in which people type what the law spells otherwise: the right row comes first."""

import unicodedata

import pytest

from search.access import Access
from search.engines import database_engine
from search.query import SearchQuery, parse, read_abbreviations
from tests.bench._retrieval import strip_marks

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
ABBREVIATIONS = read_abbreviations(
    [
        ("UBND", "Ủy ban nhân dân"),
        ("QPPL", "quy phạm pháp luật"),
        ("VBQPPL", "văn bản quy phạm pháp luật"),
        ("BVMT", "bảo vệ môi trường"),
    ]
)
ROWS = {
    "conciliation": ("Điều 3. Hoà giải ở cơ sở", "Hoà giải viên kỹ năng tốt được quý trọng."),
    "freedom": ("Điều 4. Cư trú", "Công dân tự do đi lại."),
    "thence": ("Điều 6. Thời điểm", "Từ đó phát sinh nghĩa vụ."),
    "committee": ("Điều 7. Trách nhiệm", "Ủy ban nhân dân cấp xã niêm yết công khai."),
    "short": ("Điều 8. Niêm yết", "UBND phường niêm yết tại nhà văn hóa."),
    "numbered": ("Điều 9. Dẫn chiếu", "Thực hiện theo Nghị định số 78/2025/NĐ-CP."),
    "environment": ("Điều 10. Môi trường", "Bảo vệ môi trường nước, đất đai, đường sá."),
    "texts": ("Điều 11. Đăng tải", "Văn bản quy phạm pháp luật được đăng công báo."),
    "money": ("Điều 12. Mức chi", "Mức chi không quá 10.000.000 đồng, tăng 1,5% mỗi năm."),
}  # fmt: skip
LAND = {"title": "Điều 5. Giải thích\nLuật Đất đai", "eid_article": "5", "eid_clause": "2"}
POST = {"title": "Điều 5. Bản sao\nNghị định số 30/2020/NĐ-CP", "eid_article": "5"}

TYPED = {
    "without marks": [("hoa giai vien", "conciliation"), ("duong sa", "environment")],
    "with half the marks": [("hoà giai co sơ", "conciliation"), ("niêm yêt công", "committee")],
    "decomposed": [(unicodedata.normalize("NFD", "đường sá"), "environment")],
    "the tone in the other place": [("hòa giải ở cơ sở", "conciliation"), ("nhà văn hoá", "short")],
    "i for y": [("kĩ năng", "conciliation"), ("quí trọng", "conciliation")],
    "capitals": [("HOÀ GIẢI Ở CƠ SỞ", "conciliation"), ("ĐƯỜNG SÁ", "environment")],
    "d for đ": [("dường sá", "environment"), ("Dăng công báo", "texts")],
    "marks that are meant": [("tự do", "freedom"), ("từ đó", "thence")],
    "in quotation marks": [('"ủy ban nhân dân cấp xã"', "committee"), ('"niem yet tai"', "short")],
    "short for long": [("UBND cấp xã", "committee"), ("BVMT nước", "environment"),
                       ("VBQPPL", "texts"), ("văn bản QPPL", "texts")],
    "long for short": [("ủy ban nhân dân phường", "short"), ("uy ban nhan dan phuong", "short")],
    "numbers": [("78/2025/nd-cp", "numbered"), ("nghị định 78", "numbered"),
                ("78/2025", "numbered"), ("10000000 đồng", "money"), ("tăng 1,5%", "money")],
}  # fmt: skip
CITED = [
    ("khoản 2 Điều 5 Luật Đất đai", "land"),
    ("khoan 2 dieu 5 luat dat dai", "land"),
    ("Đ5 K2", "land"),
    ("đ.5 k.2", "land"),
    ("điều 5 nghị định 30/2020", "post"),
    ("Dieu 5 ND 30/2020/ND-CP", "post"),
]


@pytest.fixture
def first(put):
    """`first(typed)` is the name of the first row, or None."""
    names = {put(title, body): name for name, (title, body) in ROWS.items()}
    for name, place in (("land", dict(LAND)), ("post", dict(POST))):
        names[put(place.pop("title"), "Các từ ngữ được hiểu như sau.", **place)] = name
    engine = database_engine()
    engine.rebuild()

    def first(typed):
        page = engine.search(parse(typed, ABBREVIATIONS), PUBLIC, SearchQuery(typed), None)
        return names[page.hits[0].object_id] if page.hits else None

    return first


@pytest.mark.both_databases
@pytest.mark.parametrize("way", TYPED)
def test_a_person_finds_the_law_when_typing(first, way):
    assert {typed: first(typed) for typed, _ in TYPED[way]} == dict(TYPED[way])


@pytest.mark.both_databases
def test_a_cited_place_comes_first_in_the_law_that_is_named(first):
    assert {typed: first(typed) for typed, _ in CITED} == dict(CITED)


@pytest.mark.both_databases
def test_every_row_is_found_by_its_heading_without_marks(first):
    headings = {strip_marks(title): name for name, (title, _) in ROWS.items()}

    assert {typed: first(typed) for typed in headings} == headings
