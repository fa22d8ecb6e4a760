"""What two drafts amend can be told to be the same article of the same law."""

import pytest

from cms.structure.amended_places import AmendedArticle, amended_articles, law_named
from cms.structure.levels import Level
from cms.structure.sides import Item

WELL = "luật giếng làng"


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("Luật sửa đổi, bổ sung một số điều của Luật Giếng làng", WELL),
        ("Luật sửa đổi, bổ sung Luật Giếng làng số 12/2020/QH14", WELL),
        ("SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIẾNG LÀNG", WELL),
        ("Sửa đổi Nghị định số 34/2016/NĐ-CP", "nghị định số 34/2016/nđ-cp"),
        ("Luật Giếng làng", ""),
    ],
)
def test_a_title_names_the_law_it_amends(title, law):
    assert law_named(title) == law


def test_each_provision_knows_the_articles_it_amends_and_what_holds_it_knows_all():
    items = [
        Item("art_1", Level.ARTICLE, "1", "Sửa đổi, bổ sung một số điều của Luật Giếng làng"),
        Item("art_1__para_1", Level.CLAUSE, "1", "", "Sửa đổi, bổ sung khoản 2 Điều 5 như sau:"),
        Item("art_1__para_2", Level.CLAUSE, "2", "", "Bãi bỏ Điều 6 và khoản 2 Điều 4."),
        Item("art_2", Level.ARTICLE, "2", "Sửa đổi, bổ sung Luật Bờ suối"),
        Item("art_2__para_1", Level.CLAUSE, "1", "", "Bãi bỏ Điều 6."),
        Item("art_3", Level.ARTICLE, "3", "Hiệu lực thi hành"),
    ]

    found = amended_articles(items, title="Luật sửa đổi, bổ sung Luật Giếng làng")

    assert found["art_1__para_1"] == {AmendedArticle(WELL, "art_5")}
    assert {one.eid for one in found["art_1"]} == {"art_4", "art_5", "art_6"}
    assert found["art_2__para_1"] == {AmendedArticle("luật bờ suối", "art_6")}
    assert "art_3" not in found
