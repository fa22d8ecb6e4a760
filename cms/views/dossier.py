"""The other files of a draft law's dossier, in the admin."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.forms.dossier import DossierFileForm
from cms.importing.dossier import add_dossier_file, remove_dossier_file
from cms.models import DossierFile, DraftPage
from cms.views.draft_import import EditorRequest


@require_admin_access
@require_http_methods(["GET", "POST"])
def show_dossier(request: EditorRequest, pk: int) -> HttpResponse:
    """What is in the dossier; on POST, one more file."""
    draft = get_object_or_404(DraftPage, pk=pk)
    if not draft.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = DossierFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added = add_dossier_file(draft, by=request.user, **form.cleaned_data)
        messages.success(request, _("“%(title)s” is in the dossier.") % {"title": added.title})
        return redirect("dossier", draft.pk)
    status = 422 if form.is_bound else 200
    files = draft.dossier_files.standing().select_related("added_by")
    context = {"draft": draft, "form": form, "files": files}
    return render(request, "cms/admin/dossier.html", context, status=status)


@require_admin_access
@require_POST
def take_out(request: EditorRequest, uid: uuid.UUID) -> HttpResponse:
    file = get_object_or_404(DossierFile.objects.select_related("draft"), uid=uid)
    remove_dossier_file(file, by=request.user)
    messages.success(request, _("“%(title)s” is taken out.") % {"title": file.title})
    return redirect("dossier", file.draft.pk)
