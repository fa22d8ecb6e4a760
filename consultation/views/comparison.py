"""Two versions of a draft law side by side, for whoever may read them; and as documents."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms import clock
from cms.models import DraftPage, VersionPage
from consultation import rules
from consultation.forms.comparison import EVERYTHING, SIDE_BY_SIDE, ComparisonForm
from consultation.models.compared import (
    KEPT_SECONDS,
    Compared,
    comparable_versions,
    compare_versions,
    state_of,
)
from consultation.rendering.comparison import ComparedDraft, comparison_rows, draw_comparison
from consultation.rendering.comparison_word import write_comparison
from consultation.views.comparison_page import changed_count, comparison_context
from consultation.views.files import SEALED, TYPES
from consultation.views.reading import refuse_reading

DRAWN = {"pdf": draw_comparison, "docx": write_comparison}
# Drawn while the reader waits: measured at 17 ms a row, which a Word file does not need.
MOST_ROWS_OF_PDF = 400


@require_safe
def choose_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The address of the form: leads to the two versions chosen, else to the last two."""
    draft = _readable_draft(request, slug)
    if draft is None:
        return refuse_reading(request)
    versions = comparable_versions(draft)
    form = ComparisonForm(request.GET if "old" in request.GET else None, versions=versions)
    if form.is_valid():
        way = [slug, form.cleaned_data["old"], form.cleaned_data["new"]]
        query = urlencode(form.query)
        return redirect(reverse("comparison", args=way) + (f"?{query}" if query else ""))
    if len(versions) > 1 and not form.is_bound:
        return redirect("comparison", slug, versions[-2].uid, versions[-1].uid)
    context = {"draft": draft, "versions": versions, "form": form}
    status = 422 if form.errors else 200
    return render(request, "consultation/comparison_choice.html", context, status=status)


@require_safe
def show_comparison(request: HttpRequest, slug: str, old: UUID, new: UUID) -> HttpResponse:
    draft = _readable_draft(request, slug)
    if draft is None:
        return refuse_reading(request)
    versions = comparable_versions(draft)
    before, after = _pick(versions, old), _pick(versions, new)
    given = {**request.GET.dict(), "old": str(old), "new": str(new)}
    form = ComparisonForm(given, versions=versions)
    if not form.is_valid():
        raise Http404
    compared = compare_versions(before, after)
    context = {
        "draft": draft,
        "old": before,
        "new": after,
        "form": form,
        "side_by_side": form.cleaned_data["cach"] == SIDE_BY_SIDE,
        "offers_pdf": changed_count(compared) <= MOST_ROWS_OF_PDF,
        **comparison_context(
            compared,
            before,
            after,
            everything=form.cleaned_data["hien"] == EVERYTHING,
            division=request.GET.get("chuong", ""),
            page=request.GET.get("page"),
            query=form.query,
        ),
    }
    return render(request, "consultation/comparison.html", context)


@require_safe
def download_comparison(
    request: HttpRequest, slug: str, old: UUID, new: UUID, kind: str
) -> HttpResponse:
    draft = _readable_draft(request, slug)
    if draft is None:
        return refuse_reading(request)
    versions = comparable_versions(draft)
    before, after = _pick(versions, old), _pick(versions, new)
    compared = compare_versions(before, after)
    if kind not in DRAWN or (kind == "pdf" and changed_count(compared) > MOST_ROWS_OF_PDF):
        raise Http404
    response = HttpResponse(
        _drawn(draft, before, after, compared, kind), content_type=TYPES[f".{kind}"]
    )
    response["Content-Disposition"] = f'attachment; filename="ban-so-sanh-{draft.slug}.{kind}"'
    response["Content-Security-Policy"] = SEALED
    response["Cache-Control"] = "private, no-cache"
    return response


def _drawn(
    draft: DraftPage, old: VersionPage, new: VersionPage, compared: Compared, kind: str
) -> bytes:
    """Kept as long as neither version changes: many people ask for the same file."""
    key = f"comparison-file:{kind}:{state_of(old, new)}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        about = ComparedDraft(draft.title, old.title, new.title, clock.now())
        kept = DRAWN[kind](about, comparison_rows(compared.comparison))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _readable_draft(request: HttpRequest, slug: str) -> DraftPage | None:
    """The dossier at the address, if the person may read it.

    Raises:
        Http404: there is none that is published.
    """
    drafts = DraftPage.objects.live().public().select_related("drafting_agency")
    draft = get_object_or_404(drafts, slug=slug)
    may_read = DraftPage.objects.filter(rules.visible_drafts(request.user), pk=draft.pk).exists()
    return draft if may_read else None


def _pick(versions: list[VersionPage], uid: UUID) -> Any:
    found = next((version for version in versions if version.uid == uid), None)
    if found is None:
        raise Http404
    return found
