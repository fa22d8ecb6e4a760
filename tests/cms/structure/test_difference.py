"""Two wordings side by side, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.structure.difference import word_difference


def test_a_changed_term_is_struck_out_before_the_new_one_is_put_in():
    assert word_difference("Giếng sâu mười mét.", "Giếng sâu ít nhất tám mét.") == [
        ("same", "Giếng sâu"),
        ("del", " mười"),
        ("ins", " ít nhất tám"),
        ("same", " mét."),
    ]


def test_equal_wordings_are_one_stretch_and_empty_ones_none():
    assert word_difference("Giếng làng.", "Giếng làng.") == [("same", "Giếng làng.")]
    assert word_difference("", "") == []
    assert word_difference("", "Nắp.") == [("ins", "Nắp.")]
    assert word_difference("Nắp.", "") == [("del", "Nắp.")]


def test_a_lone_common_word_does_not_tear_a_change_apart():
    assert word_difference("gàu tre và dây gai", "nắp gỗ và mái lá") == [
        ("del", "gàu tre và dây gai"),
        ("ins", "nắp gỗ và mái lá"),
    ]


def test_a_new_paragraph_is_an_insertion_between_lines():
    assert word_difference("Một;\nBa.", "Một;\nHai,\nBa.") == [
        ("same", "Một;\n"),
        ("ins", "Hai,\n"),
        ("same", "Ba."),
    ]


words = st.text(alphabet="ab đế.,;\n“”", max_size=60)


@given(words, words)
def test_both_wordings_can_be_read_back_from_the_difference(old, new):
    changes = word_difference(old, new)

    assert "".join(text for kind, text in changes if kind != "ins") == old
    assert "".join(text for kind, text in changes if kind != "del") == new


@pytest.mark.parametrize("kind", ["same", "del", "ins"])
@given(old=words, new=words)
def test_no_stretch_is_empty(kind, old, new):
    assert all(text for found, text in word_difference(old, new) if found == kind)
