"""What offices do to a draft between two versions, each with its true account."""

import random

from cms.structure.levels import Level
from tests.cms.structure.judged_laws import Account, Edit, Law, Piece, Writer

FRESH = 1_000_000


def _writer(chance: random.Random) -> Writer:
    """Writes what no law of the set says; its numbers are nobody's."""
    writer = Writer(chance.randrange(10**6) + 10**6)
    writer.last_uid = FRESH
    return writer


def _with_clauses(law: Law) -> list[Piece]:
    return [one for chapter in law for one in chapter.children if len(one.children) > 1]


def put_in_an_article_at_the_top(law: Law, chance: random.Random) -> Account:
    """All others are renumbered."""
    law[0].children.insert(0, _writer(chance).article())
    return Account()


def move_an_article_to_another_chapter(law: Law, chance: random.Random) -> Account:
    here, there = chance.sample(law, 2)
    article = here.children.pop(chance.randrange(len(here.children)))
    there.children.insert(chance.randrange(1, len(there.children)), article)
    return Account(moved={article.uid})


def split_an_article(law: Law, chance: random.Random) -> Account:
    """The second half of its clauses becomes an article of its own."""
    chapter = chance.choice([one for one in law if any(len(a.children) > 3 for a in one.children)])
    at = next(at for at, one in enumerate(chapter.children) if len(one.children) > 3)
    article = chapter.children[at]
    half = len(article.children) // 2
    taken = article.children[half:]
    del article.children[half:]
    fresh = Piece(FRESH, Level.ARTICLE, _writer(chance).article().heading, children=taken)
    chapter.children.insert(at + 1, fresh)
    return Account(split={article.uid: (article.uid, FRESH)})


def split_a_clause(law: Law, chance: random.Random) -> Account:
    """Its second sentence becomes the next clause."""
    article = chance.choice(_with_clauses(law))
    at = chance.randrange(len(article.children))
    clause = article.children[at]
    first, second, _end = clause.text.split(".")
    clause.text = f"{first}."
    article.children.insert(at + 1, Piece(FRESH, Level.CLAUSE, "", f"{second.strip()}."))
    return Account(split={clause.uid: (clause.uid, FRESH)})


def merge_two_clauses(law: Law, chance: random.Random) -> Account:
    plain = [one for one in _with_clauses(law) if not any(c.children for c in one.children[:2])]
    article = chance.choice(plain)
    first, second = article.children[:2]
    first.text = f"{first.text} {second.text}"
    del article.children[1]
    return Account(merged={first.uid: (first.uid, second.uid)})


def merge_two_articles(law: Law, chance: random.Random) -> Account:
    """The clauses of the second follow those of the first."""
    chapter = chance.choice(
        [one for one in law if any(_both_have_clauses(one, at) for at in range(5))]
    )
    at = next(at for at in range(5) if _both_have_clauses(chapter, at))
    first, second = chapter.children[at : at + 2]
    first.children += second.children
    del chapter.children[at + 1]
    return Account(merged={first.uid: (first.uid, second.uid)})


def _both_have_clauses(chapter: Piece, at: int) -> bool:
    return all(len(one.children) > 1 for one in chapter.children[at : at + 2])


def reword(share: float) -> Edit:
    """Every third clause or article text: this share of its words is other words."""

    def edit(law: Law, chance: random.Random) -> Account:
        pieces = [one for chapter in law for one in chapter.walk() if one.text]
        for piece in chance.sample(pieces, len(pieces) // 3):
            words = piece.text.split()
            for at in chance.sample(range(len(words)), max(1, round(share * len(words)))):
                words[at] = chance.choice(("suối", "nương", "ngựa", "gùi", "khèn", "men", "lanh"))
            piece.text = " ".join(words)
        return Account()

    return edit


def delete_a_chapter(law: Law, chance: random.Random) -> Account:
    del law[chance.randrange(len(law))]
    return Account()


def swap_two_clauses(law: Law, chance: random.Random) -> Account:
    article = chance.choice(_with_clauses(law))
    at = chance.randrange(len(article.children) - 1)
    one, two = article.children[at : at + 2]
    article.children[at : at + 2] = [two, one]
    return Account(moved={one.uid, two.uid})


def put_in_a_point(law: Law, chance: random.Random) -> Account:
    """Those after it are renumbered."""
    clauses = [one for chapter in law for one in chapter.walk()
               if one.level is Level.CLAUSE and one.children]  # fmt: skip
    clause = chance.choice(clauses)
    clause.children.insert(chance.randrange(len(clause.children)), _writer(chance).point())
    return Account()


def copy_a_clause(law: Law, chance: random.Random) -> Account:
    """The same duty for somebody else: nothing left its place for it."""
    article, other = chance.sample(_with_clauses(law), 2)
    clause = chance.choice(article.children)
    text = f"Thanh niên tình nguyện {clause.text.partition(' ')[2]}"
    other.children.append(Piece(FRESH, Level.CLAUSE, "", text))
    return Account()


def write_an_article_anew(law: Law, chance: random.Random) -> Account:
    """Another article stands at its address."""
    chapter = chance.choice(law)
    chapter.children[chance.randrange(len(chapter.children))] = _writer(chance).article()
    return Account()


def _respell(change) -> Edit:
    def edit(law: Law, chance: random.Random) -> Account:
        pieces = [one for chapter in law for one in chapter.walk() if one.text]
        for piece in chance.sample(pieces, len(pieces) // 4):
            piece.text = change(piece.text)
        return Account()

    return edit


def _other_marks(text: str) -> str:
    return (
        text.replace("ủy", "uỷ").replace("Ủy", "Uỷ").replace("hóa", "hoá").replace("ngày", "ngầy")
    )


def delete_articles_and_clauses(law: Law, chance: random.Random) -> Account:
    for chapter in chance.sample(law, 2):
        del chapter.children[chance.randrange(len(chapter.children))]
    article = chance.choice(_with_clauses(law))
    del article.children[chance.randrange(len(article.children))]
    return Account()


EDITS: dict[str, Edit] = {
    "an article at the top, all renumbered": put_in_an_article_at_the_top,
    "an article to another chapter": move_an_article_to_another_chapter,
    "an article split": split_an_article,
    "a clause split": split_a_clause,
    "two articles merged": merge_two_articles,
    "two clauses merged": merge_two_clauses,
    "10 % reworded": reword(0.1),
    "50 % reworded": reword(0.5),
    "a chapter deleted": delete_a_chapter,
    "articles and a clause deleted": delete_articles_and_clauses,
    "a clause copied": copy_a_clause,
    "two clauses swapped": swap_two_clauses,
    "a point put in": put_in_a_point,
    "only diacritics": _respell(_other_marks),
    "only capitals": _respell(str.upper),
    "only punctuation": _respell(lambda text: text.replace(",", ";").rstrip(".") + ";"),
}
