"""Two versions side by side, of one draft law or of two, for whoever may read both."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consultation.comparing import changed_rows
from consultation.forms.comparison import (
    EVERYTHING,
    SIDE_BY_SIDE,
    ComparisonForm,
    OtherDraftsForm,
)
from consultation.models.compared import (
    comparable_versions,
    compare_versions,
    offered_versions,
    readable_versions,
)
from consultation.views.comparison_files import files_context
from consultation.views.comparison_page import comparison_context
from consultation.views.comparison_pair import address_of, readable_draft_at, readable_pair
from consultation.views.reading import refuse_reading


@require_safe
def choose_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The address of the form: leads to the two versions chosen, else to the last two.

    With `?tim=` it looks among the other drafts and the laws in force.
    """
    draft = readable_draft_at(request, slug)
    if draft is None:
        return refuse_reading(request)
    asks_others = "tim" in request.GET
    search = OtherDraftsForm(request.GET if asks_others else None)
    named = search.cleaned_data["tim"] if search.is_valid() else ""
    chosen = readable_versions(request.user).filter(uid__in=_uids(request))
    offers = offered_versions(request.user, draft, named=named, also=chosen)
    form = ComparisonForm(request.GET if "old" in request.GET else None, offers=offers)
    if form.is_valid():
        return redirect(address_of(*form.pair, form.query))
    versions = comparable_versions(draft)
    if len(versions) > 1 and not form.is_bound and not asks_others:
        return redirect(address_of(versions[-2], versions[-1], {}))
    context = {
        "draft": draft,
        "form": form,
        "search": search,
        "offers": offers,
        "lacks_law": not any(version.in_force for version in versions),
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/comparison_choice.html", context, status=status)


@require_safe
def show_comparison(request: HttpRequest, slug: str, old: UUID, new: UUID) -> HttpResponse:
    pair = readable_pair(request, slug, old, new)
    if pair is None:
        return refuse_reading(request)
    offers = offered_versions(request.user, pair.draft, also=[pair.old, pair.new])
    form = ComparisonForm({**request.GET.dict(), "old": str(old), "new": str(new)}, offers=offers)
    if not form.is_valid():
        raise Http404
    compared = compare_versions(pair.old, pair.new)
    context = {
        "draft": pair.draft,
        "old": pair.old,
        "new": pair.new,
        "old_name": pair.old_name,
        "form": form,
        "side_by_side": form.cleaned_data["cach"] == SIDE_BY_SIDE,
        "lacks_law": not any(not one.other_draft and one.version.in_force for one in offers),
        **files_context(pair.old, pair.new, len(changed_rows(compared))),
        **comparison_context(
            compared,
            pair.old,
            pair.new,
            everything=form.cleaned_data["hien"] == EVERYTHING,
            division=request.GET.get("chuong", ""),
            page=request.GET.get("page"),
            query=form.query,
        ),
    }
    return render(request, "consultation/comparison.html", context)


def _uids(request: HttpRequest) -> list[UUID]:
    """Those the form names, as far as they are any."""
    found = []
    for name in ("old", "new"):
        try:
            found.append(UUID(request.GET.get(name, "")))
        except ValueError:
            continue
    return found
