"""Numbers that Word counts itself, written out as they are printed."""

import pytest

from cms.importing import read_outline

from .word_files import p, part, write_word


def numbered(text, level=0, number=1):
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=properties)


def level(at, number_format, text, start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, more=""):
    return {
        "word/numbering.xml": part(
            "numbering",
            f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}',
        )
    }


def test_numbers_that_word_counts_itself_are_written_out(read):
    numbering = lists(
        level(0, "upperRoman", "Chương %1."),
        level(1, "decimal", "Điều %2."),
        level(2, "lowerLetter", "%3)"),
    )

    assert read(
        numbered("GIẾNG"),
        numbered("Gàu", 1),
        numbered("tre;", 2),
        numbered("gỗ.", 2),
        numbered("Dây", 1),
        numbered("gai.", 2),
        numbered("NẮP"),
        numbered("Nắp", 1),
        p("Không số"),
        **numbering,
    ) == [
        "Chương I. GIẾNG",
        "Điều 1. Gàu",
        "a) tre;",
        "b) gỗ.",
        "Điều 2. Dây",
        "a) gai.",
        "Chương II. NẮP",
        "Điều 1. Nắp",
        "Không số",
    ]


def test_articles_numbered_through_the_law_do_not_restart_in_a_chapter(read):
    numbering = lists(
        level(0, "upperRoman", "Chương %1"),
        level(1, "decimal", "Điều %2.", extra='<w:lvlRestart w:val="0"/>'),
    )

    assert read(numbered("A"), numbered("B", 1), numbered("C"), numbered("D", 1), **numbering) == [
        "Chương I A",
        "Điều 1. B",
        "Chương II C",
        "Điều 2. D",
    ]


def test_a_second_list_starts_where_it_is_told_to(read):
    numbering = lists(
        level(0, "decimal", "%1."),
        more='<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    )

    assert read(
        numbered("a"), numbered("b"), numbered("c", number=2), numbered("d", number=2), **numbering
    ) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_style_may_carry_the_number(read):
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = part(
        "styles",
        f'<w:style w:styleId="Khoan"><w:pPr>{numbers}</w:pPr></w:style>'
        '<w:style w:styleId="KhoanCon"><w:basedOn w:val="Khoan"/></w:style>',
    )
    numbering = lists(level(0, "decimalZero", "%1."))

    assert read(
        p("a", properties='<w:pStyle w:val="Khoan"/>'),
        p("b", properties='<w:pStyle w:val="KhoanCon"/>'),
        p("c", properties='<w:pStyle w:val="Khoan"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        **numbering,
        **{"word/styles.xml": styles},
    ) == ["01. a", "02. b", "c"]


def test_bullets_and_legal_numbers_are_written_plainly(read):
    numbering = lists(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2.", extra="<w:isLgl/>"),
        level(2, "bullet", "\uf0b7"),
    )

    assert read(numbered("a"), numbered("b", 1), numbered("c", 2), **numbering) == [
        "I. a",
        "1.1. b",
        "- c",
    ]


def test_a_draft_with_automatic_numbers_becomes_a_law(tmp_path):
    numbering = lists(
        level(0, "decimal", "Điều %1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")
    )
    path = write_word(
        tmp_path / "a.docx",
        numbered("Giếng làng"),
        numbered("Giếng gồm:", 1),
        numbered("Thành giếng;", 2),
        numbered("Nắp giếng.", 2),
        **numbering,
    )

    outline = read_outline(path)

    assert [node.eid for node in outline.walk()] == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
    ]


@pytest.mark.parametrize(
    ("number_format", "text", "labels"),
    [
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2."]),
        ("decimalZero", "%1.", ["01.", "02."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperLetter", "Phần %1", ["Phần A", "Phần B"]),
        ("lowerRoman", "%1)", ["i)", "ii)"]),
        ("upperRoman", "Chương %1.", ["Chương I.", "Chương II."]),
        ("decimalEnclosedParen", "%1", ["(1)", "(2)"]),
        ("decimalEnclosedFullstop", "%1", ["1.", "2."]),
        ("numberInDash", "%1", ["- 1 -", "- 2 -"]),
        ("vietnameseCounting", "Chương %1", ["Chương một", "Chương hai"]),
        ("cardinalText", "Phần %1", ["Phần Một", "Phần Hai"]),
        ("ordinalText", "%1,", ["Thứ nhất,", "Thứ hai,"]),
        ("none", "Phụ lục", ["Phụ lục", "Phụ lục"]),
        ("chicago", "%1.", ["1.", "2."]),
    ],
)
def test_each_way_of_counting_is_written_as_word_prints_it(read, number_format, text, labels):
    numbering = lists(level(0, number_format, text))

    assert read(numbered("x"), numbered("x"), **numbering) == [f"{label} x" for label in labels]


def test_a_list_that_only_uses_a_list_style_counts_as_the_style_says(read):
    numbering = {
        "word/numbering.xml": part(
            "numbering",
            '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Luat"/>'
            f"{level(0, 'decimal', 'Điều %1.')}</w:abstractNum>"
            '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Luat"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        )
    }

    assert read(numbered("a"), numbered("b"), **numbering) == ["Điều 1. a", "Điều 2. b"]


def test_a_custom_format_that_old_word_does_not_know_is_read_from_its_stand_in(read):
    own_format = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = lists(
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{own_format}<w:lvlText w:val="%1."/></w:lvl>'
    )

    assert read(numbered("a"), numbered("b"), **numbering) == ["1. a", "2. b"]
