"""Whatever befalls a law, its comparison is whole, can be turned round, and comes in time."""

import random
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cms.structure.comparison import Change, Verdict, compare
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
TURNED = {
    Verdict.ADDED: Verdict.DELETED,
    Verdict.DELETED: Verdict.ADDED,
    Verdict.SPLIT: Verdict.MERGED,
    Verdict.MERGED: Verdict.SPLIT,
}


def edited(chapters: list[Chapter], chance: random.Random) -> list[Chapter]:
    """A few blows of the kind drafts get, one after another."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(chapters))
        articles = list(chapters[at].articles) or [Article("Điều mới", (sentence(chance),))]
        which = chance.randrange(len(articles))
        blow = chance.choice(["drop", "add", "swap", "clause", "reword"])
        if blow == "drop":
            del articles[which]
        elif blow == "add":
            articles.insert(which, Article(sentence(chance, 5), (sentence(chance),)))
        elif blow == "swap":
            articles.insert(chance.randrange(len(articles)), articles.pop(which))
        elif blow == "clause":
            gone = articles[which].clauses[1:]
            articles[which] = replace(articles[which], clauses=gone)
        else:
            heading = f"{articles[which].heading} {sentence(chance, 3)}"
            articles[which] = replace(articles[which], heading=heading)
        chapters = with_articles(chapters, at, *articles)
    return chapters


@given(seeds)
def test_every_provision_of_both_versions_stands_in_the_result_once(seed):
    old = law(seed)
    before, after = items(old), items(edited(old, random.Random(seed)))

    changes = compare(before, after).changes

    olds = [item.eid for change in changes for item in change.old]
    news = [item.eid for change in changes for item in change.new]
    assert sorted(olds) == sorted(item.eid for item in before)
    assert sorted(news) == sorted(item.eid for item in after)


@given(seeds)
def test_the_comparison_turned_round_says_the_reverse(seed):
    old = law(seed)
    before, after = items(old), items(edited(old, random.Random(seed)))

    forth, back = compare(before, after), compare(after, before)

    def turned(change: Change) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        return TURNED.get(change.verdict, change.verdict), eids(change.new), eids(change.old)

    assert sorted(map(turned, forth.changes)) == sorted(
        (change.verdict, eids(change.old), eids(change.new)) for change in back.changes
    )


def test_the_time_grows_with_the_law_and_not_with_its_square():
    def seconds(articles: int) -> float:
        old = law(9, chapters=10, articles=articles)
        before, after = items(old), items(edited(old, random.Random(9)))
        best = []
        for _ in range(2):
            start = time.process_time()
            compare(before, after)
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(80) / seconds(20) <= 10
