"""The other files of a draft law's dossier: put in, taken out."""

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms import clock
from cms.importing.confined import read_words_safely
from cms.importing.refusal import ImportRefused
from cms.models import DossierFile, DossierWords, DraftPage, User
from cms.signals import cms_act_recorded, dossier_words_recorded


def add_dossier_file(
    draft: DraftPage, *, by: User, upload: "UploadedFile[Any]", title: str, kind: str
) -> DossierFile:
    if not draft.permissions_for_user(by).can_edit():
        raise PermissionDenied
    content = upload.read()
    name = Path(upload.name or "").name[:255]
    added = DossierFile(
        draft=draft,
        title=title or Path(name).stem,
        kind=kind,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        added_by=by,
        added_at=clock.now(),
    )
    # Reading may take seconds: nobody waits for the database meanwhile.
    words = _words_of(content, name)
    with transaction.atomic():
        added.file.save(f"{added.uid}{Path(name).suffix.lower()}", ContentFile(content))
        DossierWords.objects.create(file=added, words=words)
        _tell("dossier.file_added", added, by)
    return added


@transaction.atomic
def remove_dossier_file(file: DossierFile, *, by: User) -> None:
    """No longer shown; row and bytes stay. A second removal changes nothing."""
    if not file.draft.permissions_for_user(by).can_edit():
        raise PermissionDenied
    standing = DossierFile.objects.filter(pk=file.pk, removed_at=None)
    if standing.update(removed_at=clock.now(), removed_by=by):
        _tell("dossier.file_removed", file, by)


def read_missing_words() -> tuple[int, int]:
    """Read the files that were put in before their words were kept: how many, and how many of them
    say something. A file that is not in the store any more counts as one without words.

    Each by itself: cut off anywhere, the next call goes on.
    """
    read = telling = 0
    unread = DossierFile.objects.standing().filter(readable=None).order_by("pk")
    for file in list(unread):
        words = _words_of(_content_of(file), file.file_name)
        with transaction.atomic():
            _kept, is_new = DossierWords.objects.get_or_create(file=file, defaults={"words": words})
            if is_new:
                dossier_words_recorded.send(DossierFile, files=[file.pk])
        read, telling = read + 1, telling + bool(words)
    return read, telling


def _content_of(file: DossierFile) -> bytes:
    try:
        with file.file.open("rb") as content:
            return bytes(content.read())
    except OSError:
        return b""


def _words_of(content: bytes, name: str) -> str:
    """A file that cannot be read, such as a scan or a picture, is found by its title alone."""
    try:
        with NamedTemporaryFile(suffix=Path(name).suffix.lower()) as file:
            file.write(content)
            file.flush()
            return read_words_safely(Path(file.name))
    except ImportRefused:
        return ""


def _tell(action: str, file: DossierFile, by: User) -> None:
    cms_act_recorded.send(
        DossierFile,
        action=action,
        target=file,
        by=by,
        details={
            "draft": str(file.draft.uid),
            "kind": file.kind,
            "title": file.title,
            "file_sha256": file.sha256,
        },
    )
