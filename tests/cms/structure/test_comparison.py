"""What became of each provision from one version of a law to the next."""

import random
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cms.structure.comparison import Comparison, Item, Verdict, compare
from cms.structure.levels import Level
from tests.cms.structure.laws_to_compare import (
    Article,
    Chapter,
    eids,
    items,
    law,
    sentence,
    with_articles,
)

seeds = st.integers(0, 10_000)


def told(comparison: Comparison) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """All that is not the same, as (verdict, old addresses, new addresses)."""
    return [
        (change.verdict.value, eids(change.old), eids(change.new))
        for change in comparison.changes
        if change.verdict is not Verdict.SAME
    ]


def compared(old: list[Chapter], new: list[Chapter]):
    return told(compare(items(old), items(new)))


@given(seeds)
def test_a_law_compared_with_itself_is_all_the_same(seed):
    text = items(law(seed))

    comparison = compare(text, text)

    assert [(change.old, change.new) for change in comparison.changes] == [
        ((item,), (item,)) for item in text
    ]
    assert comparison.counts == Counter({Verdict.SAME: len(text)})


def test_a_law_that_says_the_same_in_many_places_is_still_the_same_as_itself():
    clauses = tuple("Bộ trưởng chịu trách nhiệm thi hành Điều này." for _ in range(40))
    text = items([Chapter("Thi hành", (Article("Trách nhiệm", clauses),) * 3)])

    assert told(compare(text, text)) == []


def test_empty_versions_are_compared_too():
    text = items(law(1))

    assert compare([], []).changes == ()
    assert compare([], text).counts == Counter({Verdict.ADDED: len(text)})
    assert compare(text, []).counts == Counter({Verdict.DELETED: len(text)})


def test_a_clause_with_other_words_is_changed_and_its_article_is_not():
    old = law(2)
    first, *others = old[0].articles
    clause = first.clauses[1].replace(".", " trừ trường hợp khẩn cấp.")
    new = with_articles(
        old, 0, replace(first, clauses=(first.clauses[0], clause, first.clauses[2])), *others
    )

    comparison = compare(items(old), items(new))

    assert told(comparison) == [("changed", ("art_1__para_2",), ("art_1__para_2",))]
    changed = next(one for one in comparison.changes if one.verdict is Verdict.CHANGED)
    assert [part for part in changed.difference() if part[0] != "same"] == [
        ("ins", " trừ trường hợp khẩn cấp")
    ]


@given(seeds, st.integers(0, 3))
def test_an_article_put_in_renumbers_those_after_it_and_their_clauses_stay(seed, at):
    old = law(seed)
    fresh = Article(sentence(random.Random(-1), 5), (sentence(random.Random(-2)),))
    articles = list(old[0].articles)
    articles.insert(at, fresh)

    found = compared(old, with_articles(old, 0, *articles))

    assert found == [
        ("added", (), (f"art_{at + 1}",)),
        ("added", (), (f"art_{at + 1}__para_1",)),
        *(("renumbered", (f"art_{n}",), (f"art_{n + 1}",)) for n in range(at + 1, 13)),
    ]


@given(seeds, st.integers(0, 3))
def test_an_article_taken_out_stands_where_it_stood(seed, at):
    old = law(seed, clauses=2)
    articles = [article for n, article in enumerate(old[0].articles) if n != at]

    found = compared(old, with_articles(old, 0, *articles))

    gone = f"art_{at + 1}"
    assert found == [
        ("deleted", (gone,), ()),
        ("deleted", (f"{gone}__para_1",), ()),
        ("deleted", (f"{gone}__para_2",), ()),
        *(("renumbered", (f"art_{n}",), (f"art_{n - 1}",)) for n in range(at + 2, 13)),
    ]


@given(seeds)
def test_two_articles_that_changed_places_were_both_moved(seed):
    old = law(seed)
    one, two, three, four = old[1].articles

    found = compared(old, with_articles(old, 1, one, three, two, four))

    assert found == [("moved", ("art_7",), ("art_6",)), ("moved", ("art_6",), ("art_7",))]


@given(seeds)
def test_an_article_in_another_chapter_was_moved_and_the_rest_renumbered(seed):
    old = law(seed)
    moved, *left = old[0].articles
    new = with_articles(with_articles(old, 0, *left), 2, *old[2].articles, moved)

    found = compared(old, new)

    assert sorted(found) == sorted(
        [
            ("moved", ("art_1",), ("art_12",)),
            *(("renumbered", (f"art_{n}",), (f"art_{n - 1}",)) for n in range(2, 13)),
        ]
    )


@given(seeds)
def test_a_clause_that_went_to_another_article_was_moved(seed):
    old = law(seed)
    one, two, *others = old[0].articles
    new = with_articles(
        old,
        0,
        replace(one, clauses=one.clauses[:2]),
        replace(two, clauses=(*two.clauses, one.clauses[2])),
        *others,
    )

    assert compared(old, new) == [("moved", ("art_1__para_3",), ("art_2__para_4",))]


@given(seeds)
def test_an_article_cut_in_two_was_split_and_its_clauses_follow(seed):
    old = law(seed, clauses=4)
    first, *others = old[0].articles
    new = with_articles(
        old,
        0,
        replace(first, clauses=first.clauses[:2]),
        Article(sentence(random.Random(-3), 5), first.clauses[2:]),
        *others,
    )

    found = compared(old, new)

    assert found[:3] == [
        ("split", ("art_1",), ("art_1", "art_2")),
        ("renumbered", ("art_1__para_3",), ("art_2__para_1",)),
        ("renumbered", ("art_1__para_4",), ("art_2__para_2",)),
    ]
    assert {verdict for verdict, *_ in found[3:]} == {"renumbered"}


@given(seeds)
def test_clauses_made_one_were_merged(seed):
    old = law(seed)
    first, *others = old[0].articles
    clauses = (f"{first.clauses[0]} {first.clauses[1]}", first.clauses[2])
    new = with_articles(old, 0, replace(first, clauses=clauses), *others)

    assert compared(old, new) == [
        ("merged", ("art_1__para_1", "art_1__para_2"), ("art_1__para_1",)),
        ("renumbered", ("art_1__para_3",), ("art_1__para_2",)),
    ]


@given(seeds)
def test_an_article_of_one_paragraph_that_got_clauses_was_split_into_them(seed):
    old = law(seed, clauses=0)
    first, *others = old[0].articles
    chance = random.Random(seed)
    one, two = sentence(chance), sentence(chance)
    before = with_articles(old, 0, replace(first, text=f"{one} {two}"), *others)
    after = with_articles(old, 0, Article(first.heading, (one, two)), *others)

    assert compared(before, after) == [
        ("split", ("art_1",), ("art_1", "art_1__para_1", "art_1__para_2"))
    ]


@given(seeds)
def test_a_chapter_cut_in_two_moves_none_of_its_articles(seed):
    old = law(seed, chapters=2, articles=6)
    first = old[0]
    new = [
        replace(first, articles=first.articles[:4]),
        Chapter(sentence(random.Random(-4), 4), first.articles[4:]),
        *old[1:],
    ]

    assert {verdict for verdict, *_ in compared(old, new)} <= {"added", "renumbered"}


def test_counts_are_told_chapter_by_chapter():
    old = law(3, chapters=2, articles=2, clauses=1)
    new = with_articles(old, 1, old[1].articles[0])

    counts = compare(items(old), items(new)).per_division()

    assert [(one.division.eid, one.changed, one.counts.total()) for one in counts] == [
        ("chp_1", 0, 5),
        ("chp_2", 2, 5),
    ]


def test_provisions_in_an_appendix_are_told_apart_from_those_of_the_law():
    body = [Item("art_1", Level.ARTICLE, "1", "Phạm vi"), Item("app_1", Level.APPENDIX, "I")]
    annexed = [*body, Item("app_1__art_1", Level.ARTICLE, "1", "Phạm vi của quy chế kèm theo")]

    assert told(compare(body, annexed)) == [("added", (), ("app_1__art_1",))]


def test_a_deleted_article_stands_after_one_put_in_before_it():
    kept, gone, fresh = (sentence(random.Random(seed)) for seed in (1, 2, 3))
    old = [
        Item("art_5", Level.ARTICLE, "5", "Giếng", kept),
        Item("art_6", Level.ARTICLE, "6", "Mương", gone),
        Item("art_6__para_1", Level.CLAUSE, "1", "", gone),
    ]
    new = [
        old[0],
        Item("art_5a", Level.ARTICLE, "5a", "Phai", ""),
        Item("art_5a__para_1", Level.CLAUSE, "1", "", fresh),
        Item("art_7", Level.ARTICLE, "7", "Guồng", sentence(random.Random(4))),
    ]

    assert told(compare(old, new)) == [
        ("added", (), ("art_5a",)),
        ("added", (), ("art_5a__para_1",)),
        ("deleted", ("art_6",), ()),
        ("deleted", ("art_6__para_1",), ()),
        ("added", (), ("art_7",)),
    ]
