"""What becomes of a row in our own letter."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import Decision, Row
from consultation.models.change import change
from consultation.signals import rows_recorded

NEEDS_REASON = (Decision.NOT_TAKEN, Decision.PARTLY)


@transaction.atomic
def decide_row(
    row: Row,
    *,
    by: User,
    decision: str,
    lock_version: int,
    reason: str | None = None,
    outgoing: str | None = None,
) -> Row:
    """Decide; what is not given stays as it is. The earlier decision stays in the audit chain.

    Raises:
        ValidationError: not taken, or taken in part, without a reason.
        StaleError: somebody else changed the row since it was read.
    """
    if not rules.can_decide(by, row.round):
        raise PermissionDenied
    if decision not in Decision.values:
        raise ValidationError({"decision": _("Choose one of the decisions.")})
    reason = row.reason if reason is None else reason.strip()
    outgoing = row.outgoing if outgoing is None else outgoing.strip()
    if decision in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Say why it is not taken, or not in full.")})
    row.lock_version = lock_version
    before = row.decision
    change(
        row,
        decision=decision,
        reason=reason,
        outgoing=outgoing,
        decided_by=by,
        decided_at=clock.now(),
    )
    audit.record("row.decided", row, by=by, before=before, after=decision)
    rows_recorded.send(Row, rows=[row], by=by)
    return row


@transaction.atomic
def edit_row(
    row: Row, *, by: User, lock_version: int, wording: str, outgoing: str, reason: str
) -> Row:
    """Write the consolidated opinion, the wording that goes out, the reason."""
    if not rules.can_decide(by, row.round):
        raise PermissionDenied
    if row.decision in NEEDS_REASON and not reason.strip():
        raise ValidationError({"reason": _("Say why it is not taken, or not in full.")})
    row.lock_version = lock_version
    change(row, wording=wording.strip(), outgoing=outgoing.strip(), reason=reason.strip())
    audit.record("row.edited", row, by=by)
    rows_recorded.send(Row, rows=[row], by=by)
    return row
