"""Cells: nothing is lost by cutting, and columns stay beside one another."""

from hypothesis import given
from hypothesis import strategies as st

from consultation.rendering.cells import Block, Column, cut, line, prose, stack

words = st.lists(st.sampled_from(["Đề nghị", "sửa.", "khoản", "2;", "điểm đ", "bỏ:"]), max_size=80)
blocks = st.lists(
    st.builds(
        lambda runs, label: Block(tuple(runs), label),
        st.lists(st.tuples(st.sampled_from(["same", "ins", "del"]), words.map(" ".join))),
        st.sampled_from(["", "Lý do:"]),
    ),
    max_size=6,
)


def said(parts):
    pieces = [piece for part in parts for piece in part]
    return "".join(piece.label + "".join(text for _kind, text in piece.runs) for piece in pieces)


@given(blocks, st.integers(20, 200))
def test_cutting_loses_and_doubles_no_letter(some, limit):
    assert said(cut(some, limit)) == said([some])


@given(blocks, st.integers(20, 200))
def test_no_part_is_much_longer_than_its_limit(some, limit):
    for part in cut(some, limit):
        assert sum(piece.length for piece in part) <= limit * 1.5 + len("Lý do:")


def test_a_cut_is_made_where_a_sentence_ends():
    first, second = cut([line("Một hai ba bốn. Năm sáu bảy tám.")], 16)

    assert said([first]) == "Một hai ba bốn. "
    assert said([second]) == "Năm sáu bảy tám."


def test_columns_beside_all_parts_run_as_long_as_they_do():
    one, two = Column("a", ((line("a1"),), (line("a2"),))), Column("b", ((line("b1"),),))
    name = Column("name", again=(line("Điều 5"),))

    lines = stack([(one,), (two,)], left=(name,))

    assert [[cell.key for cell in cells] for cells in lines] == [
        ["name", "a"],
        ["name", "a"],
        ["name", "b"],
    ]
    assert [cells[0].repeats for cells in lines] == [True, True, True]


def test_a_long_column_on_the_right_lengthens_the_last_part():
    part = Column("a", ((line("a1"),),), again=(line("(tiếp)"),))
    right = Column("r", ((line("r1"),), (line("r2"),), (line("r3"),)))

    lines = stack([(part,)], right=(right,))

    assert [said([cells[0].blocks]) for cells in lines] == ["a1", "(tiếp)", "(tiếp)"]
    assert [said([cells[1].blocks]) for cells in lines] == ["r1", "r2", "r3"]


def test_text_with_a_character_that_cannot_be_printed_says_so_beneath():
    text, note = prose("Đồng ý 👍")

    assert said([[text]]) == "Đồng ý □"
    assert said([[note]]) == "Ký tự không in được: U+1F44D THUMBS UP SIGN."
