"""Texts written to be difficult, their divisions counted by hand before they were ever read."""

from pathlib import Path

import pytest

from cms.importing import read_outline
from cms.structure.quoted import quoted_nodes
from cms.structure.tree import count_levels, own_structure

TEXTS = Path(__file__).parents[2] / "data" / "difficult"

# Parts, chapters, sections, subsections, articles, clauses, points: own, quoted, of each annex.
COUNTED = [
    ("hai-dieu-mot-ngoac", (0, 0, 0, 0, 2, 6, 2), (0, 0, 0, 0, 3, 5, 4), []),
    (
        "quy-che-hai-phu-luc",
        (0, 0, 0, 0, 3, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        [(0, 2, 0, 0, 3, 4, 3), (0, 0, 0, 0, 0, 2, 0), (0, 0, 0, 0, 0, 0, 0)],
    ),
    ("nghi-quyet-khong-dieu", (0, 0, 3, 0, 0, 7, 4), (0, 0, 0, 0, 0, 0, 0), []),
    ("hop-nhat-chu-thich", (0, 2, 0, 0, 4, 5, 3), (0, 0, 0, 0, 0, 0, 0), []),
    ("ban-dich", (0, 1, 0, 0, 3, 2, 0), (0, 0, 0, 0, 0, 0, 0), []),
    ("nhan-lech", (0, 0, 0, 0, 4, 7, 11), (0, 0, 0, 0, 0, 0, 0), []),
    ("chuong-bang-chu", (2, 4, 2, 2, 7, 4, 0), (0, 0, 0, 0, 0, 0, 0), []),
    ("sua-nhieu-luat", (0, 0, 0, 0, 3, 6, 0), (0, 2, 0, 0, 2, 3, 2), []),
    (
        "hai-van-ban-kem-theo",
        (0, 0, 0, 0, 2, 2, 0),
        (0, 0, 0, 0, 0, 0, 0),
        [(0, 0, 0, 0, 2, 2, 0), (0, 0, 0, 0, 2, 2, 2)],
    ),
    ("tieu-de-nhieu-dong", (0, 2, 0, 0, 4, 3, 4), (0, 0, 0, 0, 0, 0, 0), []),
]


def counts(nodes):
    return tuple(count_levels(nodes).values())


@pytest.mark.parametrize(("name", "own", "quoted", "attached"), COUNTED)
def test_a_difficult_text_is_divided_as_a_person_divides_it(name, own, quoted, attached):
    outline = read_outline(TEXTS / f"{name}.txt")

    assert tuple(outline.counts.values()) == own
    assert counts(n for found in quoted_nodes(outline.nodes) for n in found.walk()) == quoted
    assert [counts(own_structure(annex.children)) for annex in outline.annexes] == attached
