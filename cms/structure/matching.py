"""Which provision of one version is which of another: by address, and by the words they share.

Every choice is the same whichever version comes first, so that a comparison can be turned round.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from .levels import Level
from .sides import Features, Side

Pair = tuple[int, int]
Address = Literal["whole", "last step", "none"]

# How alike (0 to 1) two provisions must be: anywhere in their list, at one address, anywhere at
# all. Laws share phrases: found on real versions, unrelated clauses reach 0.2.
ALIKE, ALIKE_AT_ONE_ADDRESS, ALIKE_ANYWHERE = 0.35, 0.15, 0.6
# A provision that has kept its address needs to share less with its rival to be preferred.
ADDRESS_COUNTS = 0.1
# Words found in more provisions than this tell nothing about which is which, and cost n².
COMMON = 12
# Fewer pairs of words than this are a phrase of lawyers, met in many laws and places.
PHRASE = 7


class Matching:
    """`new_of` and `old_of`: the counterpart by place in reading order, each at most once."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self._divisions = frozenset(old.divisions)
        self._match_units()
        self._match_divisions()
        self._match_what_wandered()

    @property
    def pairs(self) -> list[Pair]:
        return sorted(self.new_of.items())

    def join(self, pairs: Iterable[Pair]) -> None:
        """Hold these for counterparts, and look for counterparts among their children."""
        for i, j in pairs:
            self.new_of[i], self.old_of[j] = j, i
            if i not in self._divisions:
                self.join_children(i, j)

    def join_children(self, i: int, j: int) -> None:
        olds = [child for child in self.old.children[i] if child not in self.new_of]
        news = [child for child in self.new.children[j] if child not in self.old_of]
        self.join(self._pair_up(olds, news, address="last step", floor=ALIKE))

    def _match_units(self) -> None:
        self.join(self._pair_up(self.old.units, self.new.units, address="whole", floor=ALIKE))

    def _match_divisions(self) -> None:
        """A chapter is known by its articles: each pair of them is a word that both say."""
        units = frozenset(self.old.units)
        pairs = [(i, j) for i, j in self.pairs if i in units]
        _count_units(self.old, {i: number for number, (i, _) in enumerate(pairs)})
        _count_units(self.new, {j: number for number, (_, j) in enumerate(pairs)})
        found = self._pair_up(self.old.divisions, self.new.divisions, address="whole", floor=ALIKE)
        self.join(found)

    def _match_what_wandered(self) -> None:
        """Clauses and points that left their article, the larger first."""
        for level in sorted(Level, key=lambda level: level.rank):
            olds = [i for i in self.old_left() if self.old.items[i].level is level]
            news = [j for j in self.new_left() if self.new.items[j].level is level]
            if olds and news:
                self.join(self._pair_up(olds, news, address="none", floor=ALIKE_ANYWHERE))

    def old_left(self) -> Iterator[int]:
        return (i for i in range(len(self.old.items)) if i not in self.new_of)

    def new_left(self) -> Iterator[int]:
        return (j for j in range(len(self.new.items)) if j not in self.old_of)

    def _pair_up(
        self, olds: Sequence[int], news: Sequence[int], *, address: Address, floor: float
    ) -> list[Pair]:
        """The most alike first; of equally alike ones those that stand nearest."""
        at_one_address = self._at_one_address(olds, news, address)
        # The best there can be, and nearly all there is.
        sure = [(i, j) for i, j in at_one_address if self._is_untouched(i, j)]
        at_one_address.difference_update(sure)
        olds, news = _without(sure, olds, news)
        if floor != ALIKE_ANYWHERE:
            sure += self._only_twins(olds, news, at_one_address)
            olds, news = _without(sure, olds, news)
            left_old, left_new = set(olds), set(news)
            at_one_address = {(i, j) for i, j in at_one_address if i in left_old and j in left_new}
        return [*sure, *_best(self._ranked(olds, news, at_one_address, floor=floor))]

    def _only_twins(
        self, olds: Sequence[int], news: Sequence[int], at_one_address: set[Pair]
    ) -> list[Pair]:
        """Equal words that each side has once, and nothing nearly as good at either address.

        They would be found by ranking too; where all is renumbered that takes twice the time.
        """
        rivalled = {
            side
            for i, j in at_one_address
            if alike(self.old.whole[i], self.new.whole[j]) > 1 - ADDRESS_COUNTS
            for side in (("old", i), ("new", j))
        }
        before, after = _once(olds, self.old.whole), _once(news, self.new.whole)
        return [
            (i, after[words])
            for words, i in before.items()
            if words in after
            and self.old.items[i].level is self.new.items[after[words]].level
            and ("old", i) not in rivalled
            and ("new", after[words]) not in rivalled
        ]

    def _is_untouched(self, i: int, j: int) -> bool:
        same_level = self.old.items[i].level is self.new.items[j].level
        return same_level and self.old.whole[i] == self.new.whole[j]

    def _ranked(
        self, olds: Sequence[int], news: Sequence[int], at_one_address: set[Pair], *, floor: float
    ) -> list[Pair]:
        ranked = []
        before = {i: self.old.whole[i] for i in olds}
        after = {j: self.new.whole[j] for j in news}
        for i, j in {*at_one_address, *sharing(before, after), *_twins(before, after)}:
            if self.old.items[i].level is not self.new.items[j].level:
                continue
            stays = (i, j) in at_one_address
            likeness = alike(self.old.whole[i], self.new.whole[j])
            if self._suffices(i, j, likeness, stays=stays, floor=floor):
                score = likeness + ADDRESS_COUNTS * stays
                ranked.append((-score, abs(i - j), i + j, (i, j)))
        return [pair for *_, pair in sorted(ranked)]

    def _suffices(self, i: int, j: int, likeness: float, *, stays: bool, floor: float) -> bool:
        sizes = len(self.old.whole[i]), len(self.new.whole[j])
        if floor == ALIKE_ANYWHERE and min(sizes) < PHRASE:
            return False
        return likeness >= (ALIKE_AT_ONE_ADDRESS if stays else floor) or (
            stays and max(sizes) < PHRASE
        )

    def _at_one_address(
        self, olds: Sequence[int], news: Sequence[int], address: Address
    ) -> set[Pair]:
        if address == "none":
            return set()
        if address == "whole":
            places = {self.old.items[i].eid: i for i in olds}
            named = [(self.new.items[j].eid, j) for j in news]
        else:
            places = {self.old.last_step(i): i for i in olds}
            named = [(self.new.last_step(j), j) for j in news]
        return {(places[name], j) for name, j in named if name in places}


def alike(one: Features, other: Features) -> float:
    """0 to 1: the share of both that both have (Dice's measure)."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def sharing(old: Mapping[int, Features], new: Mapping[int, Features]) -> Counter[Pair]:
    """Pairs that have an uncommon feature in common, and how many; never all with all."""
    found: Counter[Pair] = Counter()
    if not old or not new:
        return found
    # The smaller side says which features are worth looking for in the other.
    if len(old) <= len(new):
        old_places = _places(old)
        new_places = _places(new, among=old_places)
    else:
        new_places = _places(new)
        old_places = _places(old, among=new_places)
    for feature, olds in old_places.items():
        news = new_places.get(feature, [])
        if len(olds) <= COMMON and len(news) <= COMMON:
            found.update((i, j) for i in olds for j in news)
    return found


def _twins(old: Mapping[int, Features], new: Mapping[int, Features]) -> Iterator[Pair]:
    """Equal wordings in their order, also those that stand in a law many times."""
    waiting: dict[Features, list[int]] = defaultdict(list)
    for j in reversed(list(new)):
        waiting[new[j]].append(j)
    for i, features in old.items():
        if waiting.get(features):
            yield i, waiting[features].pop()


def _without(
    pairs: Sequence[Pair], olds: Sequence[int], news: Sequence[int]
) -> tuple[list[int], list[int]]:
    taken_old = {i for i, _ in pairs}
    taken_new = {j for _, j in pairs}
    return [i for i in olds if i not in taken_old], [j for j in news if j not in taken_new]


def _once(places: Iterable[int], features: Sequence[Features]) -> dict[Features, int]:
    """Those whose words, of some length, no other has."""
    found: dict[Features, list[int]] = defaultdict(list)
    for at in places:
        found[features[at]].append(at)
    return {words: ats[0] for words, ats in found.items() if len(ats) == 1 and len(words) >= PHRASE}


def _places(
    features: Mapping[int, Features], *, among: Container[object] | None = None
) -> dict[object, list[int]]:
    places: dict[object, list[int]] = defaultdict(list)
    for at, held in features.items():
        for feature in held:
            if among is None or feature in among:
                places[feature].append(at)
    return places


def _best(ranked: Iterable[Pair]) -> Iterator[Pair]:
    olds, news = set(), set()
    for i, j in ranked:
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            yield i, j


def _count_units(side: Side, numbers: Mapping[int, int]) -> None:
    """Give every division a feature for each unit in it: shared if the unit has a counterpart."""
    held: dict[int, set[object]] = defaultdict(set)
    for unit in side.units:
        for division in side.ancestors(unit):
            held[division].add(numbers.get(unit, (id(side), unit)))
    for division in side.divisions:
        side.whole[division] = side.own[division] | held[division]
