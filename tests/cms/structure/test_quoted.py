"""What an amending law quotes, read as provisions with addresses of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.structure.address import address, citation, parse, slug_of, sort_key
from cms.structure.levels import Level
from cms.structure.quoted import quoted_nodes, read_quoted
from cms.structure.tree import count_levels

from .laws_in_short import node, outline_of
from .test_quotation import AMENDING


def quoted(outline):
    """Address and text of every quoted provision."""
    return {
        item.eid: item.text or item.heading
        for quotation in quoted_nodes(outline.nodes)
        for item in quotation.walk()
        if item is not quotation
    }


@pytest.mark.parametrize("close", [".”.", "”.", "”;", ",”.", '.".'])
def test_quoted_articles_have_addresses_below_the_clause_that_quotes_them(close):
    found = quoted(outline_of(AMENDING.format(close=close)))

    assert list(found) == [
        "art_1__para_1__qstr_1__art_4",
        "art_1__para_1__qstr_1__art_4__para_1",
        "art_1__para_1__qstr_1__art_4__para_2",
        "art_1__para_1__qstr_1__art_5",
        "art_1__para_1__qstr_1__art_5__point_a",
        "art_1__para_2__point_a__qstr_1__para_1",
    ]
    assert found["art_1__para_1__qstr_1__art_4"] == "Gàu"
    last = found["art_1__para_1__qstr_1__art_5__point_a"]
    assert last.rstrip(".,") == "Dây dài hai mươi mét"


def test_the_quoted_text_stays_in_the_tree_once_and_counts_nowhere_in_it():
    outline = outline_of(AMENDING.format(close=".”."))

    assert node(outline, "art_1__para_1").children == ()
    assert (outline.counts["article"], outline.counts["clause"]) == (2, 3)
    found = count_levels(n for q in quoted_nodes(outline.nodes) for n in q.walk())
    assert (found["article"], found["clause"], found["point"]) == (2, 3, 1)


@pytest.mark.parametrize(
    ("text", "eids"),
    [
        ("Sửa đổi khoản 2 như sau: “2. Giếng có nắp.”.", ["art_9__qstr_1__para_2"]),
        ("Sửa đổi khoản 2 như sau: “2. Giếng có nắp.\n3. Nắp bằng gỗ.”.",
         ["art_9__qstr_1__para_2", "art_9__qstr_1__para_3"]),
        ("Bổ sung như sau:\n“Chương IIa\nGÀU\nĐiều 5a. Gàu tre\nGàu bằng tre.”.",
         ["art_9__qstr_1__chp_2a", "art_9__qstr_1__art_5a"]),
        ("Sửa đổi hai khoản như sau:\n“1. Một.”;\n“3. Ba.”.",
         ["art_9__qstr_1__para_1", "art_9__qstr_2__para_3"]),
        ("Thay thế cụm từ “gàu gỗ” bằng cụm từ “gàu tre”.", []),
        ("Giếng có nắp.", []),
    ],
)  # fmt: skip
def test_a_quotation_is_found_however_it_opens(text, eids):
    read = read_quoted("art_9", text)

    assert [n.eid for q in read for n in q.walk() if n is not q] == eids


def test_a_quoted_provision_is_cited_with_the_one_that_quotes_it():
    eid = "art_1__para_10__qstr_1__para_3__point_c"

    assert citation(eid) == "khoản 10 Điều 1 (sửa đổi điểm c khoản 3)"
    assert citation("art_1__qstr_2") == "đoạn trích dẫn 2 Điều 1"
    assert slug_of("art_1__para_6__qstr_1__art_21") == "dieu-1-khoan-6-trich-1-dieu-21"
    assert sort_key("art_1__para_6") < sort_key(eid) < sort_key("art_1__para_11")


def test_an_article_quoted_in_an_appendix_names_both():
    assert address("app_1__art_1__qstr_1__chp_2", Level.ARTICLE, "art_5") == (
        "app_1__art_1__qstr_1__art_5"
    )


LINES = ("Sửa đổi Điều 3 như sau:", "như sau: “2. Gàu.", "“Điều 3. Ao", "“1. Ao có bờ.”.", "“",
         "Bờ cao.”.", "””", "“““", "1. Gàu", "a) Dây;", "Từ “bờ", '"', "“a) Nắp”;")  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_whatever_is_quoted_has_addresses_of_its_own_and_no_letter_too_many(lines):
    read = read_quoted("art_1__para_2", "\n".join(lines))

    nodes = [item for quotation in read for item in quotation.walk()]
    assert len({item.eid for item in nodes}) == len(nodes)
    assert all("__".join(map(str, parse(item.eid))) == item.eid for item in nodes)
    printed = "".join(item.marker + item.heading + item.text for item in nodes)
    assert len("".join(printed.split())) <= len("".join("".join(lines).split()))
