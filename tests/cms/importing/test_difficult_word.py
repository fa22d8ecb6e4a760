"""Drafts as offices type them in Word: lists that count themselves, breaks, boxes, changes."""

import pytest

from cms.importing import read_outline

from .word_files import p, part, r, table, write_word


def listed(number, level):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


LISTS = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "Chương %1")
    + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    + level(2, "decimal", "%3.")
    + level(3, "lowerLetter", "%4)")
    + level(4, "bullet", "\uf0b7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


@pytest.fixture
def outline(tmp_path):
    """The outline of a Word file with the given body."""

    def read(*blocks, changes="ask", **parts):
        path = write_word(tmp_path / "du-thao.docx", *blocks, **parts)
        return read_outline(path, tracked_changes=changes)

    return read


def addresses(outline):
    return [node.eid for node in outline.walk()]


def told(outline):
    return [(warning.code, warning.line) for warning in outline.warnings]


def test_a_law_in_one_list_of_many_levels_counts_articles_through_its_chapters(outline):
    items = [
        (0, "QUY ĐỊNH CHUNG"), (1, "Phạm vi"), (2, "Một giếng."), (2, "Hai giếng:"), (3, "Tre;"),
        (3, "Gỗ:"), (4, "Gỗ lim"), (3, "Sắt."), (2, "Ba giếng."), (0, "GÀU"), (1, "Gàu tre"),
        (2, "Gàu một."),
    ]  # fmt: skip
    blocks = [p(text, properties=listed(1, at)) for at, text in items]

    read = outline(*blocks, **{"word/numbering.xml": LISTS})

    assert addresses(read) == [
        "chp_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
        "art_1__para_2__point_c",
        "art_1__para_3",
        "chp_2",
        "art_2",
        "art_2__para_1",
    ]
    assert [node.text for node in read.walk() if node.number == "b"] == ["Gỗ:\n- Gỗ lim"]
    assert told(read) == []


def test_the_fifth_point_of_a_list_is_e_for_word_and_told(outline):
    points = [p(f"Loại {at};", properties=listed(2, 1)) for at in range(5)]

    read = outline(
        p("Điều 1. Gàu"), p("Gồm:", properties=listed(2, 0)), *points,
        **{"word/numbering.xml": LISTS},
    )  # fmt: skip

    assert [node.number for node in read.walk() if node.eid.count("__") == 2] == list("abcde")
    assert told(read) == [("number_unexpected", 6)]


def test_a_list_that_starts_anew_and_one_that_was_forgotten_to(outline):
    read = outline(
        p("Điều 1. Giếng"), p("Một.", properties=listed(2, 0)), p("Hai.", properties=listed(2, 0)),
        p("Điều 2. Gàu"), p("Một.", properties=listed(3, 0)), p("Hai.", properties=listed(3, 0)),
        p("Điều 3. Dây"), p("Một.", properties=listed(3, 0)), **{"word/numbering.xml": LISTS},
    )  # fmt: skip

    assert [node.number for node in read.walk() if "para" in node.eid] == ["1", "2", "1", "2", "3"]
    assert told(read) == [("number_unexpected", 7)]


def test_breaks_tabs_and_hyphens_within_headings(outline):
    read = outline(
        p("<w:r><w:t>Chương I</w:t><w:br/><w:t>GIẾNG</w:t><w:br/><w:t>VÀ AO</w:t></w:r>"),
        p("<w:r><w:t>Điều 1.</w:t><w:tab/><w:t>Giếng</w:t><w:br/><w:t>làng và ao</w:t></w:r>"),
        p("<w:r><w:t>1.</w:t><w:tab/><w:t>Một</w:t><w:br/><w:t>2. Hai</w:t></w:r>"),
        p("<w:r><w:t>3. N</w:t><w:softHyphen/><w:t>ắp</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"),
    )

    assert [(n.eid, n.heading, n.text) for n in read.walk()] == [
        ("chp_1", "GIẾNG VÀ AO", ""),
        ("art_1", "Giếng làng và ao", ""),
        ("art_1__para_1", "", "Một"),
        ("art_1__para_2", "", "Hai"),
        ("art_1__para_3", "", "Nắp-1"),
    ]


@pytest.mark.parametrize(
    ("changes", "texts"), [("accept", ["Một.", "Bốn.", "Ba."]), ("reject", ["Một.", "Ba.", "Bốn."])]
)
def test_a_clause_that_was_moved_stands_where_the_person_says(outline, changes, texts):
    moved = '<w:rPr><w:{} w:id="3"/></w:rPr>'
    first = "2. Ba." if changes == "reject" else "3. Ba."
    away = p(
        f'<w:moveFrom w:id="2">{r("2. Ba.")}</w:moveFrom>', properties=moved.format("moveFrom")
    )
    here = p(f'<w:moveTo w:id="5">{r(first)}</w:moveTo>', properties=moved.format("moveTo"))
    stays = p("3. Bốn." if changes == "reject" else "2. Bốn.")

    read = outline(
        f"<w:sdt><w:sdtContent>{p('Điều 1. Giếng')}</w:sdtContent></w:sdt>",
        p(f"<w:sdt><w:sdtContent>{r('1. ')}</w:sdtContent></w:sdt>", "Một."),
        away, stays, here, changes=changes,
    )  # fmt: skip

    assert [node.text for node in read.walk() if "para" in node.eid] == texts


def test_letters_of_a_font_of_symbols_are_told(outline):
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'

    read = outline(p("Điều 1. Giếng"), p("1. Ô ", symbol))

    assert read.nodes[0].children[0].text == "Ô □"
    assert told(read) == [("symbols", 1)]


def test_the_head_in_two_columns_and_a_frame_around_an_article_are_no_tables(outline):
    read = outline(
        table(("ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA"), ("Số: 1/2026/QĐ-UBND", "Ngày 01")),
        p("QUYẾT ĐỊNH"), p("Về giếng"), table(("Điều 1. Giếng",)), p("Giếng có nắp."),
        table(("Nơi nhận: - Lưu.", "TM. ỦY BAN NHÂN DÂN")),
    )  # fmt: skip

    assert addresses(read) == ["preamble", "art_1", "tail"]
    assert read.number == "1/2026/QĐ-UBND"
    assert told(read) == []


def test_a_translation_in_the_second_column_is_left_out_and_told(outline):
    rows = [
        (p("LUẬT") + p("GIẾNG LÀNG"), p("LAW") + p("ON WELLS")),
        (p("Điều 1. Giếng") + p("1. Giếng có nắp."), p("Article 1. Wells") + p("1. Lids.")),
        (p("Điều 2. Gàu") + p("Gàu tre."), p("Article 2. Buckets") + p("Bamboo.")),
    ]

    read = outline(table(*rows))

    assert addresses(read) == ["preamble", "art_1", "art_1__para_1", "art_2"]
    assert told(read) == [("translation", 0)]


def test_a_table_that_compares_two_laws_stays_a_table_and_is_told(outline):
    rows = [("Luật hiện hành", "Dự thảo"), ("Điều 1. Giếng", "Điều 1. Giếng và ao")]

    read = outline(p("Điều 1. Phạm vi"), p("Luật nói về giếng."), table(*rows))

    assert addresses(read) == ["art_1", "art_1__table_1"]
    assert told(read) == [("articles_in_table", 2)]
