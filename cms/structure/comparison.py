"""Two versions of a law compared: what became of each provision, and word by word how.

Levels, addresses and words decide, nothing else: no version is known to be the older one, and
`compare(b, a)` says the reverse of `compare(a, b)`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .address import parent_of, sort_key
from .difference import Change as Stretch
from .difference import word_difference
from .matching import Matching
from .sides import DIVISIONS, Item, Side
from .splitting import Group, Grouping
from .steadiness import steady

__all__ = ["Change", "Comparison", "DivisionCounts", "Item", "Verdict", "compare"]


class Verdict(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True)
class Change:
    """What became of one provision: `old` or `new` is empty, or one of them may be several.

    What was moved, renumbered, split or merged may have other words too: `is_reworded`.
    `division` is the chapter, appendix or attachment it stands in: the new one, if there is one.
    """

    verdict: Verdict
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    division: Item | None = None

    @property
    def is_reworded(self) -> bool:
        return self.old_wording.split() != self.new_wording.split()

    @property
    def old_wording(self) -> str:
        return _joined(self.old)

    @property
    def new_wording(self) -> str:
        return _joined(self.new)

    def difference(self) -> list[Stretch]:
        """Word by word; costly for long texts, so only when it is asked for."""
        return word_difference(self.old_wording, self.new_wording)


@dataclass(frozen=True)
class DivisionCounts:
    """How many provisions of a division, itself counted too, met each fate."""

    division: Item | None
    counts: Counter[Verdict]

    @property
    def changed(self) -> int:
        return self.counts.total() - self.counts[Verdict.SAME]


@dataclass(frozen=True)
class Comparison:
    """Every provision of both versions once, in the order of the new one.

    What was deleted stands after what it stood after, and after what came there with lower numbers.
    """

    changes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(change.verdict for change in self.changes)

    def per_division(self) -> list[DivisionCounts]:
        found: dict[Item | None, Counter[Verdict]] = defaultdict(Counter)
        for change in self.changes:
            found[change.division][change.verdict] += 1
        return [DivisionCounts(division, counts) for division, counts in found.items()]


def compare(old: Sequence[Item], new: Sequence[Item]) -> Comparison:
    """Both in reading order, addresses different within each."""
    return _Judge(Side(old), Side(new)).comparison()


class _Judge:
    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.groups = list(Grouping(Matching(old, new)).groups())
        self.group_of_old = {i: group for group in self.groups for i in group.olds}
        self.group_of_new = {j: group for group in self.groups for j in group.news}
        self.in_order = self._pairs_in_order()

    def comparison(self) -> Comparison:
        judged = [(group, self._verdict(group)) for group in self.groups]
        changes = (self._change(group, verdict) for group, verdict in self._ordered(judged))
        return Comparison(tuple(changes))

    def _verdict(self, group: Group) -> Verdict:
        if not group.olds or not group.news:
            return Verdict.DELETED if group.olds else Verdict.ADDED
        if len(group.news) > 1:
            return Verdict.SPLIT
        if len(group.olds) > 1:
            return Verdict.MERGED
        i, j = group.olds[0], group.news[0]
        if group not in self.in_order or not self._is_in_place(i, j):
            return Verdict.MOVED
        if self.old.last_step(i) != self.new.last_step(j):
            return Verdict.RENUMBERED
        is_same = self.old.items[i].wording.split() == self.new.items[j].wording.split()
        return Verdict.SAME if is_same else Verdict.CHANGED

    def _is_in_place(self, i: int, j: int) -> bool:
        """Below counterparts; a chapter put in or taken out above an article moves nothing."""
        is_outer = i in self.old.outer
        if is_outer != (j in self.new.outer):
            return False
        if not is_outer:
            return self.group_of_old[self.old.parent[i]] == self.group_of_new[self.new.parent[j]]
        above_old, above_new = set(self.old.ancestors(i)), set(self.new.ancestors(j))
        known_old = [self.group_of_old[at].news for at in self.old.ancestors(i)]
        known_new = [self.group_of_new[at].olds for at in self.new.ancestors(j)]
        return _first_known_is_among(known_old, above_new) or _first_known_is_among(
            known_new, above_old
        )

    def _pairs_in_order(self) -> frozenset[Group]:
        """Single pairs that kept their order among their like: units, divisions, children."""
        lists: dict[object, list[Group]] = defaultdict(list)
        for group in self.groups:
            if len(group.olds) == len(group.news) == 1:
                lists[self._list_of(group)].append(group)
        in_order: set[Group] = set()
        for groups in lists.values():
            groups.sort()
            kept = steady([group.news[0] for group in groups])
            in_order.update(group for group, is_kept in zip(groups, kept, strict=True) if is_kept)
        return frozenset(in_order)

    def _list_of(self, group: Group) -> object:
        i = group.olds[0]
        if i in self.old.outer:
            return self.old.items[i].level in DIVISIONS
        return self.group_of_old[self.old.parent[i]]

    def _ordered(self, judged: list[tuple[Group, Verdict]]) -> Iterator[tuple[Group, Verdict]]:
        """New order; what was deleted after the last provision before it that was not moved."""
        verdicts = dict(judged)
        place: dict[Group, tuple[int, int, int]] = {}
        anchor = -1
        for i in range(len(self.old.items)):
            group = self.group_of_old[i]
            if not group.news:
                anchor = self._past_lower_numbers(anchor, self.old.items[i])
                place[group] = (anchor, 1, i)
            elif verdicts[group] is not Verdict.MOVED:
                anchor = group.news[-1]
        for group in self.groups:
            if group.news:
                place[group] = (group.news[0], 0, 0)
        yield from sorted(judged, key=lambda pair: place[pair[0]])

    def _past_lower_numbers(self, anchor: int, deleted: Item) -> int:
        """The place after all that was added right after `anchor` and is counted before it."""
        passed = ""
        for j in range(anchor + 1, len(self.new.items)):
            item = self.new.items[j]
            is_below = bool(passed) and item.eid.startswith(f"{passed}__")
            if self.group_of_new[j].olds or not (is_below or _is_counted_before(item, deleted)):
                break
            anchor, passed = j, passed if is_below else item.eid
        return anchor

    def _change(self, group: Group, verdict: Verdict) -> Change:
        return Change(
            verdict,
            tuple(self.old.items[i] for i in group.olds),
            tuple(self.new.items[j] for j in group.news),
            self._division(group),
        )

    def _division(self, group: Group) -> Item | None:
        if group.news:
            top = self.new.division_of(group.news[0])
            return self.new.items[top] if top >= 0 else None
        top = self.old.division_of(group.olds[0])
        if top < 0:
            return None
        counterparts = self.group_of_old[top].news
        return self.new.items[counterparts[0]] if counterparts else self.old.items[top]


def _first_known_is_among(known: Iterable[tuple[int, ...]], places: set[int]) -> bool:
    """Whether the nearest of some containers that has counterparts has one among `places`."""
    first = next(filter(None, known), None)
    return first is None or bool(places.intersection(first))


def _is_counted_before(item: Item, other: Item) -> bool:
    """Whether both stand in one list and the number of the first is the lower one."""
    is_one_list = item.level is other.level and parent_of(item.eid) == parent_of(other.eid)
    return is_one_list and sort_key(item.eid) < sort_key(other.eid)


def _joined(items: Iterable[Item]) -> str:
    return "\n".join(filter(None, (item.wording for item in items)))
