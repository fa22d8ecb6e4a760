"""Agencies as a workbook, in the admin: taken away, filled in, shown before it is taken over."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.forms.agencies import BookForm, TakeOverForm, signed_rows
from cms.importing import CONTENT_TYPES, ImportRefused
from cms.importing.agency_book import (
    AgencyRow,
    BookRefused,
    Plan,
    PlanChangedError,
    Trouble,
    may_import_agencies,
    plan_import,
    read_book,
    starter_rows,
    take_over,
    write_agencies,
    write_rows,
)
from cms.models import Agency
from cms.views.draft_import import EditorRequest

# More troubles than this are a wrong file, not a wrong cell.
TROUBLES_SHOWN = 100


@require_admin_access
@require_safe
def export_agencies(request: EditorRequest) -> HttpResponse:
    _check(request)
    agencies = Agency.objects.select_related("parent").in_protocol_order()
    return _workbook(write_agencies(agencies), "co-quan.xlsx")


@require_admin_access
@require_safe
def first_agencies(request: EditorRequest) -> HttpResponse:
    """A first set to be edited, for the province that is named, or the sample's."""
    _check(request)
    rows = starter_rows(request.GET.get("tinh", "")[:80])
    return _workbook(write_rows(rows), "co-quan-mau.xlsx")


@require_admin_access
@require_http_methods(["GET", "HEAD", "POST"])
def import_agencies(request: EditorRequest) -> HttpResponse:
    """Choose a file; see what it would change; say yes. Nothing is kept in between."""
    _check(request)
    if "rows" in request.POST:
        return _take_over(request)
    form = BookForm(request.POST or None, request.FILES or None)
    troubles: list[Trouble] = []
    if request.method == "POST" and form.is_valid():
        try:
            rows = _read(form.cleaned_data["file"])
            return _preview(request, rows, plan_import(rows))
        except ImportRefused as refusal:
            form.add_error("file", refusal.message)
        except BookRefused as refusal:
            troubles = refusal.troubles
    status = 422 if form.errors or troubles else 200
    context = {
        "form": form,
        "troubles": troubles[:TROUBLES_SHOWN],
        "more": max(0, len(troubles) - TROUBLES_SHOWN),
        "count": len(troubles),
    }
    return render(request, "cms/admin/import_agencies.html", context, status=status)


def _take_over(request: EditorRequest) -> HttpResponse:
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This preview is too old: choose the file again."))
        return redirect("import_agencies")
    rows, fingerprint, also_missing = (
        form.cleaned_data[name] for name in ("rows", "fingerprint", "deactivate_missing")
    )
    try:
        plan = take_over(
            rows, by=request.user, fingerprint=fingerprint, deactivate_missing=also_missing
        )
    except PlanChangedError as changed:
        messages.warning(request, _("Agencies were changed meanwhile: look at it once more."))
        return _preview(request, rows, changed.plan, status=409)
    except BookRefused as refusal:
        messages.error(request, "; ".join(map(str, refusal.troubles[:TROUBLES_SHOWN])))
        return redirect("import_agencies")
    written = len(plan.new) + len(plan.changed) + len(plan.deactivated)
    written += len(plan.missing) if also_missing else 0
    said = ngettext("%(count)d agency is written.", "%(count)d agencies are written.", written)
    messages.success(request, said % {"count": written})
    return redirect("import_agencies")


def _preview(
    request: HttpRequest, rows: list[AgencyRow], plan: Plan, *, status: int = 200
) -> HttpResponse:
    given: dict[str, Any] = {"rows": signed_rows(rows), "fingerprint": plan.fingerprint}
    context = {"plan": plan, "form": TakeOverForm(initial=given)}
    return render(request, "cms/admin/preview_agencies.html", context, status=status)


def _read(upload: "UploadedFile[Any]") -> list[AgencyRow]:
    with NamedTemporaryFile(suffix=".xlsx") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        return read_book(Path(file.name))


def _check(request: EditorRequest) -> None:
    if not may_import_agencies(request.user):
        raise PermissionDenied


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
