"""However Vietnamese is typed, the same words come out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import exact, fold, tokens

TITLE = "Hoà giải kỹ lưỡng, quý đường Đà Nẵng thuở ấy"


def half_marked(text):
    """Letters keep their shape, tones are left out: "thủ tục" is "thu tuc", "ấy" is "ây"."""
    tones = "\u0300\u0301\u0309\u0303\u0323"
    marks = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in marks if char not in tones))


def without_marks(text):
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in marks if not unicodedata.combining(char))


@pytest.mark.parametrize(
    "typed",
    [
        without_marks(TITLE),
        half_marked(TITLE),
        unicodedata.normalize("NFD", TITLE),
        TITLE.upper(),
        TITLE.replace("đ", "d").replace("Đ", "D"),
        "Hòa giải kĩ lưỡng, quí đường Ðà Nẵng thuở ấy",
    ],
    ids=["no marks", "half marks", "NFD", "upper case", "d for đ", "other tone place, i for y"],
)
def test_every_way_of_typing_folds_alike(typed):
    assert fold(typed) == "hoa giai ki luong qui duong da nang thuo ay"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("uỷ ban", "ủy ban"),
        ("kỹ", "kĩ"),
        ("quý", "quí"),
        ("quỳnh", "quình"),
        ("ĐƯỜNG", "đường"),
        ("mười", unicodedata.normalize("NFD", "mười")),
        ("hàng\u00adhóa", "hàng\u200bhóa"),
    ],
)
def test_spellings_of_one_word_are_exactly_alike(one, other):
    assert exact(one) == exact(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("tự do", "từ đó"), ("quyên", "quyến"), ("dân", "đần"), ("tai", "tay"), ("thuy", "thui")],
)
def test_other_words_stay_apart_when_typed_with_marks(one, other):
    assert exact(one) != exact(other)


def test_y_stays_where_i_would_be_another_word():
    assert fold("quyên quyết thuý tay ngày") == "quyen quyet thuy tay ngay"


@pytest.mark.parametrize("dash", ["-", "–", "—", "‑", "−"])
def test_a_document_number_is_itself_and_its_usable_parts(dash):
    assert fold(f"78/2025/NĐ{dash}CP") == "78_2025_nd_cp 78_2025 78 nd_cp"


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("64/2025/QH15", "64_2025_qh15"),
        ("1234/QĐ-TTg", "1234_qd_ttg"),
        ("05/2026/NQ-HĐND", "5_2026_nq_hdnd"),
        ("01/2023/TTLT-BTP-BCA", "1_2023_ttlt_btp_bca"),
    ],
)
def test_document_numbers_are_one_token(written, token):
    assert next(tokens(written)).folded == token


@pytest.mark.parametrize("written", ["10/ngày", "10/ngay", "và/hoặc", "1/2", "20/11/2026"])
def test_what_only_has_a_slash_is_no_document_number(written):
    assert [token.kind for token in tokens(written) if token.kind == "document"] == []


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("01/7/2025", "1_7_2025"),
        ("10.000 đồng", "10000 dong"),
        ("1,5%", "1_5"),
        ("Điều 29a", "dieu 29a"),
        ("1.", "1"),
        ("m²", "m2"),
    ],
)
def test_numbers_are_read_as_people_write_them(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=200))
def test_only_plain_tokens_come_out_whatever_goes_in(text):
    found = list(tokens(text))

    assert all(token.folded.isascii() and token.exact.isascii() for token in found)
    assert all(set(token.folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789_") for token in found)
    assert all(text[token.start : token.end] for token in found)


@given(st.text(max_size=200))
def test_text_that_was_taken_apart_reads_the_same(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_places_are_those_of_the_text_as_given():
    text = unicodedata.normalize("NFD", "Về hoà giải số 78/2025/NĐ–CP")

    assert [text[token.start : token.end] for token in tokens(text)][-1] == "78/2025/NĐ–CP"
    assert unicodedata.normalize("NFC", text[slice(*list(tokens(text))[1][4:])]) == "hoà"
