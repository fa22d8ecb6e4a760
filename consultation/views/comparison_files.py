"""The comparison as PDF and Word file: sent, asked for, waited for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cms.models import VersionPage
from consultation.comparing import (
    AT_ONCE,
    MOST_ROWS,
    ComparisonRefused,
    changed_rows,
    is_drawn_at_once,
    kept_files,
    request_document,
    small_document,
)
from consultation.models import ComparisonKind
from consultation.models.compared import compare_versions
from consultation.views.comparison_pair import readable_pair
from consultation.views.files import SEALED, TYPES, send
from consultation.views.reading import refuse_reading


@require_safe
def download_comparison(
    request: HttpRequest, slug: str, old: UUID, new: UUID, kind: str
) -> HttpResponseBase:
    """The file; where it is not drawn yet, the page on which it is asked for."""
    pair = readable_pair(request, slug, old, new)
    if pair is None:
        return refuse_reading(request)
    asked, name = _kind_of(kind), f"ban-so-sanh-{pair.draft.slug}.{kind}"
    if is_drawn_at_once(compare_versions(pair.old, pair.new), asked):
        return _sent(small_document(pair.old, pair.new, asked), name)
    kept = kept_files(pair.old, pair.new).get(asked)
    if kept is None or kept.drawn_at is None:
        return redirect(f"{reverse('comparison', args=[slug, old, new])}#tep")
    return send(request, kept.file, name)


@require_safe
def show_files(request: HttpRequest, slug: str, old: UUID, new: UUID) -> HttpResponse:
    """How far the drawing is: the part of the page that asks for itself anew."""
    pair = readable_pair(request, slug, old, new)
    if pair is None:
        return refuse_reading(request)
    rows = len(changed_rows(compare_versions(pair.old, pair.new)))
    context = {"draft": pair.draft, "old": pair.old, "new": pair.new}
    context |= files_context(pair.old, pair.new, rows)
    return render(request, "consultation/_comparison_files.html", context)


@require_POST
def request_file(
    request: HttpRequest, slug: str, old: UUID, new: UUID, kind: str
) -> HttpResponseBase:
    pair = readable_pair(request, slug, old, new)
    if pair is None:
        return refuse_reading(request)
    asked = _kind_of(kind)
    try:
        request_document(pair.old, pair.new, by=request.user, kind=asked)
    except ComparisonRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('comparison', args=[slug, old, new])}#tep")


def files_context(old: VersionPage, new: VersionPage, rows: int) -> dict[str, Any]:
    """Each kind of file: to be had now, being drawn, to be asked for, or too large."""
    kept = kept_files(old, new)
    files = [
        {
            "kind": kind.value,
            "label": kind.label,
            "kept": kept.get(kind.value),
            "is_ready": rows <= AT_ONCE[kind] or _is_drawn(kept.get(kind.value)),
        }
        for kind in (ComparisonKind.WORD, ComparisonKind.PDF)
    ]
    waits = any(file["kept"] and not file["is_ready"] for file in files)
    return {"files": files, "waits": waits, "rows_changed": rows, "is_too_long": rows > MOST_ROWS}


def _kind_of(name: str) -> ComparisonKind:
    if name not in ComparisonKind.values:
        raise Http404
    return ComparisonKind(name)


def _is_drawn(file: Any) -> bool:
    return file is not None and file.drawn_at is not None


def _sent(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[name[name.rindex(".") :]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
