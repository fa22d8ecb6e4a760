"""An outline becomes a draft law with a published version: all of it, or nothing."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms import clock
from cms.importing import read_safely
from cms.models import (
    Agency,
    DocumentType,
    DraftImport,
    DraftIndexPage,
    DraftPage,
    User,
    VersionPage,
)
from cms.publishing import publish_outline
from cms.signals import cms_act_recorded
from cms.structure.address import slug
from cms.structure.outline import Outline


@dataclass(frozen=True)
class SourceFile:
    """The file as it came: its name and its bytes, kept as they are."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@transaction.atomic
def import_draft(
    index: DraftIndexPage,
    outline: Outline,
    source: SourceFile,
    *,
    by: User,
    drafting_agency: Agency,
    title: str = "",
    document_type: str = "",
    field: str = "",
    summary: str = "",
) -> VersionPage:
    """Make the dossier of a new draft law and publish its first version.

    What is not given is taken from the file's own head.
    """
    if not index.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    title = title or outline.title or source.name
    draft = DraftPage(
        title=title,
        slug=_free_slug(index, title),
        document_type=document_type or _known_type(outline.document_type),
        drafting_agency=drafting_agency,
        field=field,
        summary=summary,
        owner=by,
        first_published_at=clock.now(),
    )
    index.add_child(instance=draft)
    draft.save_revision(user=by).publish(user=by)
    return import_version(draft, outline, source, by=by)


@transaction.atomic
def import_version(
    draft: DraftPage, outline: Outline, source: SourceFile, *, by: User
) -> VersionPage:
    """Publish the next version of a draft law from a file."""
    if not draft.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    number = 1 + VersionPage.objects.child_of(draft).filter(in_force=False).count()
    version = VersionPage(
        title=f"Dự thảo lần {number}",
        slug=f"lan-{number}",
        number=number,
        owner=by,
        first_published_at=clock.now(),
        source_name=source.name,
        source_sha256=source.sha256,
    )
    version.source_file.save(
        f"{version.uid}{Path(source.name).suffix.lower()}", ContentFile(source.content), save=False
    )
    draft.add_child(instance=version)
    version.save_revision(user=by).publish(user=by)
    pages = publish_outline(version, outline, by=by)
    cms_act_recorded.send(
        VersionPage,
        action="version.imported",
        target=version,
        by=by,
        details={
            "file_sha256": source.sha256,
            "sections": len(pages),
            "warnings": len(outline.warnings),
            **outline.counts,
        },
    )
    return version


def keep_import(upload: "UploadedFile[Any]", *, by: User, tracked_changes: str = "ask") -> DraftImport:
    """Read an uploaded file in the sandbox and keep it, until somebody confirms what was read.

    Raises:
        ImportRefused: it is not a law, broken or hostile; nothing is kept.
    """
    if not may_import(by):
        raise PermissionDenied
    content = upload.read()
    with NamedTemporaryFile(suffix=Path(upload.name or "").suffix.lower()) as file:
        file.write(content)
        file.flush()
        outline = read_safely(Path(file.name), tracked_changes=cast("Any", tracked_changes))
    kept = DraftImport(
        by=by,
        file_name=Path(upload.name or "").name[:255],
        outline=json.loads(outline.as_json()),
        created_at=clock.now(),
    )
    kept.file.save(f"{kept.uid}{Path(kept.file_name).suffix.lower()}", ContentFile(content))
    return kept


@transaction.atomic
def confirm_import(
    kept: DraftImport, *, by: User, draft: DraftPage | None = None, **values: Any
) -> VersionPage:
    """Publish what was read, as a new draft law or the next version of `draft`; once."""
    if not may_import(by):
        raise PermissionDenied
    kept = DraftImport.objects.select_for_update().get(pk=kept.pk)
    if kept.version is not None:
        return kept.version
    outline = outline_of(kept)
    with kept.file.open() as file:
        source = SourceFile(kept.file_name, file.read())
    if draft is not None:
        version = import_version(draft, outline, source, by=by)
    else:
        version = import_draft(DraftIndexPage.objects.get(), outline, source, by=by, **values)
    DraftImport.objects.filter(pk=kept.pk).update(version=version)
    return version


def outline_of(kept: DraftImport) -> Outline:
    return Outline.from_json(json.dumps(kept.outline))


def may_import(user: User) -> bool:
    """Whoever may add drafts in the admin."""
    index = DraftIndexPage.objects.first()
    return index is not None and bool(index.permissions_for_user(user).can_add_subpage())


def _free_slug(index: DraftIndexPage, title: str) -> str:
    """A slug nobody has: the title's, else with a number behind it."""
    wanted = slug(title)[:80].strip("-") or "du-thao"
    taken = set(index.get_children().values_list("slug", flat=True))
    number = 1
    free = wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _known_type(name: str) -> str:
    return name if name in DocumentType.values else DocumentType.OTHER
