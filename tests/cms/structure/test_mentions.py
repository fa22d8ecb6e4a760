"""Lines that name a provision without enacting it."""

import pytest

from cms.structure.levels import Level
from cms.structure.mentions import is_cited_after

from .laws_in_short import codes, whole


@pytest.mark.parametrize(
    ("before", "text", "following", "is_cited"),
    [
        ("theo quy định tại", "Điều 5. Trường hợp khác thì thôi.", "", True),
        ("Theo", "Điều 5.", "", True),
        ("quy định tại khoản 2", "Điều 5 Luật này", "", True),
        ("trừ khoản 2", "Điều 5. Gàu", "", False),
        ("quy định tại Điều 4,", "Điều 5 thì thôi", "", True),
        ("Giếng có nắp", "Điều 5", "của Luật này.", True),
        ("Giếng có nắp", "Điều 5", "a) Gàu;", False),
        ("TRÁCH NHIỆM CỦA", "Điều 5. Gàu", "", False),
        ("Giếng có nắp.", "Điều 5. Gàu", "", False),
        ("Gàu của", "Giếng làng", "", False),
    ],
)
def test_a_citation_is_told_from_a_heading_by_the_line_before_it(before, text, following, is_cited):
    assert is_cited_after(before, text, following) is is_cited


def test_a_citation_cut_in_two_by_the_page_opens_no_article():
    outline = whole(
        """
        Điều 1. Giếng
        1. Việc giữ giếng theo quy định tại
        Điều 2. Trường hợp khác thì thôi.
        2. Theo khoản 1
        Điều 3 Luật Ao hồ, giếng có nắp.
        Điều 2. Gàu
        Gàu bằng tre.
        """
    )

    articles = [n.heading for n in outline.walk() if n.level is Level.ARTICLE]
    assert articles == ["Giếng", "Gàu"]
    assert [(w.code, w.line) for w in outline.warnings] == [("heading_as_text", 2)]


def test_a_table_of_contents_without_a_style_is_not_the_law_it_lists():
    outline = whole(
        """
        MỤC LỤC
        Chương I. GIẾNG 1
        Điều 1. Phạm vi 1
        Điều 2. Gàu 2
        Chương I. GIẾNG
        Điều 1. Phạm vi
        Luật này nói về giếng.
        Điều 2. Gàu
        Gàu bằng tre.
        """
    )

    assert (outline.counts["chapter"], outline.counts["article"]) == (1, 2)
    assert codes(outline) == []
