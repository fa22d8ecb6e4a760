"""Expressions for FTS5 hold tokens in quotation marks and nothing a person typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines import match
from search.engines.match import any_word, every_word, every_word_ranked, has_neighbours
from search.engines.ranking import Counting, Frequencies
from search.query import Plan, Word, parse, read_abbreviations

ABBREVIATIONS = read_abbreviations([("UBND", "Ủy ban nhân dân")])
UNKNOWN = Frequencies(1, 0.0, {})
GRAMMAR = re.compile(
    r'(?:"[a-z0-9_ ]+"|\{(?:title|body)_(?:folded|exact) (?:title|body)_(?:folded|exact)\} : '
    r"|AND|OR|[() ])+"
)


def is_close(typed, tokens):
    plan = parse(typed, ABBREVIATIONS)
    texts = {"title_folded": "", "body_folded": tokens, "title_exact": "", "body_exact": tokens}
    return has_neighbours(plan, Counting(plan)(texts | {"length": 9}).stands)


def test_every_word_is_asked_for():
    assert every_word(parse("thu tuc", {})) == '({title_folded body_folded} : ("thu" AND "tuc"))'


def test_neighbours_are_wished_for_and_no_condition():
    assert every_word_ranked(parse("thu tuc", {})) == (
        '({title_folded body_folded} : ("thu" AND "tuc")) AND '
        '({title_folded body_folded} : "thu" OR {title_folded body_folded} : "thu tuc")'
    )


def test_words_typed_with_marks_are_wished_for_exactly():
    assert every_word_ranked(parse("tự", {})) == (
        '({title_folded body_folded} : ("tu")) AND '
        '({title_folded body_folded} : "tu" OR {title_exact body_exact} : "tuwj")'
    )


def test_a_spelled_out_abbreviation_may_stand_short():
    assert every_word(parse("uy ban nhan dan", ABBREVIATIONS)).startswith(
        '({title_folded body_folded} : ((("uy" AND "ban" AND "nhan" AND "dan") OR "ubnd")))'
    )


def test_common_words_of_a_long_query_are_left_when_some_will_do():
    plan = parse("quy dinh ve tre em", {})

    known = {"qui": 9000, "dinh": 9000, "ve": 9000, "tre": 300, "em": 400}
    expression = any_word(plan, Frequencies(10_000, 0.0, known))

    assert expression == ('{title_folded body_folded} : ("tre" OR "em" OR "qui dinh" OR "dinh ve")')


def test_common_words_are_kept_where_no_other_is_known():
    plan = parse("quy dinh ve xyzzy", {})

    expression = any_word(
        plan, Frequencies(10_000, 0.0, dict.fromkeys(("qui", "dinh", "ve"), 9000))
    )

    assert expression == '{title_folded body_folded} : ("qui" OR "dinh" OR "ve" OR "xyzzy")'


def test_long_queries_pick_by_words_alone():
    typed = "thời hạn giải quyết hồ sơ"

    assert every_word_ranked(parse(typed, {})) == every_word(parse(typed, {}))


@pytest.mark.parametrize(
    ("tokens", "is_near"),
    [
        ("cap cac giay", True),
        ("giay cap", True),
        ("cap phep", False),
        ("giay", False),
        ("ubnd", False),
    ],
)
def test_of_three_words_two_typed_side_by_side_must_be_there(tokens, is_near):
    assert is_close("cap giay phep", tokens) == is_near


def test_an_abbreviation_counts_as_the_words_it_stands_for():
    assert is_close("uy ban nhan dan xa", "ubnd phuong")
    assert is_close("ubnd cap xa", "uy ban nhan dan cap phuong")


def test_a_phrase_stays_required_when_some_words_will_do():
    expression = any_word(parse('"tre em" quyen loi', {}), UNKNOWN)

    assert expression.startswith('({title_folded body_folded} : ("tre em")) AND (')


def test_a_plan_without_words_asks_nothing():
    assert every_word(Plan()) is None
    assert any_word(Plan(), UNKNOWN) is None


def test_what_is_no_token_is_refused_whoever_sends_it():
    with pytest.raises(ValueError, match="not tokens"):
        every_word(Plan(units=(Word('a" OR "b', "a", marked=False),)))


@given(st.text(max_size=200))
def test_nothing_but_tokens_and_our_own_grammar_is_ever_asked(text):
    plan = parse(text, ABBREVIATIONS)

    for expression in (every_word(plan), every_word(plan, cited=True), any_word(plan, UNKNOWN)):
        assert expression is None or GRAMMAR.fullmatch(expression)
    assert match.PLAIN_TOKEN.pattern == "[a-z0-9_]+"
