"""Placing opinions: every approved one in exactly one row, alike ones together."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms.models import User
from consultation import audit, rules
from consultation.models import Conflict, Decision, Opinion, Round, Row, RowSource
from consultation.models.change import change
from consultation.models.opinion import OpinionQuerySet
from consultation.signals import rows_dissolved, rows_recorded

# A group and a conflict both need two.
AT_LEAST = 2


def unplaced_opinions(round_: Round) -> OpinionQuerySet:
    """Approved opinions that ask for a change and stand in no row yet."""
    return (
        Opinion.objects.filter(round=round_, placed=None)
        .approved()
        .asking_for_change()
        .in_legal_order()
    )


@transaction.atomic
def gather_opinions(round_: Round, *, by: User) -> list[Row]:
    """Give each unplaced opinion a row of its own; people group them afterwards."""
    if not rules.can_decide(by, round_):
        raise PermissionDenied
    Round.objects.select_for_update().get(pk=round_.pk)
    opinions = list(unplaced_opinions(round_))
    rows = [
        Row(
            round=round_,
            provision_id=opinion.provision_id,
            dossier_file_id=opinion.dossier_file_id,
            position=opinion.pk,
            wording=opinion.text,
        )
        for opinion in opinions
    ]
    Row.objects.bulk_create(rows)
    RowSource.objects.bulk_create(
        RowSource(row=row, opinion=opinion) for row, opinion in zip(rows, opinions, strict=True)
    )
    if rows:
        audit.record("synthesis.gathered", round_, by=by, opinions=len(opinions))
        rows_recorded.send(Row, rows=rows, by=by)
    return rows


@transaction.atomic
def merge_rows(rows: Sequence[Row], *, by: User, wording: str = "") -> Row:
    """Put rows that ask for the same change into the first of them; it is undecided then.

    Nothing that was written is lost: reasons and outgoing wordings are joined.

    Raises:
        ValidationError: they are not of one round, or their members contradict each other.
    """
    into, *others = _several(rows, by=by)
    conflicts = [row.conflict_id for row in rows if row.conflict_id]
    if len(conflicts) > 1:
        raise ValidationError(_("These rows contradict each other; they cannot be one."))
    RowSource.objects.filter(row__in=others).update(row=into)
    change(
        into,
        wording=wording or into.wording,
        decision=Decision.UNDECIDED,
        decided_by=None,
        decided_at=None,
        reason=_joined(row.reason for row in rows),
        outgoing=_joined(row.outgoing for row in rows),
        conflict_id=conflicts[0] if conflicts else None,
    )
    gone = [row.pk for row in others]
    Row.objects.filter(pk__in=gone).delete()
    audit.record("synthesis.rows_merged", into, by=by, rows=[str(row.uid) for row in others])
    rows_dissolved.send(Row, row_ids=gone, by=by)
    rows_recorded.send(Row, rows=[into], by=by)
    return into


@transaction.atomic
def split_row(row: Row, *, by: User, opinions: Sequence[Opinion]) -> Row:
    """Take some of a row's opinions out again, into a row of their own."""
    if not rules.can_decide(by, row.round):
        raise PermissionDenied
    taken = row.sources.filter(opinion__in=opinions)
    if not taken.exists() or taken.count() == row.sources.count():
        raise ValidationError(_("Choose some of the row's opinions, but not all."))
    fresh = Row.objects.create(
        round=row.round,
        provision=row.provision,
        dossier_file=row.dossier_file,
        position=row.position,
        wording=opinions[0].text,
        conflict=row.conflict,
    )
    taken.update(row=fresh)
    audit.record("synthesis.row_split", row, by=by, into=str(fresh.uid))
    rows_recorded.send(Row, rows=[row, fresh], by=by)
    return fresh


@transaction.atomic
def mark_conflict(rows: Sequence[Row], *, by: User) -> Conflict:
    """Say that rows ask for opposite things: each is decided, or all are forwarded."""
    first, *others = _several(rows, by=by)
    conflict = first.conflict or Conflict.objects.create(round=first.round)
    Row.objects.filter(pk__in=[row.pk for row in rows]).update(
        conflict=conflict, lock_version=F("lock_version") + 1
    )
    for row in rows:
        row.refresh_from_db()
    audit.record("synthesis.conflict_marked", first, by=by, rows=[str(row.uid) for row in others])
    rows_recorded.send(Row, rows=list(rows), by=by)
    return conflict


@transaction.atomic
def clear_conflict(row: Row, *, by: User) -> Row:
    """Take a row out of its conflict; a conflict of one is none."""
    if not rules.can_decide(by, row.round):
        raise PermissionDenied
    if row.conflict is None:
        raise ValidationError(_("This row stands in no conflict."))
    sides = list(Row.objects.filter(conflict=row.conflict))
    freed = sides if len(sides) <= AT_LEAST else [row]
    for side in freed:
        change(side, conflict=None)
    audit.record("synthesis.conflict_cleared", row, by=by, rows=[str(side.uid) for side in freed])
    rows_recorded.send(Row, rows=freed, by=by)
    row.refresh_from_db()
    return row


def _joined(texts: Iterable[str]) -> str:
    """Each text once, in order."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _several(rows: Sequence[Row], *, by: User) -> Sequence[Row]:
    if len(rows) < AT_LEAST or len({row.round_id for row in rows}) > 1:
        raise ValidationError(_("Choose at least two rows of one round."))
    if not rules.can_decide(by, rows[0].round):
        raise PermissionDenied
    return rows
