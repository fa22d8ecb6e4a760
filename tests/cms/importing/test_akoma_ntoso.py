"""Akoma Ntoso read back: our own files give the same tree, others what they hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from cms.importing import ImportRefused, read_outline, read_safely
from cms.importing.akoma_ntoso import read_akoma_ntoso
from cms.importing.recipe import read_law
from cms.structure.akoma_ntoso import NAMESPACE, Publication, as_akoma_ntoso
from cms.structure.outline import Outline, build_outline
from tests.cms.structure.laws_in_short import LAW_ON_WELLS, outline_of
from tests.cms.structure.test_annexes import CONSOLIDATED, DECISION
from tests.cms.structure.test_any_lines import any_lines
from tests.cms.structure.test_articleless import DIRECTIVE, RESOLUTION
from tests.cms.structure.test_quotation import AMENDING
from tests.cms.structure.test_round_trip import laws

PUBLICATION = Publication("bill/2026-11-25/gieng-lang", date(2026, 11, 25), "Bộ Giếng nước")
in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def xml(tmp_path):
    return tmp_path / "luat.xml"


def there_and_back(outline, path):
    path.write_bytes(as_akoma_ntoso(outline, PUBLICATION))
    return read_akoma_ntoso(path)


def bare(node):
    return replace(node, source=(), children=tuple(map(bare, node.children)))


def unmarked(node):
    return replace(node, source=(), marker="", children=tuple(map(unmarked, node.children)))


@pytest.mark.parametrize(
    "text",
    [
        LAW_ON_WELLS,
        DECISION,
        DIRECTIVE,
        RESOLUTION,
        CONSOLIDATED,
        *(AMENDING.format(close=close) for close in (".”.", "”.", "”;", ",”.", '.".')),
        "Điều 1. Sửa đổi\n1. Sửa đổi như sau: “2.Ao có bờ.”;\n2. Thay từ “ao” bằng “hồ”, “đầm”.",
        "Điều 1. Sửa đổi\n1. Sửa đổi như sau:\n“6.Ao có bờ.\nBờ cao.”\n“Điều 7. 1. Gàu.”.",
        "Điều 1. Sửa đổi\n1. Sửa đổi tên chương như sau:\n''CHƯƠNG II\nGÀU''.",
    ],
)
def test_a_law_written_and_read_is_the_same(xml, text):
    outline = outline_of(text)

    read = there_and_back(outline, xml)

    assert [bare(node) for node in read.nodes] == [bare(node) for node in outline.nodes]
    assert (read.title, read.number, read.document_type, read.amends) == (
        outline.title, outline.number, outline.document_type, outline.amends,
    )  # fmt: skip
    assert read.warnings == ()


@in_one_folder
@given(chapters=laws())
def test_any_law_written_and_read_is_the_same(xml, chapters):
    read = there_and_back(Outline("", "law", "", chapters), xml)

    assert list(map(unmarked, read.nodes)) == list(map(unmarked, chapters))


@in_one_folder
@given(lines=any_lines)
def test_any_lines_written_and_read_are_the_same_tree(xml, lines):
    outline = build_outline(lines)

    read = there_and_back(outline, xml)

    assert list(map(unmarked, read.nodes)) == list(map(unmarked, outline.nodes))


def test_the_lines_of_a_file_are_its_text_with_the_place_of_each(xml):
    xml.write_bytes(as_akoma_ntoso(outline_of(LAW_ON_WELLS), PUBLICATION))

    law = read_law(xml)

    printed = [line.strip() for line in LAW_ON_WELLS.strip().splitlines()]
    joined = " ".join(line.text for line in law.lines)
    assert joined.split() == " ".join(printed).split()
    assert {line.source for line in law.lines} <= {s for n in law.outline.walk() for s in n.source}


def test_a_file_is_read_behind_the_wall_as_before_it(xml):
    xml.write_bytes(as_akoma_ntoso(outline_of(DECISION), PUBLICATION))

    assert read_safely(xml) == read_outline(xml)


def foreign(body, *, kind="act", namespace=NAMESPACE):
    return (
        f'<akomaNtoso xmlns="{namespace}"><{kind} name="act"><meta/><preface><p>LUẬT</p></preface>'
        f"<body>{body}</body></{kind}></akomaNtoso>"
    )


def test_a_file_from_elsewhere_gets_our_addresses(xml):
    xml.write_text(
        foreign(
            "<chapter id='c1'><num>Chương I</num><heading>Giếng</heading><article eId='a.1'>"
            "<num>Điều 1</num><heading>Nắp</heading><list><intro><p>Gồm:</p></intro>"
            "<clause><num>1.</num><content><p>Nắp <b>tre</b>,<eol/>nắp gỗ;</p></content></clause>"
            "<clause><num>2.</num><content><p>Hai:</p><table><tr><td><p>a</p></td></tr></table>"
            "<p>Hết.</p></content></clause></list></article></chapter>"
        ),
        encoding="utf-8",
    )

    outline = read_outline(xml)

    assert [(node.eid, node.text) for node in outline.walk()] == [
        ("preamble", "LUẬT"),
        ("chp_1", ""),
        ("art_1", ""),
        ("art_1__intro", "Gồm:"),
        ("art_1__para_1", "Nắp tre,\nnắp gỗ;"),
        ("art_1__para_2", "Hai:"),
        ("art_1__para_2__table_1", ""),
        ("art_1__para_2__wrapup_1", "Hết."),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + foreign("<p>&x;</p>"),
         "doctype"),
        ('<!doctype a [<!entity x "y">]>' + foreign(""), "doctype"),
        (foreign("<article><num>Điều 1"), "broken"),
        (foreign("<section>" * 300 + "</section>" * 300), "too_deep"),
        (foreign("", namespace="http://example.org"), "not_akoma_ntoso"),
        ("<html/>", "not_akoma_ntoso"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"/>', "not_akoma_ntoso"),
        (foreign("<p/>" * 300_001), "too_many_paragraphs"),
        (foreign("<p>Tờ trình</p>"), "not_a_law"),
        ("%PDF-1.7", "wrong_extension"),
    ],
)  # fmt: skip
def test_a_file_that_is_unsafe_broken_or_no_law_is_refused(xml, content, code):
    xml.write_text(content, encoding="utf-8")

    with pytest.raises(ImportRefused) as refused:
        read_outline(xml)

    assert (refused.value.code, bool(refused.value.message)) == (code, True)


def test_an_encoding_that_hides_declarations_is_refused(xml):
    xml.write_text(foreign("<p>Điều 1</p>"), encoding="utf-16")

    with pytest.raises(ImportRefused) as refused:
        read_outline(xml)

    assert refused.value.code == "doctype"
