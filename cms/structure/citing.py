"""Citations in running text: "các điểm a, b khoản 2 Điều 5", "Điều 7.2", "Đ5 K2", "Chương II".

`mentions` asks the opposite question of a law's own lines; here an agency writes about a law.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .citing_units import TO, Unit, find_chains, numbers_between
from .levels import Level

# Written one by one before the article they share: "khoản 1 và khoản 2 Điều 5".
_LISTED = (Level.CLAUSE, Level.POINT)
_PREFIXES = {
    Level.ARTICLE: "art",
    Level.CLAUSE: "para",
    Level.POINT: "point",
    Level.CHAPTER: "chp",
    Level.SECTION: "sec",
    Level.PART: "part",
    Level.APPENDIX: "app",
    Level.INTRO: "intro",
}


class Citation(NamedTuple):
    """`text[start:end]` names provisions: `steps` are their addresses as far as they are said.

    `lacks_article` tells that it begins below an article it does not name ("khoản 3" alone).
    """

    start: int
    end: int
    steps: tuple[tuple[str, ...], ...]
    lacks_article: bool = False

    @property
    def eids(self) -> tuple[str, ...]:
        return tuple("__".join(each) for each in self.steps)


def find_citations(text: str) -> list[Citation]:
    """All citations of the text, in order, none within another; plain reading, no law asked."""
    found: list[Citation] = []
    for chain in find_chains(text):
        found.extend(_read_chain(chain))
    return found


def _read_chain(chain: list[Unit]) -> Iterator[Citation]:
    """Small to large ("điểm a khoản 2 Điều 5") or large to small ("Điều 5 khoản 2 điểm a")."""
    groups = list(_groups(chain))
    known: Citation | None = None
    waiting: list[list[Unit]] = []
    for group in groups:
        if _top(group) in (Level.CLAUSE, Level.POINT, Level.INTRO):
            above = known.steps[0] if known else None
            if above is not None and not _awaits_article(group, groups):
                yield _citation(group, above)
            else:
                waiting.append(group)
            continue
        known = _citation(group, None)
        for earlier in waiting:
            yield _citation(earlier, known.steps[0])
        waiting = []
        yield known
    for earlier in waiting:
        yield _citation(earlier, None)


def _awaits_article(group: list[Unit], groups: list[list[Unit]]) -> bool:
    """Whether what follows is the article that closes this list: "…, khoản 1, khoản 2 Điều 6"."""
    later = groups[groups.index(group) + 1 :]
    for following in later:
        if _top(following) is Level.ARTICLE:
            return following[0].level in (Level.CLAUSE, Level.POINT, Level.INTRO)
        if following[0].joint not in (",", "và"):
            return False
    return False


def _groups(chain: list[Unit]) -> Iterator[list[Unit]]:
    """One group for each citation: strictly rising or falling, a repeated level put together."""
    group: list[Unit] = []
    rising: bool | None = None
    for at, unit in enumerate(chain):
        if not group:
            group, rising = [unit], None
            continue
        last = group[-1]
        step = _order(unit.level) - _order(last.level)
        if step == 0 and len(group) == 1 and (unit.joint == TO or unit.level in _LISTED):
            group[-1] = _merged(last, unit)
            continue
        turns = step == 0 or (rising is not None and (step > 0) == rising)
        if turns or (step > 0 and _belongs_to_next(chain, at)):
            yield group
            group, rising = [unit], None
            continue
        rising = step < 0
        group.append(unit)
    if group:
        yield group


def _merged(one: Unit, other: Unit) -> Unit:
    """A list written out, "khoản 1 và khoản 2 Điều 5", or a range, "từ Điều 5 đến Điều 8"."""
    between = numbers_between(one.numbers[-1], other.numbers[0]) if other.joint == TO else ()
    merged = tuple(dict.fromkeys((*one.numbers, *between, *other.numbers)))
    return one._replace(numbers=merged, end=other.end)


def _belongs_to_next(chain: list[Unit], at: int) -> bool:
    """Of "Điều 5, khoản 2 Điều 6": whether the unit begins another citation, rising to its own."""
    if chain[at].joint not in (",", ";", "và", "hoặc"):
        return False
    for before, unit in zip(chain[at:], chain[at + 1 :], strict=False):
        if unit.joint != " ":
            return False
        if _order(unit.level) >= _order(before.level):
            return False
        if unit.level is Level.ARTICLE:
            return True
    return False


def _order(level: Level) -> int:
    return Level.POINT.rank + 1 if level is Level.INTRO else level.rank


def _top(group: list[Unit]) -> Level:
    return min((unit.level for unit in group), key=_order)


def _citation(group: list[Unit], above: tuple[str, ...] | None) -> Citation:
    units = sorted(group, key=lambda unit: _order(unit.level))
    steps: list[tuple[str, ...]] = [()]
    lacks = units[0].level in (Level.CLAUSE, Level.POINT, Level.INTRO)
    if lacks and above is not None:
        steps, lacks = [_above(above, units[0].level)], False
    for unit in units:
        if unit.level is Level.ARTICLE:
            # Articles are numbered throughout: their address names no chapter, only an appendix.
            steps = [tuple(s for s in each if s.startswith("app_")) for each in steps]
        if unit.level in (Level.CHAPTER, Level.PART):
            steps = [()]
        steps = [(*each, _step(unit.level, number)) for each in steps for number in unit.numbers]
    start = min(unit.start for unit in group)
    return Citation(start, max(unit.end for unit in group), tuple(dict.fromkeys(steps)), lacks)


def _above(steps: tuple[str, ...], level: Level) -> tuple[str, ...]:
    """What a bare "khoản 3" or "điểm b" behind another citation stands in."""
    kept = {"point": Level.POINT, "para": Level.CLAUSE, "intro": Level.INTRO}
    return tuple(
        step
        for step in steps
        if (own := kept.get(step.partition("_")[0])) is None or _order(own) < _order(level)
    )


def _step(level: Level, number: str) -> str:
    written = number.replace("đ", "dd") if level is Level.POINT else number
    return f"{_PREFIXES[level]}_{written}" if written else _PREFIXES[level]
