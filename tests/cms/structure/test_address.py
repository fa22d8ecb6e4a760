"""Addresses: written, read, cited, ordered, and made into slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.structure.address import (
    address,
    citation,
    is_within_article,
    level_of,
    parent_of,
    parse,
    slug,
    slug_of,
    sort_key,
    step,
)
from cms.structure.levels import GROUPING, Level
from cms.structure.numbering import ALPHABET


@pytest.mark.parametrize(
    ("eid", "cited", "as_slug"),
    [
        ("art_5", "Điều 5", "dieu-5"),
        ("art_29a", "Điều 29a", "dieu-29a"),
        ("art_5__para_2__point_a", "điểm a khoản 2 Điều 5", "dieu-5-khoan-2-diem-a"),
        ("art_5__para_2__point_dd", "điểm đ khoản 2 Điều 5", "dieu-5-khoan-2-diem-dd"),
        ("art_5__intro", "đoạn mở đầu Điều 5", "dieu-5-doan-mo-dau"),
        ("art_5-2", "Điều 5 (thứ 2)", "dieu-5-2"),
        ("part_1", "Phần I", "phan-1"),
        ("chp_2", "Chương II", "chuong-2"),
        ("chp_2__sec_1", "Mục 1 Chương II", "chuong-2-muc-1"),
        ("app_1", "Phụ lục I", "phu-luc-1"),
        ("app_1__art_1", "Điều 1 Phụ lục I", "phu-luc-1-dieu-1"),
        ("app_1__sec_2__para_3", "khoản 3 Mục II Phụ lục I", "phu-luc-1-muc-2-khoan-3"),
        ("att_1__art_4", "Điều 4 văn bản kèm theo 1", "kem-theo-1-dieu-4"),
        ("art_3__table_1", "bảng 1 Điều 3", "dieu-3-bang-1"),
        ("preamble", "Phần mở đầu", "mo-dau"),
        ("tail", "Phần cuối văn bản", "phan-cuoi"),
    ],
)
def test_an_address_is_cited_small_to_large_and_slugged_large_to_small(eid, cited, as_slug):
    assert citation(eid) == cited
    assert slug_of(eid) == as_slug
    assert "__".join(str(item) for item in parse(eid)) == eid


@pytest.mark.parametrize("eid", ["", "art_", "khoan_2", "art_5__", "art 5", "art_5--2", "ART_5"])
def test_what_is_no_address_is_refused(eid):
    if not eid:
        assert parse(eid) == ()
        return
    with pytest.raises(ValueError, match="not the address"):
        parse(eid)


def test_an_article_names_no_chapter_but_its_appendix():
    assert address("chp_2__sec_1", Level.ARTICLE, "art_5") == "art_5"
    assert address("app_1__chp_2", Level.ARTICLE, "art_5") == "app_1__art_5"
    assert address("part_1", Level.CHAPTER, "chp_2") == "chp_2"
    assert address("chp_2", Level.SECTION, "sec_1") == "chp_2__sec_1"


@given(st.sampled_from(ALPHABET), st.integers(0, 9))
def test_every_point_has_an_address_of_ascii_that_cites_as_it_was_printed(letter, inserted):
    number = f"{letter}{inserted or ''}"

    eid = f"art_1__para_1__{step(Level.POINT, number)}"

    assert eid.isascii()
    assert citation(eid) == f"điểm {number} khoản 1 Điều 1"
    assert (level_of(eid), parent_of(eid)) == (Level.POINT, "art_1__para_1")


def test_addresses_sort_in_the_order_of_the_law():
    in_order = ["preamble", "art_1", "art_2__intro", "art_2__para_1", "art_2__para_1__point_d",
                "art_2__para_1__point_dd", "art_2__para_1__point_e", "art_2__para_1a",
                "art_2__para_2", "art_2-2", "art_10", "art_10a", "art_11", "tail",
                "app_1", "app_2", "att_1__art_1"]  # fmt: skip

    backwards = in_order[::-1]

    assert sorted(backwards, key=sort_key) == in_order


def test_a_section_of_a_part_is_not_within_an_article_though_part_ends_in_art():
    assert is_within_article("art_1__sec_1")
    assert is_within_article("app_1__art_1")
    assert not is_within_article("part_1__sec_1")
    assert not is_within_article("")


def test_a_slug_keeps_the_d_that_unicode_cannot_take_apart():
    assert slug("Điều 5. Đổi mới, sáng tạo") == "dieu-5-doi-moi-sang-tao"
    assert slug("  Luật  Đất đai (sửa đổi)!") == "luat-dat-dai-sua-doi"


def test_what_may_stand_inside_what():
    assert Level.CHAPTER.may_contain(Level.ARTICLE)
    assert Level.ARTICLE.may_contain(Level.SECTION)
    assert Level.APPENDIX.may_contain(Level.ARTICLE)
    assert not Level.CLAUSE.may_contain(Level.ARTICLE)
    assert not Level.PREAMBLE.may_contain(Level.ARTICLE)
    assert not any(level.may_contain(Level.ATTACHMENT) for level in Level)
    assert [level.rank for level in GROUPING] == sorted(level.rank for level in GROUPING)
