"""Text of any kind, made printable: what stays, what goes, what is shown as missing."""

from unicodedata import is_normalized, normalize

from hypothesis import given
from hypothesis import strategies as st

from consultation.rendering.faces import UNPRINTABLE, printable_characters, vietnamese_letters
from consultation.rendering.printable import (
    LONGEST_BLOCK,
    LONGEST_PARAGRAPH,
    ZERO_WIDTH_SPACE,
    clean_for_print,
    clean_line,
)


def paragraphs(text):
    return list(clean_for_print(text).paragraphs)


def test_decomposed_vietnamese_is_composed():
    text = "Đề nghị sửa đổi, bổ sung các khoản 1, 2 và điểm đ"

    assert paragraphs(normalize("NFD", text)) == [text]


def test_every_vietnamese_letter_can_be_printed():
    letters = "".join(sorted(vietnamese_letters()))

    assert clean_for_print(letters).unprintable == ()


def test_lines_become_paragraphs_and_empty_ones_go():
    assert paragraphs("một\r\n\n  hai \x0b\tba\x85bốn\u2028năm") == [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
    ]


def test_white_space_of_any_kind_is_one_space():
    assert clean_line("khoản\u00a01\t \u202f Điều\u30005") == "khoản 1 Điều 5"


def test_controls_joiners_and_marks_of_direction_go():
    assert clean_line("a\x00b\x1fc\u202ed\u202c\u200de\ufefff\xadg") == "abcdefg"


def test_bullets_of_the_symbol_faces_become_bullets():
    assert paragraphs("\uf0b7 một\n\uf0d8 hai\n\uf0fc ba") == ["• một", "• hai", "• ba"]


def test_a_character_no_face_has_is_shown_as_missing_and_named():
    clean = clean_for_print("Đồng ý 👍👍 và ✌️ \ue123")

    assert clean.paragraphs == (f"Đồng ý {UNPRINTABLE * 2} và {UNPRINTABLE} {UNPRINTABLE}",)
    assert clean.unprintable == ("U+1F44D THUMBS UP SIGN", "U+270C VICTORY HAND", "U+E123")


def test_a_lone_surrogate_is_shown_as_missing():
    assert clean_for_print("a\ud800b").paragraphs == (f"a{UNPRINTABLE}b",)


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence():
    sentence = "Đề nghị quy định rõ hơn."

    cut = paragraphs(" ".join([sentence] * 200))

    assert max(len(paragraph.split()) for paragraph in cut) <= LONGEST_PARAGRAPH
    assert [paragraph.endswith("rõ hơn.") for paragraph in cut] == [True] * len(cut)
    assert " ".join(cut).split() == sentence.split() * 200


def test_a_word_without_end_can_be_broken_and_is_not_lost():
    cut = paragraphs("a" * 2500)

    assert [len(piece.replace(ZERO_WIDTH_SPACE, "")) for piece in cut] == [1000, 1000, 500]
    assert max(len(part) for piece in cut for part in piece.split(ZERO_WIDTH_SPACE)) == 20


def test_words_of_usual_length_are_left_whole():
    assert clean_line("nghiêng.hết.sức.nghiêng") == "nghiêng.hết.sức.nghiêng"


@given(st.text())
def test_whatever_is_typed_can_be_printed(text):
    allowed = printable_characters() | {UNPRINTABLE, ZERO_WIDTH_SPACE}

    for paragraph in paragraphs(text):
        assert set(paragraph) <= allowed
        assert is_normalized("NFC", paragraph)
        assert paragraph == " ".join(paragraph.split())
        assert max(map(len, paragraph.split())) <= LONGEST_BLOCK * 2
