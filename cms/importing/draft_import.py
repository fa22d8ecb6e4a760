"""An outline becomes a draft law with a version, published or waiting: all of it, or nothing."""

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms import clock
from cms.importing.keeping import may_import, outline_of
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
    """The file as it came, its name and its bytes kept as they are; and how it was read:
    with its tracked changes accepted or rejected, with how many corrections by a person."""

    name: str
    content: bytes
    tracked_changes: str = ""
    edits: int = 0

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
    publish: bool = True,
) -> VersionPage:
    """Make the dossier of a new draft law with its first version.

    What is not given is taken from the file's own head. Unless it is to be published, all its
    pages wait in the admin.
    """
    if not index.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    title = title or outline.title or source.name
    draft = DraftPage(
        title=title,
        slug=_free_slug(index, title),
        document_type=document_type or document_type_of(outline),
        drafting_agency=drafting_agency,
        field=field,
        summary=summary,
        owner=by,
    )
    _add(index, draft, by=by, publish=publish)
    return import_version(draft, outline, source, by=by, publish=publish)


@transaction.atomic(savepoint=False)
def import_version(
    draft: DraftPage,
    outline: Outline,
    source: SourceFile,
    *,
    by: User,
    publish: bool = True,
    in_force: bool = False,
) -> VersionPage:
    """Make the next version of a draft law from a file, or the law in force beside it.

    A hidden draft law becomes public with what is published below it: else nobody could read it.
    """
    if not draft.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    if publish and not draft.live:
        (draft.get_latest_revision() or draft.save_revision(user=by)).publish(user=by)
        draft.refresh_from_db()
    version = _unsaved_version(draft, source, by=by, in_force=in_force)
    version.source_file.save(
        f"{version.uid}{Path(source.name).suffix.lower()}", ContentFile(source.content), save=False
    )
    _add(draft, version, by=by, publish=publish)
    pages = publish_outline(version, outline, by=by, live=publish)
    cms_act_recorded.send(
        VersionPage,
        action="version.imported",
        target=version,
        by=by,
        details={
            "file_sha256": source.sha256,
            "sections": len(pages),
            "warnings": len(outline.warnings),
            "published": publish,
            **outline.counts,
            "tracked_changes": source.tracked_changes,
            "edits": source.edits,
        },
    )
    return version


@transaction.atomic
def confirm_import(
    kept: DraftImport,
    *,
    by: User,
    draft: DraftPage | None = None,
    publish: bool = True,
    in_force: bool = False,
    **values: Any,
) -> VersionPage:
    """Make pages of what was read, as a new draft law or the next version of `draft`; once."""
    if not may_import(by):
        raise PermissionDenied
    kept = DraftImport.objects.select_for_update().get(pk=kept.pk)
    if kept.version is not None:
        return kept.version
    if kept.outline is None:
        raise PermissionDenied
    outline = outline_of(kept)
    with kept.file.open() as file:
        source = SourceFile(kept.file_name, file.read(), kept.tracked_changes, len(kept.edits))
    if draft is not None:
        version = import_version(draft, outline, source, by=by, publish=publish, in_force=in_force)
    else:
        index = DraftIndexPage.objects.get()
        version = import_draft(index, outline, source, by=by, publish=publish, **values)
    DraftImport.objects.filter(pk=kept.pk).update(version=version)
    return version


def document_type_of(outline: Outline) -> str:
    """The type that the file's head names; a code is a law that calls itself one."""
    if outline.document_type == "law" and outline.title.casefold().startswith("bộ luật"):
        return DocumentType.CODE
    known = outline.document_type in DocumentType.values
    return outline.document_type if known else DocumentType.OTHER


def _add(parent: Page, page: Page, *, by: User, publish: bool) -> None:
    """Below `parent`, published at once or waiting in the admin."""
    page.live = publish
    if publish:
        page.first_published_at = clock.now()
    # Publishing writes the page once more: what it refers to is noted then.
    with disable_reference_index_auto_update() if publish else nullcontext():
        parent.add_child(instance=page)
    revision = page.save_revision(user=by, clean=False)
    if publish:
        revision.publish(user=by)


def _unsaved_version(
    draft: DraftPage, source: SourceFile, *, by: User, in_force: bool
) -> VersionPage:
    number = 1 + VersionPage.objects.child_of(draft).filter(in_force=False).count()
    return VersionPage(
        title="Văn bản hiện hành" if in_force else f"Dự thảo lần {number}",
        slug=_free_slug(draft, "hien-hanh" if in_force else f"lan-{number}"),
        number=number,
        in_force=in_force,
        owner=by,
        source_name=source.name,
        source_sha256=source.sha256,
    )


def _free_slug(parent: Page, title: str) -> str:
    """A slug nobody has: the title's, else with a number behind it."""
    wanted = slug(title)[:80].strip("-") or "du-thao"
    taken = set(parent.get_children().values_list("slug", flat=True))
    number = 1
    free = wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
