"""What everybody may read: what is open, the directory, the record of a round."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import pgettext

from consultation.forms.public import DirectoryForm
from consultation.models import Round
from consultation.models.directory import STANDINGS, counts_by, listed_drafts
from consultation.views.record import record_context

OPEN_SHOWN, ANSWERED_SHOWN = 12, 6
PAGE = 20


def front_page(request: HttpRequest) -> HttpResponse:
    rounds = Round.objects.visible_to(request.user).with_pages().with_counts()
    context = {
        "open_rounds": rounds.open_now()[:OPEN_SHOWN],
        "answered_rounds": rounds.lately_answered()[:ANSWERED_SHOWN],
    }
    return render(request, "consultation/front_page.html", context)


def directory(request: HttpRequest) -> HttpResponse:
    drafts = listed_drafts(request.user)
    form = DirectoryForm(
        request.GET,
        types=counts_by(drafts, "document_type"),
        fields=counts_by(drafts, "field"),
        years=counts_by(drafts, "year"),
    )
    narrowed = drafts.filter(**form.conditions())
    counts = counts_by(narrowed, "standing")
    if form.chosen:
        narrowed = narrowed.filter(standing=form.chosen)
    context = {
        "form": form,
        "page": Paginator(narrowed, PAGE).get_page(request.GET.get("page")),
        "standings": [_standing(key, counts, form) for key in ("", *STANDINGS)],
    }
    return render(request, "consultation/directory.html", context)


def show_round(request: HttpRequest, uid: UUID) -> HttpResponse:
    rounds = Round.objects.visible_to(request.user).with_pages().with_counts()
    round_ = get_object_or_404(rounds, uid=uid)
    return render(request, "consultation/round.html", record_context(request, round_))


def _standing(key: str, counts: dict[str, int], form: DirectoryForm) -> dict[str, Any]:
    """One of the tabs above the directory; the other filters are kept."""
    kept = {
        name: value for name, value in form.cleaned_data.items() if value and name != "standing"
    }
    address = urlencode({**kept, **({"standing": key} if key else {})})
    return {
        "label": STANDINGS[key] if key else pgettext("filter", "All"),
        "count": counts.get(key, 0) if key else sum(counts.values()),
        "url": f"?{address}",
        "current": form.chosen == key,
    }
