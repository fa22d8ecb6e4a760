"""Numbers that Word counts itself, written out as they are printed."""

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
