"""Found words are marked in the very text, and nothing in it is believed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import mark, snippet
from search.query import parse, read_abbreviations

ABBREVIATIONS = read_abbreviations([("UBND", "Ủy ban nhân dân")])


def plan(typed):
    return parse(typed, ABBREVIATIONS)


@pytest.mark.parametrize(
    "typed",
    ["hòa giải", "hoà giải", "hoa giai", "HOA GIAI", unicodedata.normalize("NFD", "hòa giải")],
)
def test_words_are_marked_however_they_were_typed(typed):
    assert mark("Về Hoà giải ở cơ sở", plan(typed)) == "Về <mark>Hoà giải</mark> ở cơ sở"


def test_a_text_in_pieces_is_marked_in_its_own_letters():
    text = unicodedata.normalize("NFD", "Việc hoà giải")

    assert mark(text, plan("hoa giai")) == text.replace("ho", "<mark>ho") + "</mark>"


def test_markup_in_the_text_is_shown_not_obeyed():
    shown = mark("<script>alert('hoà')</script> & <b>giải</b>", plan("hoà giải script"))

    assert shown == (
        "&lt;<mark>script</mark>&gt;alert(&#x27;<mark>hoà</mark>&#x27;)&lt;/<mark>script</mark>&gt;"
        " &amp; &lt;b&gt;<mark>giải</mark>&lt;/b&gt;"
    )


def test_other_words_of_the_same_letters_are_left_when_the_very_words_stand_there():
    shown = mark("quyền tự do, từ đó suy ra", plan("tự do"))

    assert shown == "quyền <mark>tự do</mark>, từ đó suy ra"


def test_the_same_letters_are_marked_when_nothing_better_stands_there():
    assert mark("từ đó suy ra", plan("tự do")) == "<mark>từ đó</mark> suy ra"


def test_small_words_are_marked_only_beside_others():
    shown = mark("trách nhiệm của xã và của tỉnh", plan("trách nhiệm của"))

    assert shown == "<mark>trách nhiệm của</mark> xã và của tỉnh"
    assert mark("của tôi", plan("của")) == "<mark>của</mark> tôi"


def test_an_abbreviation_marks_its_long_form_and_the_other_way_round():
    assert mark("Ủy ban nhân dân xã", plan("UBND")) == "<mark>Ủy ban nhân dân</mark> xã"
    assert mark("UBND xã", plan("ủy ban nhân dân")) == "<mark>UBND</mark> xã"


def test_a_document_number_is_marked_as_a_whole():
    shown = mark("Nghị định số 78/2025/NĐ-CP.", plan("78/2025/nd-cp"))

    assert shown == "Nghị định số <mark>78/2025/NĐ-CP</mark>."


def test_a_citation_in_a_text_is_marked():
    assert mark("theo khoản 2 Điều 5", plan("Đ5 K2")) == "theo <mark>khoản 2 Điều 5</mark>"


def test_a_snippet_is_cut_where_the_words_are():
    text = "xưa nay " * 60 + "quyền tự do báo chí. " + "mai sau " * 60

    shown = snippet(text, plan("tu do bao chi"), words=12)

    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>tự do báo chí</mark>" in shown
    assert len(shown.replace("<mark>", "").replace("</mark>", "").split()) == 14


def test_a_short_text_is_shown_whole():
    assert snippet(" Hoà giải. ", plan("hoa")) == "<mark>Hoà</mark> giải."


def test_the_end_of_a_text_keeps_its_full_stop():
    text = "xưa nay " * 60 + "quyền tự do."

    assert snippet(text, plan("tu do"), words=6).endswith("quyền <mark>tự do</mark>.")


@given(st.text(max_size=300), st.text(max_size=60))
def test_marking_adds_nothing_but_marks(text, typed):
    shown = mark(text, plan(typed))

    bare = shown.replace("<mark>", "").replace("</mark>", "")
    for entity, char in {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'"}.items():
        bare = bare.replace(entity, char)
    assert bare.replace("&amp;", "&") == text
    assert shown.count("<mark>") == shown.count("</mark>")
