"""What one's own agencies said of a provision before, anywhere, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from cms.models import Provision, VersionPage
from cms.structure.amended_places import AmendedArticle, amended_articles
from consultation import rules
from consultation.models.compared import compare_versions, items_of
from consultation.models.opinion import Opinion, OpinionQuerySet
from consultation.models.opinion_kinds import Kind
from consultation.models.synthesis import Row, RowSource

# Newest first; more versions than these nobody reads through beside a form.
MOST_VERSIONS = 8
MOST_SHOWN = 20


@dataclass
class EarlierOpinion:
    """`row` is the one it was gathered in, with decision and answer, for who may know of it."""

    opinion: Opinion
    row: Row | None = None


@dataclass(frozen=True)
class SaidBefore:
    """`here`: of the same provision, in other versions; `elsewhere`: in other drafts that amend
    the same article of the same law. Each newest first."""

    here: list[EarlierOpinion]
    elsewhere: list[EarlierOpinion]

    @property
    def all(self) -> list[EarlierOpinion]:
        return self.here + self.elsewhere


def said_before(place: Provision, user: rules.AnyUser) -> SaidBefore:
    """What the person's agencies sent; of this very version the margin tells by itself.

    A handful of queries, and one or two more for each earlier version that was spoken about.
    """
    mine = rules.standing_of(user).agencies(rules.WRITERS)
    sent = Opinion.objects.approved().filter(agency__in=mine)
    sent = sent.exclude(provision=None).exclude(kind=Kind.AGREE, text="")
    version = place.version
    same_draft = sent.filter(round__draft=version.draft.pk).exclude(round__version=version)
    here = [
        opinion
        for old in _versions(same_draft)
        for opinion in _at_same_place(same_draft.filter(round__version=old), old, place)
    ]
    elsewhere = _on_same_articles(sent.exclude(round__draft=version.draft.pk), place)
    said = SaidBefore(
        [EarlierOpinion(one) for one in here[:MOST_SHOWN]],
        [EarlierOpinion(one) for one in elsewhere[:MOST_SHOWN]],
    )
    _read_rows(said.all, user)
    return said


def _versions(sent: OpinionQuerySet) -> list[VersionPage]:
    """Those that were spoken about, the newest first."""
    spoken_about = sent.order_by().values("round__version")
    versions = VersionPage.objects.filter(pk__in=spoken_about)
    return list(versions.order_by("-number", "-pk")[:MOST_VERSIONS])


def _at_same_place(sent: OpinionQuerySet, old: VersionPage, place: Provision) -> list[Opinion]:
    """On what has become this provision, on what holds it, and on what stands below it."""
    changes = compare_versions(old, place.version).comparison.changes
    became = {item.eid: [one.eid for one in change.new] for change in changes
              for item in change.old}  # fmt: skip
    return [
        opinion
        for opinion in _shown(sent)
        if opinion.provision is not None
        and any(_is_near(eid, place.eid) for eid in became.get(opinion.provision.eid, ()))
    ]


def _is_near(eid: str, other: str) -> bool:
    return eid == other or eid.startswith(f"{other}__") or other.startswith(f"{eid}__")


def _on_same_articles(sent: OpinionQuerySet, place: Provision) -> list[Opinion]:
    wanted = _amended_by(place.version).get(place.eid)
    if not wanted:
        return []
    found = []
    for other in _versions(sent):
        amended = _amended_by(other)
        found += [
            opinion
            for opinion in _shown(sent.filter(round__version=other))
            if opinion.provision is not None
            and wanted & amended.get(opinion.provision.eid, frozenset())
        ]
    return found


def _amended_by(version: VersionPage) -> dict[str, frozenset[AmendedArticle]]:
    return amended_articles(items_of(version), title=version.draft.title)


def _shown(sent: OpinionQuerySet) -> OpinionQuerySet:
    told = sent.with_subject().select_related("round__version", "round__draft")
    return told.defer("provision__section__body").order_by("-approved_at", "pk")


def _read_rows(said: list[EarlierOpinion], user: rules.AnyUser) -> None:
    """What was decided and answered, once the person may know."""
    by_opinion = {one.opinion.pk: one for one in said}
    if not by_opinion:
        return
    known = Row.objects.visible_to(user).filter(round__state__in=rules.OUR_LETTER_IS_OUT)
    sources = RowSource.objects.filter(
        opinion__in=by_opinion, row__in=known.order_by().values("pk")
    )
    for source in sources.select_related("row"):
        by_opinion[source.opinion_id].row = source.row
