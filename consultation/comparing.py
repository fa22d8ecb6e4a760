"""A comparison as a document: small ones are drawn at once, large ones by a worker, and kept."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_q.tasks import async_task

from cms import clock
from cms.models import VersionPage
from cms.structure.comparison import Change, Verdict
from consultation import rules
from consultation.models import ComparisonFile, ComparisonKind
from consultation.models.compared import (
    KEPT_SECONDS,
    Compared,
    compare_versions,
    readable_versions,
    state_of,
)
from consultation.rendering.comparison import ComparedDraft, comparison_rows, draw_comparison
from consultation.rendering.comparison_word import write_comparison

# Rows drawn while the reader waits, two or three seconds' worth: a row of a PDF costs some 20 ms.
AT_ONCE = {ComparisonKind.PDF: 100, ComparisonKind.WORD: 400}
# Three codes of 689 articles in which everything changed; a worker gives up after ten minutes.
MOST_ROWS = 8_000
# Asked for by anybody who may read, so that the worker is kept for other jobs too.
MOST_WAITING = 6
# A worker that has said nothing for so long has died: the file may be asked for again.
PATIENCE = timedelta(minutes=15)


class ComparisonRefused(Exception):
    """The document is not made; the message is a sentence for the reader."""


def changed_rows(compared: Compared) -> list[Change]:
    return [one for one in compared.comparison.changes if one.verdict is not Verdict.SAME]


def is_drawn_at_once(compared: Compared, kind: ComparisonKind) -> bool:
    return len(changed_rows(compared)) <= AT_ONCE[kind]


def small_document(old: VersionPage, new: VersionPage, kind: ComparisonKind) -> bytes:
    """The document itself, kept as long as neither version changes."""
    key = f"comparison-file:{kind}:{state_of(old, new).key}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = _draw(old, new, kind)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def kept_files(old: VersionPage, new: VersionPage) -> dict[str, ComparisonFile]:
    """What was asked for of the two as they stand, by kind; without what the worker gave up."""
    files = ComparisonFile.objects.filter(key=state_of(old, new).key)
    return {file.kind: file for file in files if not is_given_up(file)}


def is_given_up(file: ComparisonFile) -> bool:
    if file.drawn_at is not None:
        return False
    return file.failed_at is not None or file.requested_at < clock.now() - PATIENCE


def request_document(
    old: VersionPage, new: VersionPage, *, by: rules.AnyUser, kind: ComparisonKind
) -> ComparisonFile:
    """Ask a worker for it; whoever asks for what is being drawn already waits for the same file.

    Raises:
        ComparisonRefused: it is too large, or too many are being drawn.
    """
    if readable_versions(by).filter(pk__in=[old.pk, new.pk]).count() != len({old.pk, new.pk}):
        raise PermissionDenied
    rows = len(changed_rows(compare_versions(old, new)))
    if rows > MOST_ROWS:
        raise ComparisonRefused(_too_long(rows))
    state = state_of(old, new)
    with transaction.atomic():
        waiting = ComparisonFile.objects.select_for_update().filter(_waits())
        known = ComparisonFile.objects.filter(key=state.key, kind=kind).first()
        if known is not None and not is_given_up(known):
            return known
        if waiting.count() >= MOST_WAITING:
            raise ComparisonRefused(
                _("Many comparisons are being drawn just now. Ask again in a few minutes.")
            )
        asked = {"requested_at": clock.now(), "failed_at": None, "rows_done": 0, "rows": rows}
        file, _is_new = ComparisonFile.objects.update_or_create(
            key=state.key, kind=kind, defaults={"old": old, "new": new, **asked}
        )
        async_task("consultation.comparing.draw_by_id", file.pk, group="comparison")
    return file


def draw_by_id(file_id: int) -> None:
    """The job: what was drawn already is left as it is."""
    file = ComparisonFile.objects.select_related("old", "new").get(pk=file_id)
    if file.drawn_at is not None:
        return
    mine = ComparisonFile.objects.filter(pk=file.pk)
    try:
        drawn = _draw(
            file.old, file.new, ComparisonKind(file.kind), lambda done: mine.update(rows_done=done)
        )
    except Exception:
        mine.update(failed_at=clock.now())
        raise
    file.file.save(f"{file.uid}.{file.kind}", ContentFile(drawn), save=False)
    mine.update(
        file=file.file.name,
        sha256=sha256(drawn).hexdigest(),
        size=len(drawn),
        rows_done=file.rows,
        drawn_at=clock.now(),
        failed_at=None,
    )


def _draw(
    old: VersionPage,
    new: VersionPage,
    kind: ComparisonKind,
    tell: Callable[[int], object] = lambda _done: None,
) -> bytes:
    """Dated by the younger of both texts, not by the clock: the same pair is the same bytes."""
    compared = compare_versions(old, new)
    changed_at = state_of(old, new).changed_at or clock.now()
    about = ComparedDraft(
        new.draft.title, _name_beside(old, new), _name_beside(new, old), changed_at
    )
    rows = comparison_rows(compared.comparison, said_by=compared.said_by)
    if kind is ComparisonKind.PDF:
        return draw_comparison(about, rows, tell=tell)
    return write_comparison(about, rows)


def _name_beside(version: VersionPage, other: VersionPage) -> str:
    """Of two drafts' versions the draft is named too: both may be called "Dự thảo lần 1"."""
    mine, theirs = version.draft, other.draft
    return version.title if mine.pk == theirs.pk else f"{mine.title} ({version.title})"


def _waits() -> Q:
    return Q(drawn_at=None, failed_at=None, requested_at__gte=clock.now() - PATIENCE)


def _too_long(rows: int) -> str:
    return ngettext(
        "%(rows)d provision changed: that is too much for one document. Read it on the screen,"
        " chapter by chapter.",
        "%(rows)d provisions changed: that is too much for one document. Read it on the screen,"
        " chapter by chapter.",
        rows,
    ) % {"rows": rows}
