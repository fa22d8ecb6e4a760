"""Files, each through the rules: of editions, of a draft's dossier, a version's original."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from cms.models import DossierFile, DraftPage, VersionPage
from consultation import rules
from consultation.models import Attachment, EditionFile
from consultation.models.stored import StoredFile
from consultation.views.signing_in import SignedRequest, signed_in

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
SHOWN = ".pdf"
# What was uploaded runs nothing; the browser's own viewer of PDF files needs a little.
SEALED = "default-src 'none'; sandbox"
VIEWED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


def download_edition_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    files = EditionFile.objects.visible_to(request.user).newest_first()
    file = get_object_or_404(files, uid=uid)
    return send(request, file.file, file.download_name)


def download_source(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A version's original file; an internal draft's for whom its rounds ask, and who leads."""
    version = get_object_or_404(VersionPage.objects.live().exclude(source_file=""), uid=uid)
    readable = DraftPage.objects.live().public().filter(rules.visible_drafts(request.user))
    get_object_or_404(readable.ancestor_of(version).distinct())
    return send(request, version.source_file, version.source_name)


def download_dossier_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A file of a draft's dossier, for whoever may read the draft."""
    file = get_object_or_404(DossierFile.objects.standing(), uid=uid)
    readable = DraftPage.objects.live().public().filter(rules.visible_drafts(request.user))
    get_object_or_404(readable.filter(pk=file.draft_id).distinct())
    return send(request, file.file, file.file_name)


@signed_in
def download_attachment(request: SignedRequest, uid: UUID) -> HttpResponseBase:
    """A file that came with an opinion."""
    files = Attachment.objects.visible_to(request.user).standing()
    return send_stored(request, get_object_or_404(files, uid=uid))


def send_stored(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A kept upload, once the view has asked whether it may be read."""
    return send(request, stored.file, stored.name)


def send(request: HttpRequest, file: Any, name: str) -> HttpResponseBase:
    """As an attachment under its own name; a PDF is shown in place when `?xem` asks for it."""
    suffix = Path(name).suffix.lower()
    shown = suffix == SHOWN and "xem" in request.GET
    response = FileResponse(
        file.open("rb"),
        as_attachment=not shown,
        filename=name,
        content_type=TYPES.get(suffix, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = VIEWED if shown else SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
