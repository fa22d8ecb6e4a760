"""What was typed becomes a plan."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import Citation, SpelledOut, parse, read_abbreviations

ABBREVIATIONS = read_abbreviations(
    [
        ("UBND", "Ủy ban nhân dân"),
        ("QPPL", "quy phạm pháp luật"),
        ("VBQPPL", "văn bản quy phạm pháp luật"),
        ("TTHC", "thủ tục hành chính"),
        ("TTHC", "tố tụng hành chính"),
    ]
)


def words(plan):
    return [word.folded for word in plan.words]


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("Điều 5", Citation("5")),
        ("dieu 5", Citation("5")),
        ("ĐIỀU 29A", Citation("29a")),
        ("khoản 2 Điều 5", Citation("5", "2")),
        ("Điều 5 khoản 2", Citation("5", "2")),
        ("điểm a khoản 2 Điều 5", Citation("5", "2", ("a",))),
        ("Khoản 2, Điều 5, điểm c1", Citation("5", "2", ("c1",))),
        ("Đ12 K3", Citation("12", "3")),
        ("đ.20 k.2", Citation("20", "2")),
        ("d12k3", Citation("12", "3")),
        ("điểm đ khoản 2 Điều 5", Citation("5", "2", ("đ",))),
        ("điểm d khoản 2 Điều 5", Citation("5", "2", ("d",))),
        ("diem d khoan 2 dieu 5", Citation("5", "2", ("d", "đ"))),
        (unicodedata.normalize("NFD", "điểm a khoản 2 Điều 5"), Citation("5", "2", ("a",))),
    ],
)
def test_a_citation_is_read_in_every_way_it_is_typed(typed, cited):
    plan = parse(typed, ABBREVIATIONS)

    assert plan.citation == cited
    assert words(plan) == []


@pytest.mark.parametrize("typed", ["nghị định 5", "NĐ 78", "QĐ 12", "điều kiện 5", "Điều 1.000"])
def test_what_only_looks_like_a_citation_is_none(typed):
    assert parse(typed, ABBREVIATIONS).citation is None


def test_a_citation_leaves_the_name_of_the_law():
    plan = parse("khoản 2 Điều 5 của Luật Căn cước", ABBREVIATIONS)

    assert plan.citation == Citation("5", "2")
    assert words(plan) == ["luat", "can", "cuoc"]


def test_a_citation_is_also_looked_for_as_texts_write_it():
    cited = parse("Điều 5 khoản 2 điểm đ", ABBREVIATIONS).citation

    assert cited.words == ("diem", "d", "khoan", "2", "dieu", "5")


@pytest.mark.parametrize("quotes", ['""', "“”", "„”", "«»"])
def test_words_in_quotation_marks_are_a_phrase(quotes):
    plan = parse(f"{quotes[0]}thủ tục{quotes[1]} cấp phép", ABBREVIATIONS)

    assert [phrase.folded for phrase in plan.phrases] == [("thu", "tuc")]
    assert words(plan) == ["cap", "phep"]


def test_a_quotation_mark_without_its_fellow_is_nothing():
    plan = parse('"thủ tục', ABBREVIATIONS)

    assert plan.phrases == ()
    assert words(plan) == ["thu", "tuc"]


def test_a_document_number_is_required_as_a_whole():
    plan = parse("Nghị định số 78/2025/nd-cp", ABBREVIATIONS)

    assert plan.numbers == ("78_2025_nd_cp",)
    assert words(plan) == ["nghi", "dinh", "so"]


def test_an_abbreviation_stands_for_its_long_forms():
    [word] = parse("tthc", ABBREVIATIONS).words

    assert word.long_forms == (
        ("thu", "tuc", "hanh", "chinh"),
        ("to", "tung", "hanh", "chinh"),
    )


def test_an_abbreviation_is_known_half_spelled_out_too():
    [word] = parse("VBQPPL", ABBREVIATIONS).words

    assert word.long_forms[1] == ("van", "ban", "qppl")


def test_a_spelled_out_abbreviation_may_stand_short():
    [unit] = parse("uỷ ban nhân dân", ABBREVIATIONS).units

    assert isinstance(unit, SpelledOut)
    assert unit.short == "ubnd"


def test_a_short_form_is_found_inside_a_longer_one():
    [unit] = parse("văn bản quy phạm pháp luật", ABBREVIATIONS).units

    assert unit.short == "vbqppl"
    assert [inner.short for inner in unit.units if isinstance(inner, SpelledOut)] == ["qppl"]


@pytest.mark.parametrize("typed", ["", "   ", "…", '""', "\x00", "%_*", "🙂", "\ud800"])
def test_nothing_usable_is_an_empty_plan(typed):
    assert parse(typed, ABBREVIATIONS).is_empty


def test_an_endless_query_is_cut():
    assert len(parse("nước " * 10_000, ABBREVIATIONS).words) == 32


@given(st.text(max_size=600))
def test_anything_typed_can_be_read(text):
    parse(text, ABBREVIATIONS)
