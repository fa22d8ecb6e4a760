"""Importing a draft law in the admin: upload, look at what was read, confirm."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.forms.draft_import import DraftForm, UploadForm
from cms.importing import ImportRefused
from cms.importing.draft_import import confirm_import, keep_import, may_import, outline_of
from cms.models import DocumentType, DraftImport, User


class EditorRequest(HttpRequest):
    """A request that `require_admin_access` let in."""

    user: User


@require_admin_access
@require_http_methods(["GET", "POST"])
def upload_draft(request: EditorRequest) -> HttpResponse:
    if not may_import(request.user):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_import(
                form.cleaned_data["file"],
                by=request.user,
                tracked_changes=form.cleaned_data["tracked_changes"],
            )
            return redirect("review_draft_import", kept.uid)
        except ImportRefused as refusal:
            form.add_error("file", refusal.message)
    status = 422 if form.is_bound else 200
    return render(request, "cms/admin/upload_draft.html", {"form": form}, status=status)


@require_admin_access
@require_http_methods(["GET", "POST"])
def review_draft_import(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    """Counts, oddities and the tree; on confirmation all of it is published, or nothing."""
    kept = get_object_or_404(DraftImport, uid=uid, by=request.user)
    outline = outline_of(kept)
    known = outline.document_type in DocumentType.values
    initial = {
        "title": outline.title,
        "document_type": outline.document_type if known else DocumentType.OTHER,
    }
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = confirm_import(kept, by=request.user, **form.cleaned_data)
        messages.success(request, _("“%(title)s” is published.") % {"title": version.draft.title})
        return redirect(version.get_url(request))
    context: dict[str, Any] = {"form": form, "outline": outline, "kept": kept}
    status = 422 if form.is_bound else 200
    return render(request, "cms/admin/review_draft.html", context, status=status)
