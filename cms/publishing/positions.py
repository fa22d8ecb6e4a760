"""Where a text stands in its version: numbers with room between them, so that one can come in."""

from collections.abc import Mapping, Sequence

from django.db.models import Max, Min

from cms.models import Provision, SectionPage, VersionPage

STEP = 1000


class Positions:
    """The numbers of a version, read in one query; what is placed is taken into account."""

    def __init__(self, version: VersionPage) -> None:
        rows = Provision.objects.filter(version=version, current_text__isnull=False)
        spans = rows.values_list("section__path").annotate(
            first=Min("current_text__position"), last=Max("current_text__position")
        )
        self._spans = {path: (first, last) for path, first, last in spans}

    def place(
        self, section: SectionPage, order: Sequence[str], known: Mapping[str, int]
    ) -> dict[str, int]:
        """A number for each eId of a section in its order; those that are `known` keep theirs."""
        low = max(
            (last for path, (_, last) in self._spans.items() if path < section.path), default=0
        )
        later = [first for path, (first, _) in self._spans.items() if path > section.path]
        high = min((first for first in later if first > low), default=low + STEP * STEP)
        placed = positions_between(order, known, low=low, high=high)
        if placed:
            self._spans[section.path] = (min(placed.values()), max(placed.values()))
        return placed


def positions_between(
    order: Sequence[str], known: Mapping[str, int], *, low: int, high: int
) -> dict[str, int]:
    """`low` and `high` are not given to anybody.

    Where there is no room left, neighbours share a number rather than change places with others.
    """
    found: dict[str, int] = {}
    waiting: list[str] = []
    for eid in order:
        at = known.get(eid)
        if at is None or at < low:
            waiting.append(eid)
            continue
        found.update(_spread(waiting, low, at))
        waiting, low = [], at
        found[eid] = at
    found.update(_spread(waiting, low, max(high, low)))
    return found


def _spread(eids: Sequence[str], low: int, high: int) -> dict[str, int]:
    step = min((high - low) // (len(eids) + 1), STEP)
    return {eid: low + step * number for number, eid in enumerate(eids, 1)}
