"""An outline becomes a draft law with a published version: all of it, or nothing."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from cms.models import Agency, DocumentType, DraftIndexPage, DraftPage, User, VersionPage
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
        source_name=source.name,
        source_sha256=source.sha256,
    )
    version.source_file.save(f"{version.uid}.docx", ContentFile(source.content), save=False)
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
