"""Laws as Akoma Ntoso: what the published schema asks of such a file, and the text in it once."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given

from cms.structure.akoma_ntoso import NAMESPACE, Publication, as_akoma_ntoso
from cms.structure.outline import Line, Outline, build_outline

from .laws_in_short import LAW_ON_WELLS, outline_of
from .test_annexes import DECISION
from .test_any_lines import any_lines, letters
from .test_quotation import AMENDING
from .test_round_trip import laws

PUBLICATION = Publication("bill/2026-11-25/gieng-lang", date(2026, 11, 25), "Bộ Giếng nước", 2)
# Elements that must have an eId, after the schema's group "corereq".
MUST_BE_NAMED = {"part", "chapter", "section", "subsection", "article", "paragraph", "point",
                 "hcontainer", "intro", "content", "table", "attachment", "mod",
                 "quotedStructure", "quotedText", "TLCOrganization"}  # fmt: skip
PROVISIONS = {"part", "chapter", "section", "subsection", "article", "paragraph", "point",
              "hcontainer"}  # fmt: skip
BLOCKS = {"p", "table"}
QUOTES = ("startQuote", "endQuote")
# What may stand in what, in this order; "*" is any number of provisions.
ORDER = {
    "bill": "meta preamble? body conclusions? attachments?",
    "doc": "meta mainBody conclusions?",
    "attachment": "num? heading? doc",
    "meta": "identification references",
    "identification": "FRBRWork FRBRExpression FRBRManifestation",
    "FRBRWork": "FRBRthis FRBRuri FRBRalias? FRBRdate FRBRauthor FRBRcountry FRBRnumber?",
    "FRBRExpression": "FRBRthis FRBRuri FRBRdate FRBRauthor FRBRlanguage",
    "FRBRManifestation": "FRBRthis FRBRuri FRBRdate FRBRauthor",
}
IN_LINES = {"p": {"mod"}, "mod": {"quotedStructure", "quotedText"}, "quotedText": set()}
MUST_HAVE = {
    "bill": {"name"}, "doc": {"name"}, "hcontainer": {"name"}, "identification": {"source"},
    "references": {"source"}, "FRBRthis": {"value"}, "FRBRuri": {"value"}, "FRBRalias": {"value"},
    "FRBRdate": {"date", "name"}, "FRBRauthor": {"href"}, "FRBRcountry": {"value"},
    "FRBRlanguage": {"language"}, "TLCOrganization": {"href", "showAs"},
}  # fmt: skip


def exported(outline):
    return ElementTree.fromstring(as_akoma_ntoso(outline, PUBLICATION))


def name(element):
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def named(root, wanted):
    return [element for element in root.iter() if name(element) == wanted]


def complaints(root):
    """What the schema would say against the file; nothing if it is as it should be."""
    if root.tag != f"{{{NAMESPACE}}}akomaNtoso" or len(root) != 1:
        yield "root"
    eids = [element.get("eId") for element in root.iter() if element.get("eId")]
    if len(set(eids)) < len(eids):
        yield f"an eId is given twice: {eids}"
    for element in root.iter():
        kind, inner = name(element), [name(child) for child in element]
        if not (element.get("eId") or kind not in MUST_BE_NAMED):
            yield f"{kind} without eId"
        if missing := MUST_HAVE.get(kind, set()) - set(element.keys()):
            yield f"{kind} without {missing}"
        if kind in ORDER and not in_order(ORDER[kind], inner):
            yield f"{kind} holds {inner}"
        if kind in PROVISIONS and not is_hierarchy(inner):
            yield f"{kind} holds {inner}"
        if kind in ("body", "mainBody", "preamble", "conclusions", "content", "tr") and not inner:
            yield f"{kind} is empty"
        if kind == "body" and not set(inner) <= PROVISIONS:
            yield f"body holds {inner}"
        if kind in ("content", "intro", "preamble") and not set(inner) <= BLOCKS:
            yield f"{kind} holds {inner}"
        if kind in IN_LINES and not set(inner) <= IN_LINES[kind]:
            yield f"{kind} holds {inner}"
        if kind == "quotedStructure" and not (inner and is_of_one_kind(set(inner))):
            yield f"{kind} holds {inner}"


def is_of_one_kind(inner):
    return inner <= PROVISIONS or inner <= BLOCKS


def in_order(rule, inner):
    pattern = "".join(
        f"(?:{part[:-1]} )?" if part.endswith("?") else f"{part} " for part in rule.split()
    )
    return re.fullmatch(pattern, "".join(f"{kind} " for kind in inner)) is not None


def is_hierarchy(inner):
    """num, heading, then either content or an introduction and provisions."""
    rest = [kind for at, kind in enumerate(inner) if kind not in ("num", "heading")]
    if rest == ["content"]:
        return True
    return set(rest[1:] if rest[:1] == ["intro"] else rest) <= PROVISIONS


@pytest.mark.parametrize("text", [LAW_ON_WELLS, DECISION, AMENDING.format(close=".”.")])
def test_a_law_is_written_as_the_schema_wants_it(text):
    assert list(complaints(exported(outline_of(text)))) == []


@given(laws())
def test_any_law_is_written_as_the_schema_wants_it(chapters):
    assert list(complaints(exported(Outline("", "law", "", chapters)))) == []


@given(any_lines)
def test_any_lines_are_written_as_the_schema_wants_it_and_no_letter_is_lost(lines):
    root = exported(build_outline(lines))

    assert list(complaints(root)) == []
    texts = [*root.itertext(), *(e.get(m, "") for e in root.iter() for m in QUOTES)]
    cells = (cell for line in lines for row in line.table or () for cell in row)
    # The letters of a label that an appendix lacks are written in.
    assert len(letters(texts)) >= len(letters([*(line.text for line in lines), *cells]))


def test_the_head_of_the_file_says_which_draft_it_is():
    root = exported(outline_of(LAW_ON_WELLS))

    work, expression, manifestation = named(root, "identification")[0]
    assert {name(item): item.get("value") for item in work if item.get("value")} == {
        "FRBRthis": "/akn/vn/bill/2026-11-25/gieng-lang/!main",
        "FRBRuri": "/akn/vn/bill/2026-11-25/gieng-lang",
        "FRBRalias": "Luật Giếng làng",
        "FRBRcountry": "vn",
        "FRBRnumber": "12/2026/QH16",
    }
    assert expression[1].get("value") == (
        "/akn/vn/bill/2026-11-25/gieng-lang/vie@2026-11-25/draft-2"
    )
    assert manifestation[1].get("value").endswith("/draft-2.xml")
    assert named(root, "TLCOrganization")[0].get("showAs") == "Bộ Giếng nước"
    assert root[0].get("name") == "law"


def test_provisions_have_the_addresses_they_have_everywhere():
    root = exported(outline_of(LAW_ON_WELLS))

    point = next(item for item in named(root, "point") if item.get("eId").endswith("point_a"))
    assert point.get("eId") == "art_2__para_2__point_a"
    assert [(name(child), "".join(child.itertext()).strip()) for child in point] == [
        ("num", "a)"),
        ("content", "Trưởng thôn;"),
    ]


def test_annexes_are_attachments_with_their_own_title_and_foot():
    root = exported(outline_of(DECISION))

    regulation, appendix = named(root, "attachment")
    assert (regulation.get("eId"), appendix.get("eId")) == ("att_1", "app")
    assert named(regulation, "heading")[0].text == "QUY CHẾ GIỮ GIẾNG LÀNG"
    assert named(appendix, "num")[0].text == "PHỤ LỤC"
    assert [item.get("eId") for item in named(root, "conclusions")] == ["tail"]


def test_a_table_is_written_cell_by_cell():
    table = (("Thôn", "Giếng"), ("Nà Tấu", "hai\nba"))

    root = exported(build_outline([Line("Điều 1. Giếng", 0), Line("", 1, table=table)]))

    cells = [[p.text for p in named(cell, "p")] for cell in named(root, "td")]
    assert cells == [["Thôn"], ["Giếng"], ["Nà Tấu"], ["hai", "ba"]]


def test_what_an_amending_law_quotes_is_a_quoted_structure_with_its_provisions():
    root = exported(outline_of(AMENDING.format(close=".”.")))

    first, second = named(root, "quotedStructure")
    assert (first.get("startQuote"), first.get("endQuote"), first.tail) == ("“", "”", ".")
    assert [item.get("eId") for item in first.iter() if name(item) in PROVISIONS] == [
        "art_1__para_1__qstr_1__art_4",
        "art_1__para_1__qstr_1__art_4__para_1",
        "art_1__para_1__qstr_1__art_4__para_2",
        "art_1__para_1__qstr_1__art_5",
        "art_1__para_1__qstr_1__art_5__point_a",
    ]
    assert second.get("eId") == "art_1__para_2__point_a__qstr_1"


def test_words_that_are_replaced_are_quoted_text():
    root = exported(outline_of(AMENDING.format(close=".”.")))

    old, new = named(root, "quotedText")
    assert (old.text, old.tail, new.text) == ("gàu gỗ", " bằng cụm từ ", "gàu tre")
    assert named(root, "mod")[-1].text == "Thay thế cụm từ "


def test_a_quotation_whose_print_a_tree_would_not_give_back_stays_lines():
    law = "Điều 1. Sửa đổi\n1. Sửa đổi như sau:\n“CHƯƠNG II\nGÀU”.\n2. Hết."

    (structure,) = named(exported(outline_of(law)), "quotedStructure")

    assert [(name(line), line.text) for line in structure] == [("p", "CHƯƠNG II"), ("p", "GÀU")]
