"""Which articles of which laws a draft amends: to find who spoke of the same article elsewhere."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .address import parent_of
from .amending import sentence_of
from .instruction import read_instructions
from .sides import Item

_LAW = re.compile(
    r"(?:\bcủa|\bbổ sung|\bsửa đổi|\bthay thế) ((?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|"
    r"Thông tư|Quyết định) (?!sửa đổi).+)",
    re.IGNORECASE,
)
# Number and date may stand with a name or not; what has no name is known by its number.
_NUMBER = re.compile(r",?\s+(?:số\s+\S+|ngày\s+\d).*$", re.IGNORECASE)
_BY_NUMBER = re.compile(
    r"^((?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định)"
    r" số \S+)",
    re.IGNORECASE,
)


class AmendedArticle(NamedTuple):
    """`law` is its name in small letters, without number and date; `eid` like "art_5"."""

    law: str
    eid: str


def amended_articles(items: Sequence[Item], *, title: str) -> dict[str, frozenset[AmendedArticle]]:
    """What each provision of an amending law amends, with all that stands below it.

    `title` is the amending law's; an article that names another law is about that one.
    """
    found: dict[str, set[AmendedArticle]] = {}
    within: dict[str, str] = {}
    laws: dict[str, str] = {}
    for item in items:
        above = parent_of(item.eid)
        own = law_named(item.heading or item.text.split("\n")[0]) if "__" not in item.eid else ""
        laws[item.eid] = own or laws.get(above) or law_named(title)
        instructions = read_instructions(sentence_of(item), within=within.get(above, ""))
        targets = [target.eid for one in instructions for target in one.targets]
        within[item.eid] = targets[0] if targets else within.get(above, "")
        if not laws[item.eid]:
            continue
        articles = {AmendedArticle(laws[item.eid], _article_of(eid)) for eid in targets}
        address = item.eid
        while articles and address:
            found.setdefault(address, set()).update(one for one in articles if one.eid)
            address = parent_of(address)
    return {eid: frozenset(articles) for eid, articles in found.items() if articles}


def law_named(words: str) -> str:
    """The law that a title or heading says it amends, as `AmendedArticle.law`; "" if none."""
    named = _LAW.search(" ".join(words.split()))
    if named is None:
        return ""
    numbered = _BY_NUMBER.match(named[1])
    name = numbered[1] if numbered else _NUMBER.sub("", named[1])
    return name.strip(" .:;,").casefold()


def _article_of(eid: str) -> str:
    return next((part for part in eid.split("__") if part.startswith("art_")), "")
