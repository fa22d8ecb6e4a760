"""Which of several things have kept their order, and which were moved among the others."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def steady(places: Sequence[int]) -> list[bool]:
    """For each of different numbers, whether it stands in every longest rising selection.

    Of two neighbours that changed places neither does: no one can say which of them was moved.
    The answer is the same when the permutation is turned round.
    """
    before = _longest_rising(places)
    after = _longest_rising([-place for place in reversed(places)])[::-1]
    longest = max(before, default=0)
    on_a_longest = [
        rank if rank + rest - 1 == longest else 0 for rank, rest in zip(before, after, strict=True)
    ]
    holders = Counter(on_a_longest)
    return [rank > 0 and holders[rank] == 1 for rank in on_a_longest]


def _longest_rising(places: Sequence[int]) -> list[int]:
    """How long the longest rising selection is that ends at each."""
    ends: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    return lengths
