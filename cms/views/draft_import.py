"""Importing a draft law in the admin: upload, look at what was read and correct it, confirm."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.forms.draft_import import ChangesForm, DraftForm, UploadForm, known_of
from cms.forms.line_edit import WHY, LineForm
from cms.importing import ImportRefused
from cms.importing.draft_import import confirm_import
from cms.importing.edits import EditRefused
from cms.importing.expiry import KEPT_DAYS
from cms.importing.keeping import (
    decide_changes,
    discard_import,
    edit_import,
    keep_import,
    lines_of,
    may_import,
    outline_of,
    read_import,
    undo_edit,
)
from cms.models import DraftImport, User, VersionPage
from cms.views.review_page import differing_places, review_context, told_of


class EditorRequest(HttpRequest):
    """A request that `require_admin_access` let in."""

    user: User


@require_admin_access
@require_http_methods(["GET", "POST"])
def upload_draft(request: EditorRequest) -> HttpResponse:
    if not may_import(request.user):
        raise PermissionDenied
    _note_way_back(request)
    given = {"draft": request.GET.get("du-thao")}
    form = UploadForm(request.POST or None, request.FILES or None, initial=given)
    if request.method == "POST" and form.is_valid():
        file, draft = form.cleaned_data["file"], form.cleaned_data["draft"]
        try:
            kept = keep_import(file, by=request.user, draft=draft)
            return redirect("review_draft_import", kept.uid)
        except ImportRefused as refusal:
            form.add_error("file", refusal.message)
    status = 422 if form.is_bound else 200
    waiting = DraftImport.objects.waiting_for(request.user)
    context = {"form": form, "waiting": waiting, "kept_days": KEPT_DAYS}
    return render(request, "cms/admin/upload_draft.html", context, status=status)


@require_admin_access
@require_http_methods(["GET", "POST"])
def review_draft_import(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    """Counts, oddities, the tree beside the text; on confirmation pages are made of all of it."""
    kept = _kept(request, uid)
    if kept.was_cut_off:
        return render(request, "cms/admin/read_again.html", {"kept": kept})
    if kept.outline is None:
        return _ask(request, kept, ChangesForm())
    initial = known_of(kept, outline_of(kept))
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = confirm_import(kept, by=request.user, **form.content())
        messages.success(request, told_of(kept, version))
        return redirect(_after(request, version))
    status = 422 if form.is_bound else 200
    return _review(request, kept, form, opened=request.GET.get("dong", ""), status=status)


@require_admin_access
@require_POST
def read_draft_again(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    """A file whose reading was cut off, by a restart say; it was kept."""
    kept = _kept(request, uid)
    if not kept.was_cut_off:
        return redirect("review_draft_import", kept.uid)
    try:
        read_import(kept, by=request.user)
    except ImportRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("upload_draft")
    return redirect("review_draft_import", kept.uid)


@require_admin_access
@require_POST
def answer_changes(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    """How the tracked changes are meant; the kept file is read again."""
    kept = _kept(request, uid)
    form = ChangesForm(request.POST)
    if not form.is_valid():
        return _ask(request, kept, form)
    try:
        decide_changes(kept, by=request.user, tracked_changes=form.cleaned_data["tracked_changes"])
    except ImportRefused as refusal:
        form.add_error("tracked_changes", refusal.message)
        return _ask(request, kept, form)
    return redirect("review_draft_import", kept.uid)


@require_admin_access
@require_POST
def correct_line(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    """The level of a line, its parting, or its joining with the next one."""
    kept = _kept(request, uid)
    if kept.version_id:
        return _made_already(request, kept)
    form = LineForm(request.POST)
    if form.is_valid():
        try:
            edit = form.edit(lines_of(kept))
            edit_import(kept, by=request.user, edit=edit)
            return redirect(_at_line(kept, edit.key))
        except EditRefused as refusal:
            form.add_error(None, WHY[refusal.reason])
    known = DraftForm(initial=known_of(kept, outline_of(kept)))
    return _review(
        request, kept, known, opened=form.data.get("key", ""), line_form=form, status=422
    )


@require_admin_access
@require_POST
def undo_correction(request: EditorRequest, uid: uuid.UUID, number: int) -> HttpResponse:
    kept = _kept(request, uid)
    if kept.version_id:
        return _made_already(request, kept)
    try:
        undo_edit(kept, by=request.user, number=number)
    except EditRefused as refusal:
        messages.error(request, WHY[refusal.reason])
    return redirect("review_draft_import", kept.uid)


@require_admin_access
@require_POST
def discard_draft_import(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    kept = _kept(request, uid)
    if kept.version_id:
        return _made_already(request, kept)
    discard_import(kept, by=request.user)
    messages.success(request, _("The uploaded file is thrown away; nothing was published."))
    return redirect("upload_draft")


def _made_already(request: EditorRequest, kept: DraftImport) -> HttpResponse:
    """Confirmed meanwhile, in another tab: nothing of it is changed or thrown away any more."""
    messages.warning(
        request,
        _("Pages were made of this file already; what is changed here changes nothing there."),
    )
    return redirect("review_draft_import", kept.uid)


def _note_way_back(request: EditorRequest) -> None:
    """The address of this site that the import was begun at, to go back to; begun anew, none."""
    began_at = request.GET.get("ve", "")
    if request.method == "GET":
        request.session.pop("import_began_at", None)
    if began_at and url_has_allowed_host_and_scheme(began_at, allowed_hosts=None):
        request.session["import_began_at"] = began_at


def _after(request: EditorRequest, version: VersionPage) -> str:
    """Where the editor came from; else the law itself, or where its pages wait."""
    if began_at := request.session.get("import_began_at"):
        return str(began_at)
    if version.live:
        return version.get_url(request) or version.draft.get_url(request) or "/"
    return reverse("wagtailadmin_explore", args=[version.pk])


def _kept(request: EditorRequest, uid: uuid.UUID) -> DraftImport:
    return get_object_or_404(
        DraftImport.objects.select_related("draft", "version"), uid=uid, by=request.user
    )


def _ask(request: EditorRequest, kept: DraftImport, form: ChangesForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "kept": kept, "places": differing_places(kept)}
    return render(request, "cms/admin/ask_changes.html", context, status=status)


def _review(
    request: EditorRequest,
    kept: DraftImport,
    form: DraftForm,
    *,
    opened: str = "",
    line_form: LineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, **review_context(kept, opened=opened, form=line_form)}
    return render(request, "cms/admin/review_draft.html", context, status=status)


def _at_line(kept: DraftImport, key: str) -> str:
    """The review, scrolled to the line that was corrected."""
    source = kept.lines[int(key.split(".")[0])]["source"]
    return f"{reverse('review_draft_import', args=[kept.uid])}#p-{source}"
