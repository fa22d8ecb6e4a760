"""An upload between its reading and its confirmation: kept, asked about, corrected, thrown away."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms import clock
from cms.importing.both_ways import BothWays, both_ways
from cms.importing.confined import read_law_safely
from cms.importing.edits import (
    Edit,
    EditRefused,
    KeyedLine,
    applicable,
    apply_edits,
    edits_from_data,
)
from cms.importing.recipe import Reading, is_law
from cms.importing.refusal import ImportRefused
from cms.importing.word_text import TrackedChanges
from cms.models import DraftImport, DraftIndexPage, DraftPage, User
from cms.structure.outline import Line, Outline, build_outline
from cms.structure.tree import lines_as_data, lines_from_data


def may_import(user: User) -> bool:
    """Whoever may add drafts in the admin."""
    index = DraftIndexPage.objects.first()
    return index is not None and bool(index.permissions_for_user(user).can_add_subpage())


def keep_import(
    upload: "UploadedFile[Any]", *, by: User, draft: DraftPage | None = None
) -> DraftImport:
    """Keep an uploaded file and read it in the sandbox, until somebody confirms what was read.

    It is kept before it is read: where the reading is cut off, `read_import` begins it again.

    Raises:
        ImportRefused: it is not a law, broken or hostile; nothing is kept.
    """
    if not may_import(by):
        raise PermissionDenied
    kept = DraftImport(
        by=by,
        file_name=Path(upload.name or "").name[:255],
        draft=draft,
        created_at=clock.now(),
    )
    kept.file.save(f"{kept.uid}{Path(kept.file_name).suffix.lower()}", ContentFile(upload.read()))
    read_import(kept, by=by)
    return kept


def read_import(kept: DraftImport, *, by: User) -> None:
    """Read a kept file; one with tracked changes both ways, with the question how they are meant.

    Raises:
        ImportRefused: it is not a law, broken or hostile; it is kept no longer.
    """
    _check_owner(kept, by)
    with kept.file.open() as file:
        content = file.read()
    try:
        _fill(kept, _read(content, kept.file_name, "ask"))
    except ImportRefused as refusal:
        if refusal.code != "tracked_changes":
            discard_import(kept, by=by)
            raise
        kept.question = refusal.message
        kept.both_ways = _read_both_ways(content, kept.file_name)
    kept.save()


def decide_changes(kept: DraftImport, *, by: User, tracked_changes: TrackedChanges) -> None:
    """Read a kept file as its tracked changes are meant: accepted or rejected.

    Raises:
        ImportRefused: read this way it is no law.
    """
    _check_owner(kept, by)
    with kept.file.open() as file:
        reading = _read(file.read(), kept.file_name, tracked_changes)
    _fill(kept, reading)
    kept.question, kept.both_ways = "", None
    kept.tracked_changes, kept.edits = tracked_changes, []
    kept.save()


@transaction.atomic
def edit_import(kept: DraftImport, *, by: User, edit: Edit) -> None:
    """Correct how one line is divided, and make the outline anew.

    Raises:
        EditRefused: it does not apply, or nothing of a law would be left.
    """
    _change_edits(kept, by, lambda lines, edits: [*edits, edit])


@transaction.atomic
def undo_edit(kept: DraftImport, *, by: User, number: int) -> None:
    """Take the edit of that number (from 0) back, with those made on what it had made."""
    _change_edits(
        kept,
        by,
        lambda lines, edits: applicable(lines, [*edits[:number], *edits[number + 1 :]]),
    )


def discard_import(kept: DraftImport, *, by: User) -> None:
    """Throw away what was uploaded and never confirmed."""
    _check_owner(kept, by)
    file = kept.file
    with transaction.atomic():
        kept.delete()
        transaction.on_commit(lambda: file.storage.delete(file.name or ""))


def outline_of(kept: DraftImport) -> Outline:
    return Outline.from_json(json.dumps(kept.outline))


def lines_of(kept: DraftImport) -> list[KeyedLine]:
    """The lines as they stand after a person's edits."""
    return apply_edits(lines_from_data(kept.lines), edits_from_data(kept.edits))


def _change_edits(
    kept: DraftImport, by: User, change: Callable[[Sequence[Line], list[Edit]], list[Edit]]
) -> None:
    _check_owner(kept, by)
    kept = DraftImport.objects.select_for_update().get(pk=kept.pk)
    lines = lines_from_data(kept.lines)
    edits = change(lines, edits_from_data(kept.edits))
    outline = build_outline([item.line for item in apply_edits(lines, edits)])
    if not is_law(outline):
        raise EditRefused("no_article")
    kept.edits = [edit.as_data() for edit in edits]
    kept.outline = json.loads(outline.as_json())
    kept.save(update_fields=["edits", "outline"])


def _check_owner(kept: DraftImport, by: User) -> None:
    if not may_import(by) or kept.by_id != by.pk or kept.version_id is not None:
        raise PermissionDenied


def _read(content: bytes, name: str, tracked_changes: TrackedChanges) -> Reading:
    with NamedTemporaryFile(suffix=Path(name).suffix.lower()) as file:
        file.write(content)
        file.flush()
        return read_law_safely(Path(file.name), tracked_changes=tracked_changes)


def _read_both_ways(content: bytes, name: str) -> BothWays | None:
    """None where one of the two is no law: then the answer itself says so."""
    try:
        accepted, rejected = (_read(content, name, way).outline for way in ("accept", "reject"))
    except ImportRefused:
        return None
    return both_ways(accepted, rejected)


def _fill(kept: DraftImport, reading: Reading) -> None:
    kept.outline = json.loads(reading.outline.as_json())
    kept.lines = lines_as_data(reading.lines)
