"""Made-up laws for comparing: chapters of articles of clauses, each clause in its own words."""

import random
from dataclasses import dataclass, field, replace

from cms.structure.comparison import Item
from cms.structure.levels import Level
from cms.structure.numbering import to_roman

ONSETS = "b ch d đ g h kh l m n ng nh ph s t th tr v x"
RHYMES = "a ao ân e ên i iêu o ông ơ ua uôi ư ương y"
SYLLABLES = [onset + rhyme for onset in ONSETS.split() for rhyme in RHYMES.split()]


@dataclass(frozen=True)
class Article:
    heading: str
    clauses: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Chapter:
    heading: str
    articles: tuple[Article, ...] = field(default=())


def sentence(chance: random.Random, words: int = 14) -> str:
    return " ".join(chance.choices(SYLLABLES, k=words)).capitalize() + "."


def law(seed: int, *, chapters: int = 3, articles: int = 4, clauses: int = 3) -> list[Chapter]:
    chance = random.Random(seed)
    return [
        Chapter(
            sentence(chance, 4),
            tuple(
                Article(
                    sentence(chance, 5),
                    tuple(sentence(chance) for _ in range(clauses)),
                    "" if clauses else sentence(chance, 25),
                )
                for _ in range(articles)
            ),
        )
        for _ in range(chapters)
    ]


def items(chapters: list[Chapter]) -> list[Item]:
    """Numbered as laws are: articles through the law, clauses from 1 in each."""
    found, number = [], 0
    for at, chapter in enumerate(chapters, start=1):
        found.append(Item(f"chp_{at}", Level.CHAPTER, to_roman(at), chapter.heading))
        for article in chapter.articles:
            number += 1
            eid = f"art_{number}"
            found.append(Item(eid, Level.ARTICLE, str(number), article.heading, article.text))
            found += [
                Item(f"{eid}__para_{clause}", Level.CLAUSE, str(clause), text=text)
                for clause, text in enumerate(article.clauses, start=1)
            ]
    return found


def with_articles(chapters: list[Chapter], at: int, *articles: Article) -> list[Chapter]:
    """The same law, one of its chapters holding these articles."""
    changed = replace(chapters[at], articles=articles)
    return [*chapters[:at], changed, *chapters[at + 1 :]]


def eids(of: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.eid for item in of)
