"""The contents beside a law: its sections in order, with how much is said in each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest

from cms.models import SectionPage, VersionPage
from cms.structure.address import citation
from cms.structure.levels import Level
from consultation import rules
from consultation.models import Opinion, Voices

GROUPING = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})


@dataclass(frozen=True)
class Entry:
    """A section in the contents; `voices` counts what is said of it and of its clauses.

    `agreed`: the reader's agency agrees with it, or with the chapter or the draft it stands in.
    """

    section_id: int
    eid: str
    level: str
    title: str
    path: str
    url: str
    voices: int = 0
    own: int = 0
    is_current: bool = False
    asks: int = 0
    agreed: bool = False

    @property
    def mark(self) -> str:
        """What the contents show of one's own: that something is asked, or that all is agreed."""
        if self.own and (self.asks or not self.agreed):
            return "mine"
        return "agreed" if self.agreed else ""

    @property
    def is_group(self) -> bool:
        return self.level in GROUPING

    @property
    def label(self) -> str:
        """The address as a name: "Điều 7"."""
        name = citation(self.eid)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Contents:
    """All sections of a version, and the voices at each of its provisions, by provision id."""

    entries: tuple[Entry, ...]
    voices: dict[int | None, Voices]
    current: Entry | None = None
    counts_own: bool = False
    articles: tuple[Entry, ...] = field(init=False)

    def __post_init__(self) -> None:
        articles = tuple(entry for entry in self.entries if not entry.is_group)
        object.__setattr__(self, "articles", articles)

    @property
    def groups(self) -> list[Entry]:
        """The chapters and the like that the current section stands in, from large to small."""
        if self.current is None:
            return []
        return [
            entry
            for entry in self.entries
            if entry.is_group and entry is not self.current and self.path.startswith(entry.path)
        ]

    @property
    def inside(self) -> list[Entry]:
        """What stands in the current section and has a page of its own."""
        if self.current is None:
            return list(self.entries)
        path = self.current.path
        return [
            entry
            for entry in self.entries
            if entry.path.startswith(path) and entry is not self.current
        ]

    @property
    def whole(self) -> Voices | None:
        """What is said of the draft as a whole."""
        return self.voices.get(None)

    @property
    def previous(self) -> Entry | None:
        before = [entry for entry in self.articles if self.current and entry.path < self.path]
        return before[-1] if before else None

    @property
    def next(self) -> Entry | None:
        after = (entry for entry in self.articles if self.current and entry.path > self.path)
        return next(after, None)

    @property
    def path(self) -> str:
        return self.current.path if self.current else ""

    @property
    def answered(self) -> int:
        """How many articles the reader's agency has said something about, agreement included."""
        return sum(1 for entry in self.articles if entry.own or entry.agreed)


def contents_of(
    version: VersionPage,
    request: HttpRequest,
    *,
    current: SectionPage | None = None,
    rounds: Collection[int] = (),
) -> Contents:
    """What one's own agencies say is counted in these `rounds`. Two queries, whatever the size."""
    mine = rules.standing_of(request.user).agencies(rules.WRITERS)
    said = Opinion.objects.filter(round__version=version).counted_for(request.user)
    places = said.voices(mine, rounds)
    of_section: dict[int | None, list[Voices]] = defaultdict(list)
    for place in places:
        of_section[place.section_id].append(place)
    start = version.get_url(request) or ""
    sections = version.sections().live().values("pk", "eid", "level", "title", "path", "slug")
    entries = tuple(
        _entry(row, start, of_section[row["pk"]], current_id=current.pk if current else None)
        for row in sections
    )
    entries = _with_agreement(entries, of_section)
    found = next((entry for entry in entries if entry.is_current), None)
    voices = {place.provision_id: place for place in places}
    return Contents(entries, voices, current=found, counts_own=bool(mine))


def _with_agreement(
    entries: tuple[Entry, ...], of_section: dict[int | None, list[Voices]]
) -> tuple[Entry, ...]:
    """Whoever agrees with a chapter, or the draft, has said so of every article in it."""
    agreed = {
        key
        for key, places in of_section.items()
        if any(one.agreed and (one.is_head or key is None) for one in places)
    }
    if not agreed:
        return entries
    above = [entry.path for entry in entries if entry.is_group and entry.section_id in agreed]
    return tuple(
        replace(entry, agreed=True)
        if None in agreed
        or entry.section_id in agreed
        or any(entry.path.startswith(path) for path in above)
        else entry
        for entry in entries
    )


def entries_of(version: VersionPage) -> list[Entry]:
    """The sections alone, without what is said about them; one query."""
    start = version.get_url() or ""
    sections = version.sections().live().values("pk", "eid", "level", "title", "path", "slug")
    return [_entry(row, start, [], current_id=None) for row in sections]


def _entry(
    row: dict[str, Any], start: str, places: list[Voices], *, current_id: int | None
) -> Entry:
    return Entry(
        section_id=row["pk"],
        eid=row["eid"],
        level=row["level"],
        title=row["title"],
        path=row["path"],
        url=f"{start}{row['slug']}/",
        voices=sum(place.total for place in places),
        own=sum(place.own for place in places),
        asks=sum(place.own - place.agreed for place in places),
        is_current=row["pk"] == current_id,
    )
