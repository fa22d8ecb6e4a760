"""A person corrects how the lines of a law are divided; its text stays as it is."""

import pytest

from cms.importing.edits import (
    Edit,
    EditRefused,
    applicable,
    apply_edits,
    edits_from_data,
    find_places,
)
from cms.structure.outline import Line, build_outline
from cms.structure.tree import lines_as_data, lines_from_data

LAW = (
    "Điều 1. Giếng làng",
    "1. Giếng là của làng.",
    "2. Giếng có nắp. 3. Nắp bằng gỗ.",
    "4. Nắp được",
    "đậy mỗi tối.",
    "ĐIỀU THỨ 2 - Đường làng",
    "1 - Đường lát gạch.",
)


def lines(*texts):
    return [Line(text, at) for at, text in enumerate(texts or LAW)]


def outline(*edits, of=None):
    edited = apply_edits(of or lines(), edits)
    return build_outline([item.line for item in edited])


def eids(tree):
    return [node.eid for node in tree.walk()]


def letters(items):
    return "".join("".join(item.text.split()) for item in items)


def test_a_line_that_says_article_in_its_own_way_becomes_one():
    tree = outline(Edit("level", "5", "article"))

    assert [(node.number, node.marker) for node in tree.walk() if node.level == "article"] == [
        ("1", "Điều 1."),
        ("2", "ĐIỀU THỨ 2 -"),
    ]


def test_a_line_is_read_as_a_clause_when_a_person_says_so():
    tree = outline(Edit("level", "5", "article"), Edit("level", "6", "clause"))

    assert "art_2__para_1" in eids(tree)


def test_a_line_that_was_read_as_a_clause_becomes_text():
    tree = outline(Edit("level", "1", "intro"))

    assert "art_1__para_1" not in eids(tree)
    assert "art_1__intro" in eids(tree)


def test_a_heading_that_is_none_becomes_text():
    of = lines("Điều 1. Giếng", "Xem:", "Điều 2. Đường", "Điều 3. Cầu")

    tree = outline(Edit("level", "2", "intro"), of=of)

    assert eids(tree) == ["art_1", "art_3"]
    assert tree.nodes[0].text == "Xem:\nĐiều 2. Đường"


def test_two_clauses_on_one_line_are_parted():
    places = find_places(LAW[2], "2. Giếng có nắp.\n3. Nắp bằng gỗ.")

    tree = outline(Edit("split", "2", places=places))

    assert "art_1__para_3" in eids(tree)


def test_a_broken_line_is_joined_with_the_next():
    edited = apply_edits(lines(), [Edit("join", "3")])

    assert [item.line.text for item in edited][3] == "4. Nắp được đậy mỗi tối."


def test_no_letter_is_lost_or_doubled_by_corrections():
    edits = [
        Edit("split", "2", places=find_places(LAW[2], "2. Giếng có\nnắp. 3. Nắp\nbằng gỗ.")),
        Edit("join", "3"),
        Edit("join", "2"),
        Edit("level", "5", "article"),
    ]

    edited = [item.line for item in apply_edits(lines(), edits)]

    assert letters(edited) == letters(lines())


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Edit("level", "1", "point"), "no_number"),
        (Edit("level", "4", "clause"), "no_number"),
        (Edit("join", "6"), "no_next"),
        (Edit("join", "2.9"), "no_such_line"),
    ],
)
def test_a_correction_that_does_not_fit_the_line_is_refused(edit, reason):
    with pytest.raises(EditRefused) as refused:
        apply_edits(lines(), [edit])

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("parted", "reason"),
    [
        ("2. Giếng không nắp.\n3. Nắp bằng gỗ.", "text_changed"),
        ("2. Giếng có nắp.\n", "text_changed"),
        (LAW[2], "nothing_parted"),
    ],
)
def test_parting_a_line_changes_none_of_its_words(parted, reason):
    with pytest.raises(EditRefused) as refused:
        find_places(LAW[2], parted)

    assert refused.value.reason == reason


def test_a_table_is_left_alone():
    of = [*lines("Điều 1. Giếng", "1. Bảng:"), Line("", 2, table=(("a", "b"),))]

    for edit in (Edit("level", "2", "clause"), Edit("join", "1"), Edit("join", "2")):
        with pytest.raises(EditRefused):
            apply_edits(of, [edit])


def test_what_was_made_of_an_undone_correction_goes_with_it():
    parted = Edit("split", "2", places=find_places(LAW[2], "2. Giếng có nắp.\n3. Nắp bằng gỗ."))
    on_its_part = Edit("level", f"2.{parted.places[0]}", "intro")
    other = Edit("join", "3")

    assert applicable(lines(), [on_its_part, other]) == [other]
    assert applicable(lines(), [parted, on_its_part, other]) == [parted, on_its_part, other]


def test_lines_and_corrections_are_kept_as_data():
    of = [Line("Điều 1.", 0, "Heading1", remarks=(("x", "y"),)), Line("", 1, table=(("a",),))]
    edits = [Edit("split", "0", places=(3, 5)), Edit("level", "0", "article")]

    assert lines_from_data(lines_as_data(of)) == of
    assert edits_from_data([edit.as_data() for edit in edits]) == edits


DECISION = (
    "Điều 1. Ban hành quy chế",
    "Ban hành quy chế quản lý giếng.",
    "Điều 2. Hiệu lực",
    "Quyết định này có hiệu lực từ ngày ký.",
    "Quy chế quản lý giếng làng",
    "Điều 1. Giếng",
    "Giếng là của làng.",
    "Biểu mẫu ghi nước",
    "Ngày, tháng, số thùng.",
)


def test_an_attached_text_begins_where_a_person_says_so_and_counts_apart():
    tree = outline(Edit("level", "4", "attachment"), of=lines(*DECISION))

    assert eids(tree) == ["art_1", "art_2", "att_1", "att_1__art_1"]
    assert tree.nodes[2].heading == "Quy chế quản lý giếng làng"
    assert tree.counts["article"] == 2


def test_an_appendix_without_the_word_begins_where_a_person_says_so():
    edits = (Edit("level", "4", "attachment"), Edit("level", "7", "appendix"))
    tree = outline(*edits, of=lines(*DECISION))

    assert [node.level for node in tree.nodes] == ["article", "article", "attachment", "appendix"]
    assert tree.nodes[3].heading == "Biểu mẫu ghi nước"
    assert tree.nodes[3].text == "Ngày, tháng, số thùng."


def test_what_is_said_to_be_the_head_is_one_though_it_looks_like_an_article():
    text = ("Trích Điều 1.", "Điều 1. Nhắc lại luật cũ", "Điều 1. Giếng", "Giếng là của làng.")
    tree = outline(Edit("level", "1", "preamble"), of=lines(*text))

    assert [(node.level, node.number) for node in tree.nodes] == [
        ("preamble", ""),
        ("article", "1"),
    ]
    assert tree.nodes[0].text == "Trích Điều 1.\nĐiều 1. Nhắc lại luật cũ"


@pytest.mark.parametrize("level", ["preamble", "appendix", "attachment"])
@pytest.mark.parametrize("at", range(len(DECISION)))
def test_not_a_letter_is_lost_wherever_a_person_sees_a_head_or_an_annex(level, at):
    read = lines(*DECISION)
    tree = outline(Edit("level", str(at), level), of=read)

    printed = "".join("".join(f"{n.marker}{n.heading}{n.text}".split()) for n in tree.walk())
    assert printed == letters(read)
