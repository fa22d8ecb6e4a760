"""What a visitor's page of a law shows, asked anew before a page that was drawn is shown again.

Two equal states mean equal pages. The questions are built once for each process: with that, all
of them cost less than drawing one clause.
"""

import hashlib
from functools import cache
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count, Max, QuerySet, Sum
from wagtail.models import Page, PageViewRestriction, Site

from cms import clock
from cms.models import DossierFile, SectionPage, VersionPage
from cms.models.drafts import HOME_DEPTH
from cms.models.versions import VERSION_DEPTH
from consultation.models.erratum import Erratum
from consultation.models.opinion import Opinion
from consultation.models.round import Round

Question = tuple[str, tuple[Any, ...]]


class LawPlace(NamedTuple):
    """Where in the tree a version stands. `path` is treebeard's, that of the version.

    `counted`: its page also shows how much is said at each provision.
    """

    version_id: int
    draft_id: int
    path: str
    counted: bool = True

    @property
    def way(self) -> list[str]:
        """The paths of the first page, the directory, the draft and the version."""
        depths = range(HOME_DEPTH, VERSION_DEPTH + 1)
        return [self.path[: depth * Page.steplen] for depth in depths]


# Stands in the questions for the place they will be asked about.
_ANY = LawPlace(-1, -2, "".join(f"<{depth:02}>"[: Page.steplen] for depth in range(VERSION_DEPTH)))


class VisitorPage(NamedTuple):
    """A page of a law as a visitor got it, and its only address."""

    place: LawPlace
    address: str


def state_for_visitors(place: LawPlace) -> str:
    """A sum over all that a visitor's page of this version shows today."""
    facts: list[Any] = [clock.today()]
    known = dict(zip(_marks(_ANY), _marks(place), strict=True))
    with connection.cursor() as cursor:
        for sql, marks in _questions(counted=place.counted):
            cursor.execute(sql, [known.get(mark, mark) for mark in marks])
            facts.append(cursor.fetchall())
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _marks(place: LawPlace) -> list[Any]:
    return [place.version_id, place.draft_id, *place.way, f"{place.way[-2]}%"]


@cache
def _questions(*, counted: bool) -> list[Question]:
    asked = [*_of_pages(_ANY), *_of_text(_ANY)]
    if counted:
        asked.append(_voices(_ANY))
    return [question.query.sql_with_params() for question in asked]


def _of_pages(place: LawPlace) -> list[QuerySet[Any, Any]]:
    """May it be read, and what is it called: pages on the way to it, versions, rounds, files."""
    page = ("pk", "live", "url_path", "title", "last_published_at")
    version = ("uid", "number", "in_force", "dated", "source_file")
    asked = ("version", "name", "state", "is_public", "opened_at", "deadline")
    public = ("takes_public", "public_deadline")
    return [
        Page.objects.filter(path__in=place.way).order_by("path").values_list(*page),
        VersionPage.objects.filter(path__startswith=place.way[-2], depth=VERSION_DEPTH)
        .order_by("pk")  # By path, SQLite would walk all pages.
        .values_list(*page, *version),
        Round.objects.filter(draft=place.draft_id)
        .order_by("pk")
        .values_list("pk", *asked, *public, "lead__name", "lead__short_name"),
        DossierFile.objects.filter(draft=place.draft_id)
        .standing()
        .values_list("pk", "title", "kind", "file_name", "size"),
        Site.objects.order_by("pk").values_list("pk", "hostname", "port", "root_page"),
        PageViewRestriction.objects.order_by("pk").values_list("pk", "page", "restriction_type"),
    ]


def _of_text(place: LawPlace) -> list[QuerySet[Any, Any]]:
    """No text changes but by publishing a section or hiding it, in one transaction with that."""
    sections = SectionPage.objects.filter(version=place.version_id, live=True).order_by()
    errata = Erratum.objects.filter(round__version=place.version_id).order_by()
    return [
        sections.values("version").annotate(
            published=Max("last_published_at"), revisions=Sum("live_revision"), n=Count("pk")
        ),
        errata.values("round__version").annotate(last=Max("pk"), n=Count("pk")),
    ]


def _voices(place: LawPlace) -> QuerySet[Any, Any]:
    said = Opinion.objects.filter(round__version=place.version_id).counted_for(AnonymousUser())
    places = said.order_by("provision", "dossier_file").values_list("provision", "dossier_file")
    return places.annotate(total=Count("pk", distinct=True))
