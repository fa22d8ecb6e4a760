"""What the drafting agency answers, row by row; then everybody may see it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import (
    ROUND_TRANSITIONS,
    Answer,
    Opinion,
    Round,
    RoundState,
    Row,
    Visibility,
)
from consultation.models.change import change, move
from consultation.signals import opinions_recorded, round_recorded, rows_recorded


@transaction.atomic
def record_answer(row: Row, *, by: User, answer: str, text: str) -> Row:
    """Enter the answer to one row, in the drafting agency's words."""
    if not rules.can_record_answer(by, row):
        raise PermissionDenied
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Choose what the drafting agency answered.")})
    if answer != Answer.ACCEPTED and not text.strip():
        raise ValidationError({"answer_text": _("Enter the drafting agency's explanation.")})
    change(row, answer=answer, answer_text=text.strip(), answered_at=clock.now())
    audit.record("row.answered", row, by=by, answer=answer)
    rows_recorded.send(Row, rows=[row], by=by)
    return row


@transaction.atomic
def publish_answers(round_: Round, *, by: User) -> Round:
    """Close the circle: rows, answers and, in a public round, the opinions are open to read."""
    if not rules.can_publish_answers(by, round_):
        raise PermissionDenied
    move(round_, ROUND_TRANSITIONS, RoundState.ANSWERED, answered_at=clock.now())
    audit.record("round.answered", round_, by=by)
    if round_.is_public:
        approved = round_.opinions.approved()
        approved.update(visibility=Visibility.PUBLIC, lock_version=F("lock_version") + 1)
        opinions_recorded.send(Opinion, opinions=list(round_.opinions.approved()), by=by)
    rows_recorded.send(Row, rows=list(round_.rows.all()), by=by)
    round_recorded.send(Round, round=round_, by=by)
    return round_
