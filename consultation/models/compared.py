"""Two published versions of a draft law compared as they stand now; kept until one changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Q

from cms.models import DraftPage, Provision, VersionPage
from cms.structure.comparison import Comparison, Item, compare
from cms.structure.levels import Level

KEPT_SECONDS = 24 * 60 * 60
# Raised whenever what is kept, or how it is found, changes: an update forgets what was kept before.
SHAPE = 1


@dataclass(frozen=True)
class Compared:
    """`old_pages` and `new_pages`: the slug of the page each address stands on."""

    comparison: Comparison
    old_pages: dict[str, str]
    new_pages: dict[str, str]


def comparable_versions(draft: DraftPage) -> list[VersionPage]:
    """The law in force first, then the draft's versions from the first to the last."""
    return list(VersionPage.objects.live().child_of(draft).order_by("-in_force", "number", "pk"))


def compare_versions(old: VersionPage, new: VersionPage) -> Compared:
    """Four queries; none but the first while what was compared lasts."""
    key = f"comparison:{state_of(old, new)}"
    kept: Compared | None = cache.get(key)
    if kept is None:
        before, old_pages = _read(old)
        after, new_pages = _read(new)
        kept = Compared(compare(before, after), old_pages, new_pages)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def state_of(old: VersionPage, new: VersionPage) -> str:
    """Another key whenever a text of one of them has changed."""
    standing = Provision.objects.filter(version__in=[old, new], retired_at=None)
    state = standing.aggregate(
        old=Count("pk", filter=Q(version=old)),
        new=Count("pk", filter=Q(version=new)),
        newest=Max("current_text_id"),
    )
    return f"{SHAPE}:{old.uid}:{new.uid}:{state['old']}:{state['new']}:{state['newest']}"


def _read(version: VersionPage) -> tuple[list[Item], dict[str, str]]:
    rows = Provision.objects.of_version(version).values_list(
        "eid",
        "section__slug",
        "current_text__level",
        "current_text__number",
        "current_text__heading",
        "current_text__text",
        "current_text__table",
    )
    items, pages = [], {}
    for eid, slug, level, number, heading, text, table in rows:
        lines = [text, *(" | ".join(map(str, row)) for row in table or ())]
        items.append(Item(eid, Level(level), number, heading, "\n".join(filter(None, lines))))
        pages[eid] = slug
    return items, pages
