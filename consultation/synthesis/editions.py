"""Freeze an edition, draw its documents, record its issue."""

import uuid
from datetime import date
from typing import cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.canonical import canonical_json, merkle_root, sha256_hex
from consultation.models import (
    ROUND_TRANSITIONS,
    Edition,
    EditionFile,
    EditionStatus,
    FileKind,
    Round,
    RoundState,
)
from consultation.models.change import move
from consultation.rendering.pdf import Kind, draw_pdf
from consultation.signals import edition_done, edition_recorded, round_recorded
from consultation.synthesis.completeness import obstacles
from consultation.synthesis.freezing import edition_data, leaves


class NotFinalError(Exception):
    """What keeps an edition from being final, a sentence each, in `reasons`."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def freeze_edition(round_: Round, *, by: User, final: bool = False) -> Edition:
    """Make the next edition from the desk as it stands, and ask a worker to draw it.

    Raises:
        NotFinalError: a final one is asked for while something is unplaced or undecided.
    """
    if not rules.can_make_edition(by, round_):
        raise PermissionDenied
    Round.objects.select_for_update().get(pk=round_.pk)
    if final and (reasons := obstacles(round_)):
        raise NotFinalError(reasons)
    last = round_.editions.order_by("-number").first()
    uid, number, made_at = uuid.uuid4(), last.number + 1 if last else 1, clock.now()
    status = EditionStatus.FINAL if final else EditionStatus.DRAFT
    data = edition_data(round_, uid=uid, number=number, status=status, made_at=made_at)
    edition = Edition.objects.create(
        uid=uid,
        round=round_,
        number=number,
        status=status,
        data=data,
        sha256=sha256_hex(canonical_json(data)),
        merkle_root=merkle_root([canonical_json(leaf) for leaf in leaves(data)]),
        made_by=by,
        made_at=made_at,
        replaces=last,
    )
    audit.record("edition.frozen", edition, by=by, sha256=edition.sha256, status=status)
    edition_recorded.send(Edition, edition=edition, by=by)
    _enqueue(edition)
    return edition


@transaction.atomic
def request_drawing(edition: Edition, *, by: User) -> Edition:
    """Ask a worker once more for documents that are missing: the first one may have died."""
    if not rules.can_draw_edition(by, edition):
        raise PermissionDenied
    _enqueue(edition)
    audit.record("edition.drawing_requested", edition, by=by)
    return edition


def _enqueue(edition: Edition) -> None:
    async_task("consultation.synthesis.editions.draw_by_id", edition.pk, group="edition")
    transaction.on_commit(lambda: edition_done.send(Edition, edition_id=edition.pk))


def draw_by_id(edition_id: int) -> None:
    """The job: the same edition twice gives the same files once."""
    draw_edition(Edition.objects.get(pk=edition_id))


def draw_edition(edition: Edition) -> list[EditionFile]:
    """Draw what is missing of an edition's documents from its frozen data alone."""
    drawn = set(edition.files.values_list("kind", flat=True))
    for kind in (FileKind.INTERNAL, FileKind.SUBMISSION):
        if kind not in drawn:
            _keep(edition, kind)
    return list(edition.files.order_by("kind"))


def _keep(edition: Edition, kind: FileKind) -> None:
    drawing = draw_pdf(edition.data, cast("Kind", kind.value))
    name = f"{edition.uid}-{kind}.pdf"
    document = EditionFile(
        edition=edition,
        kind=kind,
        sha256=sha256_hex(drawing.pdf),
        size=len(drawing.pdf),
        pages=drawing.pages,
        drawn_at=clock.now(),
    )
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        if not edition.files.filter(kind=kind, format=document.format).exists():
            document.file.save(name, ContentFile(drawing.pdf), save=True)


@transaction.atomic
def issue_edition(
    edition: Edition, *, by: User, number: str, dated: date, signatory: str
) -> Edition:
    """Record number, date and signatory, known after the edition has left; content stays.

    Raises:
        ValidationError: a newer edition was made since.
    """
    if not rules.can_issue(by, edition):
        raise PermissionDenied
    Round.objects.select_for_update().get(pk=edition.round_id)
    if newer := Edition.objects.replacing(edition).first():
        words = _("Edition %(newer)d was made after edition %(number)d: issue the newest one.")
        raise ValidationError(words % {"newer": newer.number, "number": edition.number})
    Edition.objects.filter(pk=edition.pk).update(
        issued_number=number, issued_on=dated, signatory=signatory
    )
    edition.refresh_from_db()
    round_ = edition.round
    move(round_, ROUND_TRANSITIONS, RoundState.ISSUED, issued_at=clock.now())
    audit.record("edition.issued", edition, by=by, number=number, dated=dated.isoformat())
    edition_recorded.send(Edition, edition=edition, by=by)
    round_recorded.send(Round, round=round_, by=by)
    return edition
