"""One version of a law made ready for comparing: who stands below whom, and what words each has."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .address import is_within_article, parent_of
from .levels import GROUPING, Level

Features = frozenset[Hashable]

# What holds articles; matched by the articles it holds, since its own words are few.
DIVISIONS = (*GROUPING, Level.APPENDIX, Level.ATTACHMENT)
_COUNTED = (Level.PART, Level.CHAPTER, Level.APPENDIX, Level.ATTACHMENT)
_LEAVES = (Level.INTRO, Level.TABLE)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Item:
    """One provision of one version; `text` is its own only, lines apart by "\\n"."""

    eid: str
    level: Level
    number: str = ""
    heading: str = ""
    text: str = ""

    @property
    def wording(self) -> str:
        return "\n".join(filter(None, (self.heading, self.text)))


class Side:
    """Items by their place in reading order; `parent` is -1 at the top.

    `own` are the pairs of neighbouring words of an item, `whole` those of all below it too.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self._at = {item.eid: at for at, item in enumerate(self.items)}
        self.parent = list(self._parents())
        self.children: list[list[int]] = [[] for _ in self.items]
        for at, parent in enumerate(self.parent):
            if parent >= 0:
                self.children[parent].append(at)
        self.own = [_features(item.wording) for item in self.items]
        self.whole = list(self.own)
        self.divisions = [at for at in range(len(self.items)) if self._is_division(at)]
        self.units = [at for at in range(len(self.items)) if self._is_unit(at)]
        self.outer = frozenset((*self.divisions, *self.units))
        for unit in self.units:
            self._gather(unit)

    def ancestors(self, at: int) -> Iterator[int]:
        """From the nearest upwards."""
        while (at := self.parent[at]) >= 0:
            yield at

    def division_of(self, at: int) -> int:
        """The chapter, or what else stands in its place, that an item is or is in; -1 if none.

        Of a part with chapters it is the chapter: sections of a chapter count with it.
        """
        lines = [at, *self.ancestors(at)]
        divisions = [line for line in lines if self.items[line].level in _COUNTED]
        return divisions[0] if divisions else -1

    def last_step(self, at: int) -> str:
        return self.items[at].eid.rpartition("__")[2]

    def _parents(self) -> Iterator[int]:
        above: list[int] = []
        for at, item in enumerate(self.items):
            container = parent_of(item.eid)
            if item.level in _LEAVES or (container and is_within_article(container)):
                yield self._nearest(container)
                continue
            while above and self.items[above[-1]].level.rank >= item.level.rank:
                above.pop()
            yield above[-1] if above else -1
            if item.level in DIVISIONS:
                above.append(at)

    def _nearest(self, eid: str) -> int:
        while eid and eid not in self._at:
            eid = parent_of(eid)
        return self._at.get(eid, -1)

    def _is_division(self, at: int) -> bool:
        """A plan written inside an article has sections too: those are no divisions of the law."""
        lines = (at, *self.ancestors(at))
        return all(self.items[above].level in DIVISIONS for above in lines)

    def _is_unit(self, at: int) -> bool:
        """An article, or what else stands right below a division or at the top."""
        parent = self.parent[at]
        return not self._is_division(at) and (parent < 0 or self._is_division(parent))

    def _gather(self, at: int) -> Features:
        below = (self._gather(child) for child in self.children[at])
        self.whole[at] = self.own[at].union(*below)
        return self.whole[at]


def _features(wording: str) -> Features:
    """Pairs of neighbouring words, the ends counted as words: one word has two pairs."""
    words = _WORDS.findall(wording.casefold())
    return frozenset(map(" ".join, pairwise(["", *words, ""]))) if words else frozenset()
