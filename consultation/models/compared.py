"""Two published versions compared as they stand now; kept until one of them changes.

A law that amends another is laid over it: what is compared then is the law as it stands with the
law as it would read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Length, Substr

from cms.models import DraftPage, Provision, VersionPage
from cms.structure.amending import Amended, Amendment, amend, is_amending
from cms.structure.comparison import Comparison, Item, compare
from cms.structure.levels import Level
from consultation import rules

KEPT_SECONDS = 24 * 60 * 60
# Raised whenever what is kept, or how it is found, changes: an update forgets what was kept before.
SHAPE = 3
# More versions of other drafts make a list nobody looks through: they are searched for by name.
MOST_OFFERED = 100


@dataclass(frozen=True)
class Spot:
    """Where an address is read: the slug of the page, the place on it, and in which version."""

    slug: str
    anchor: str
    in_old: bool = False


@dataclass(frozen=True)
class Compared:
    """`said_by`: what provision of an amending law tells each address; empty for two versions.

    `unplaced` are its acts whose place or words were not found; `other_laws` it amends too.
    """

    comparison: Comparison
    old_spots: dict[str, Spot]
    new_spots: dict[str, Spot]
    said_by: dict[str, tuple[Item, ...]]
    instruction_spots: dict[str, Spot] = field(default_factory=dict)
    unplaced: tuple[Amendment, ...] = ()
    other_laws: tuple[str, ...] = ()

    @property
    def amends(self) -> bool:
        return bool(self.said_by)


@dataclass(frozen=True)
class PairState:
    """`key` is another one whenever a text, a title or the drawing changes; `changed_at` the last
    time a text of either did."""

    key: str
    changed_at: datetime | None


def readable_versions(user: rules.AnyUser) -> QuerySet[VersionPage]:
    """Every published version of every draft the person may read, with `draft_path`."""
    drafts = DraftPage.objects.live().public().filter(rules.visible_drafts(user))
    above = Substr("path", 1, Length("path") - VersionPage.steplen)
    versions = VersionPage.objects.live().annotate(draft_path=above)
    return versions.filter(draft_path__in=drafts.values("path"))


def _path_of_draft(version: VersionPage) -> str:
    return str(version.path)[: -VersionPage.steplen]


@dataclass(frozen=True)
class Offer:
    """A version that may be compared, with the title of its draft, if that is another one."""

    version: VersionPage
    other_draft: str = ""


def offered_versions(
    user: rules.AnyUser, draft: DraftPage, *, named: str = "", also: Iterable[VersionPage] = ()
) -> list[Offer]:
    """What a version of the draft may be compared with: its own, laws in force, other drafts.

    `named` are words of the titles of other drafts; `also` is offered whatever its name.
    """
    others = readable_versions(user).exclude(pk__in=VersionPage.objects.child_of(draft))
    listed = others
    if named:
        titled = DraftPage.objects.filter(title__icontains=named)
        listed = others.filter(draft_path__in=titled.values("path"))
    newest = list(listed.order_by("-in_force", "-first_published_at", "-pk")[:MOST_OFFERED])
    missing = {one.pk for one in also} - {one.pk for one in newest}
    if missing:
        newest += others.filter(pk__in=missing)
    paths = {one.pk: _path_of_draft(one) for one in newest}
    titles = dict(DraftPage.objects.filter(path__in=paths.values()).values_list("path", "title"))
    own = [Offer(one) for one in comparable_versions(draft)]
    return own + [Offer(one, titles[paths[one.pk]]) for one in newest]


def comparable_versions(draft: DraftPage) -> list[VersionPage]:
    """The law in force first, then the draft's versions from the first to the last."""
    return list(VersionPage.objects.live().child_of(draft).order_by("-in_force", "number", "pk"))


def compare_versions(old: VersionPage, new: VersionPage) -> Compared:
    """Three queries; none but the first while what was compared lasts."""
    key = f"comparison:{state_of(old, new).key}"
    kept: Compared | None = cache.get(key)
    if kept is None:
        kept = _compare(old, new)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def state_of(old: VersionPage, new: VersionPage) -> PairState:
    """One query: texts are only ever appended, so that their numbers tell them apart."""
    standing = Provision.objects.filter(version__in=[old, new], retired_at=None)
    totals = {
        f"{side}_{name}": how("current_text_id", filter=Q(version=version))
        for side, version in (("old", old), ("new", new))
        for name, how in (("count", Count), ("sum", Sum), ("last", Max))
    }
    state = standing.aggregate(**totals, changed_at=Max("current_text__published_at"))
    changed_at = state.pop("changed_at")
    told = [SHAPE, old.uid, new.uid, old.title, new.title, *sorted(state.items())]
    return PairState(sha256(repr(told).encode()).hexdigest(), changed_at)


def _compare(old: VersionPage, new: VersionPage) -> Compared:
    before, old_spots = _read(old)
    after, new_spots = _read(new)
    if old.in_force and is_amending(after) and not is_amending(before):
        amended = amend(before, after, title=f"{old.draft.title} {old.title}")
        if amended.said_by:
            return _as_amended(before, amended, old_spots, new_spots)
    return Compared(compare(before, after), old_spots, new_spots, {})


def _as_amended(
    before: list[Item], amended: Amended, old_spots: dict[str, Spot], new_spots: dict[str, Spot]
) -> Compared:
    """New places are those of the instructions; what they leave alone is read in the old law."""
    spots = {eid: Spot(spot.slug, spot.anchor, in_old=True) for eid, spot in old_spots.items()}
    spots |= {eid: new_spots[told[-1].eid] for eid, told in amended.said_by.items()}
    unplaced = tuple(one for one in amended.amendments if one.missing)
    return Compared(
        compare(before, amended.items),
        old_spots,
        spots,
        amended.said_by,
        {one.by.eid: new_spots[one.by.eid] for one in amended.amendments},
        unplaced,
        amended.other_laws,
    )


def items_of(version: VersionPage) -> list[Item]:
    """Its provisions as they are compared; one query."""
    return _read(version)[0]


def _read(version: VersionPage) -> tuple[list[Item], dict[str, Spot]]:
    rows = Provision.objects.of_version(version).values_list(
        "eid",
        "section__slug",
        "current_text__level",
        "current_text__number",
        "current_text__heading",
        "current_text__text",
        "current_text__table",
    )
    items, spots = [], {}
    for eid, slug, level, number, heading, text, table in rows:
        lines = [text, *(" | ".join(map(str, row)) for row in table or ())]
        items.append(Item(eid, Level(level), number, heading, "\n".join(filter(None, lines))))
        spots[eid] = Spot(slug, eid)
    return items, spots
