"""Reading a law: what its pages get besides their text, and the margin by itself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cms.models import DraftPage, Provision, SectionPage, VersionPage
from consultation import rules
from consultation.inviting import note_opening
from consultation.models import Erratum, Invitation, Round
from consultation.models.law_facts import LawPlace, VisitorPage
from consultation.templatetags.contents import Entry, contents_of
from consultation.views.margin import (
    Margin,
    open_margin,
    resting_margin,
    rounds_of,
    seats_in,
)
from consultation.views.margin_questions import questions_in
from consultation.views.place import WHOLE, Place, files_of

LawPage = DraftPage | VersionPage | SectionPage


def readable_draft(request: HttpRequest, page: LawPage) -> DraftPage | None:
    """The draft a page belongs to, if the person may read it.

    With it, whether a round on the page's version `takes_words`, `has_outcome` or `asks_public`:
    most have not all, and what is not there need not be asked for.
    """
    drafts = DraftPage.objects.ancestor_of(page, inclusive=True).filter(
        rules.visible_drafts(request.user)
    )
    rounds = Round.objects.filter(
        version=page.version_id if isinstance(page, SectionPage) else page.pk
    )
    drafts = drafts.annotate(
        takes_words=Exists(rounds.filter(state__in=sorted(rules.TAKES_OPINIONS))),
        has_outcome=Exists(rounds.filter(state__in=rules.OUR_LETTER_IS_OUT)),
        asks_public=Exists(rounds.filter(rules.public_rounds_now())),
    )
    return drafts.select_related("drafting_agency").first()


def refuse_reading(request: HttpRequest) -> HttpResponse:
    """Visitors may be people who were asked; others need not know that it exists."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def tell_visitor_page(
    request: HttpRequest, page: VersionPage | SectionPage, *, whole: bool = False
) -> None:
    """Note for the door that all visitors get this same page, and what it depends on."""
    version = page.version if isinstance(page, SectionPage) else page
    draft: DraftPage | None = getattr(request, "draft", None)
    if request.user.is_authenticated or draft is None or shows_more_than_text(page):
        return
    place = LawPlace(version.pk, draft.pk, version.path, counted=not whole)
    address = f"{page.get_url(request)}{'toan-van/' if whole else ''}"
    request.visitor_page = VisitorPage(place, address)  # type: ignore[attr-defined]


def shows_more_than_text(page: VersionPage | SectionPage) -> bool:
    """Pictures and notes change with what they show and point at, which is not asked after."""
    body = page.body if isinstance(page, SectionPage) else ()
    return any(block.block_type not in ("law", "table") for block in body)


def reading_context(request: HttpRequest, page: VersionPage | SectionPage) -> dict[str, Any]:
    """What the page of a version or a section shows around its text."""
    section = page if isinstance(page, SectionPage) else None
    version = section.version if section else page
    draft = getattr(request, "draft", None)
    seats = seats_in(version, request.user) if draft and draft.takes_words else []
    toc = contents_of(version, request, current=section, rounds=rounds_of(seats))
    _note_opening(request, seats)
    provisions, errata = provisions_and_errata(section) if section else ([], [])
    place = _asked_place(request, version, section, provisions)
    margin = (
        open_margin(
            request, place, seats=seats, next_=toc.next, decided=bool(draft and draft.has_outcome)
        )
        if place
        else resting_margin(request, version, seats=seats)
    )
    return {
        "toc": toc,
        "margin": margin,
        "provisions": provisions,
        "errata": errata,
        "asked_here": questions_in(provisions, seats),
    }


def provisions_and_errata(section: SectionPage) -> tuple[list[Provision], list[Erratum]]:
    """What stands in a section, and what was changed in it, asked only if something was."""
    corrected = Exists(Erratum.objects.filter(provision=OuterRef("pk")))
    known = Provision.objects.filter(section=section).annotate(corrected=corrected)
    known = known.filter(Q(retired_at=None) | Q(corrected=True)).select_related("current_text")
    rows = list(known.order_by("current_text__position"))
    standing: list[Provision] = [row for row in rows if row.retired_at is None]
    if not any(row.corrected for row in rows):
        return standing, []
    return standing, list(Erratum.objects.of_section(section))


def _asked_place(
    request: HttpRequest,
    version: VersionPage,
    section: SectionPage | None,
    provisions: list[Provision],
) -> Place | None:
    """The provision of this page that `?tai=` names; on a version's page the draft or a file."""
    key = request.GET.get("tai", "")
    if section is None:
        return _of_whole_version(request, version, key)
    provision = next((item for item in provisions if item.eid == key), None)
    if provision is None:
        return None
    provision.section = section
    return Place(version, provision)


def _of_whole_version(request: HttpRequest, version: VersionPage, key: str) -> Place | None:
    if key in ("", WHOLE):
        return Place(version, None) if key else None
    file = files_of(version, request.user).at(key).first()
    return Place(version, None, file) if file else None


def _note_opening(request: HttpRequest, seats: list[Invitation]) -> None:
    if request.method == "GET" and request.user.is_authenticated:
        for seat in seats:
            if seat.first_opened_at is None:
                note_opening(seat.round, by=request.user)


@require_safe
def show_margin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The margin at a provision; without a script, the law with it open."""
    provision = get_object_or_404(
        Provision.objects.filter(retired_at=None).select_related("section__version"), uid=uid
    )
    return _show(request, Place(provision.section.version, provision), provision.section)


@require_safe
def show_draft_margin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The margin on the draft as a whole."""
    version = get_object_or_404(VersionPage.objects.live(), uid=uid)
    return _show(request, Place(version, None), version)


@require_safe
def show_file_margin(request: HttpRequest, uid: UUID, file: UUID) -> HttpResponse:
    """The margin on a file of the dossier, beside one version."""
    version = get_object_or_404(VersionPage.objects.live(), uid=uid)
    spoken_of = get_object_or_404(files_of(version, request.user), uid=file)
    return _show(request, Place(version, None, spoken_of), version)


def _show(request: HttpRequest, place: Place, page: VersionPage | SectionPage) -> HttpResponse:
    draft = readable_draft(request, page) if page.live else None
    if draft is None:
        raise Http404
    request.draft = draft  # type: ignore[attr-defined]
    if not getattr(request, "htmx", False):
        return redirect(place.url)
    margin = open_margin(
        request,
        place,
        seats=seats_in(place.version, request.user),
        next_=next_article(place),
    )
    return answer_margin(request, margin)


def answer_margin(
    request: HttpRequest, margin: Margin, *, status: int = 200, **context: Any
) -> HttpResponse:
    response = render(
        request, "consultation/_margin.html", {"margin": margin, **context}, status=status
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def next_article(place: Place) -> Entry | None:
    """The article after the one a place is in; one query."""
    if place.provision is None:
        return None
    section = place.provision.section
    after = place.version.sections().live().articles().filter(path__gt=section.path)
    row = after.values("pk", "eid", "level", "title", "path", "slug").first()
    if row is None:
        return None
    start = place.version.get_url() or ""
    return Entry(
        section_id=row["pk"],
        eid=row["eid"],
        level=row["level"],
        title=row["title"],
        path=row["path"],
        url=f"{start}{row['slug']}/",
    )
