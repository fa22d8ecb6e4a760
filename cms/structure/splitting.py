"""Provisions that became several, and several that became one: found by the words of each part."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .matching import PHRASE, Matching, sharing
from .sides import Features, Side

# A part has at least this share of its words from the whole, and this share that stays nowhere
# else: a phrase that was copied does not make a part. Held by a judged set of edits; the second
# is low because laws say the same phrases in every clause.
TAKEN, TAKEN_AWAY = 0.6, 0.2


class Group(NamedTuple):
    """Counterparts by place: one to one, one to several or several to one; one side may be ()."""

    olds: tuple[int, ...]
    news: tuple[int, ...]


class _Claim(NamedTuple):
    """Sorted: the best claim first, the same whichever version comes first."""

    rank: tuple[float, int, int]
    old: int
    new: int
    splits: bool


class Grouping:
    """Counterparts of a matching, with the parts that were split off or merged in."""

    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self._split_off: dict[int, list[int]] = {}
        self._merged_in: dict[int, list[int]] = {}
        self._old_parts: set[int] = set()
        self._new_parts: set[int] = set()
        old, new = matching.old, matching.new
        self._settle(old.whole, new.whole, one_level=True)
        self._settle(old.own, new.own, one_level=False)

    def groups(self) -> Iterator[Group]:
        for i, j in self.matching.pairs:
            olds = (i, *self._merged_in.get(j, ()))
            news = (j, *self._split_off.get(i, ()))
            yield Group(tuple(sorted(olds)), tuple(sorted(news)))
        for i in self.matching.old_left():
            if i not in self._old_parts:
                yield Group((i,), ())
        for j in self.matching.new_left():
            if j not in self._new_parts:
                yield Group((), (j,))

    def _settle(self, old: Sequence[Features], new: Sequence[Features], *, one_level: bool) -> None:
        for claim in sorted(self._claims(old, new, one_level=one_level)):
            i, j = claim.old, claim.new
            if self._is_free(i, j, splits=claim.splits) and self._is_taken_away(claim, old, new):
                self._grant(i, j, splits=claim.splits)

    def _claims(
        self, old: Sequence[Features], new: Sequence[Features], *, one_level: bool
    ) -> Iterator[_Claim]:
        """Every part that is left over, with every provision that holds most of its words."""
        before, after = self.matching.old, self.matching.new
        left_old = {i: old[i] for i in self._unplaced(before, old=True)}
        left_new = {j: new[j] for j in self._unplaced(after, old=False)}
        all_old, all_new = dict(enumerate(old)), dict(enumerate(new))
        for splits, olds, news in ((True, all_old, left_new), (False, left_old, all_new)):
            for i, j in sharing(olds, news):
                if one_level and before.items[i].level is not after.items[j].level:
                    continue
                part = new[j] if splits else old[i]
                share = len(old[i] & new[j]) / len(part)
                if len(part) >= PHRASE and share >= TAKEN:
                    yield _Claim((-share, abs(i - j), i + j), i, j, splits)

    def _unplaced(self, side: Side, *, old: bool) -> Iterator[int]:
        placed = self._old_parts if old else self._new_parts
        left = self.matching.old_left() if old else self.matching.new_left()
        divisions = frozenset(side.divisions)
        return (at for at in left if at not in placed and at not in divisions)

    def _is_free(self, i: int, j: int, *, splits: bool) -> bool:
        """Not yet a part of something else, and never one of several to several."""
        matching = self.matching
        part_is_left = j not in matching.old_of if splits else i not in matching.new_of
        is_part = j in self._new_parts or i in self._old_parts
        if not part_is_left or is_part:
            return False
        if splits:
            return matching.new_of.get(i, -1) not in self._merged_in
        return matching.old_of.get(j, -1) not in self._split_off

    def _is_taken_away(
        self, claim: _Claim, old: Sequence[Features], new: Sequence[Features]
    ) -> bool:
        """Whether the words of the part stand nowhere else in what the whole became."""
        i, j, splits = claim.old, claim.new, claim.splits
        if splits:
            others = [self.matching.new_of.get(i), *self._split_off.get(i, ())]
            elsewhere = [new[other] for other in others if other is not None]
        else:
            others = [self.matching.old_of.get(j), *self._merged_in.get(j, ())]
            elsewhere = [old[other] for other in others if other is not None]
        part = new[j] if splits else old[i]
        return len((old[i] & new[j]).difference(*elsewhere)) >= TAKEN_AWAY * len(part)

    def _grant(self, i: int, j: int, *, splits: bool) -> None:
        matching = self.matching
        if i not in matching.new_of and j not in matching.old_of:
            matching.join([(i, j)])
            return
        if splits:
            self._split_off.setdefault(i, []).append(j)
            self._new_parts.add(j)
        else:
            self._merged_in.setdefault(j, []).append(i)
            self._old_parts.add(i)
        matching.join_children(i, j)
