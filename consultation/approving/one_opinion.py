"""One opinion given back by the compiler: made specific and sent again, the rest staying as it is.

What it was and what became of it is kept (`OpinionReturn`), for whoever reads the answer and for
the figures.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.approving.focus import check_questions
from consultation.approving.freezing import (
    approve_opinions,
    outcome_of,
    renew_receipt,
    settle_return,
)
from consultation.approving.submissions import check_stance, keep_revisions
from consultation.models import (
    ApprovedAs,
    Opinion,
    OpinionReturn,
    OpinionState,
    ReturnOutcome,
    Round,
    Submission,
    Visibility,
)
from consultation.models.change import StaleError, change
from consultation.signals import opinion_return_recorded, opinions_recorded

# What `Opinion.content` says under a field's own name.
WORDS = ("kind", "text", "proposed_wording", "reason", "basis", "categories")


@transaction.atomic
def return_opinion(opinion: Opinion, *, by: User, reason: str) -> OpinionReturn:
    """Ask the agency to make one opinion specific; the rest of its answer stands.

    Raises:
        ValidationError: no reason is given.
    """
    _lock(opinion)
    if not rules.can_return_opinion(by, opinion):
        raise PermissionDenied
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say what is to be made better: where, and how.")})
    now = clock.now()
    given = OpinionReturn.objects.create(
        opinion=opinion, by=by, reason=reason, before=opinion.content(), returned_at=now
    )
    change(
        opinion,
        state=OpinionState.DRAFT,
        visibility=Visibility.AGENCY,
        approved_at=None,
        taken_back_at=now,
    )
    audit.record("opinion.returned", opinion, by=by)
    _tell(given, by=by)
    return given


@transaction.atomic
def resend_opinion(opinion: Opinion, *, by: User, lock_version: int) -> OpinionReturn:
    """The agency's head sends it again, as it is now; the answer gets another receipt.

    Raises:
        ValidationError: it has no words.
        StaleError: it changed since the head read it (`lock_version`).
    """
    submission = _lock(opinion)
    if not rules.can_resend_opinion(by, opinion):
        raise PermissionDenied
    if opinion.lock_version != lock_version:
        raise StaleError(opinion)
    check_stance(submission.stance, [opinion])
    keep_revisions([opinion], by=by)
    given = _open_return(opinion)
    settle_return(given, outcome_of(opinion, given))
    approve_opinions([opinion])
    receipt = renew_receipt(submission, by=by)
    audit.record(
        "opinion.sent_anew",
        opinion,
        by=by,
        outcome=given.outcome,
        receipt=receipt.code,
        sha256=receipt.content_sha256,
    )
    _tell(given, by=by)
    return given


@transaction.atomic
def drop_returned_opinion(opinion: Opinion, *, by: User) -> OpinionReturn:
    """The agency's head withdraws what was returned; its words stay in the table.

    Raises:
        ValidationError: the stance would have no opinion left, or a focus question no answer.
    """
    submission = _lock(opinion)
    if not rules.can_resend_opinion(by, opinion):
        raise PermissionDenied
    change(opinion, state=OpinionState.WITHDRAWN, visibility=Visibility.AGENCY)
    check_stance(submission.stance, list(submission.opinions.standing()))
    check_questions(submission)
    given = _open_return(opinion)
    settle_return(given, ReturnOutcome.WITHDRAWN)
    receipt = renew_receipt(submission, by=by)
    audit.record("opinion.dropped", opinion, by=by, receipt=receipt.code)
    _tell(given, by=by)
    return given


@transaction.atomic
def reinstate_opinion(opinion: Opinion, *, by: User) -> OpinionReturn:
    """The compiler takes it as it was sent: what did not come back is not lost."""
    submission = _lock(opinion)
    if not rules.can_reinstate_opinion(by, opinion):
        raise PermissionDenied
    given = _open_return(opinion)
    keep_revisions([opinion], by=by)
    change(opinion, **_as_it_was(opinion, given.before))
    settle_return(given, ReturnOutcome.KEPT)
    approve_opinions([opinion])
    last = submission.receipts.current().select_related("approved_by").first()
    receipt = renew_receipt(
        submission,
        by=last.approved_by if last else submission.approved_by,
        as_=last.approved_as if last else ApprovedAs.HEAD,
    )
    audit.record("opinion.reinstated", opinion, by=by, receipt=receipt.code)
    _tell(given, by=by)
    return given


def _as_it_was(opinion: Opinion, before: dict[str, Any]) -> dict[str, Any]:
    """Content as it was sent; its place in the law cannot have changed."""
    words = {name: before[name] for name in WORDS}
    if before["quote"] == opinion.quote_exact:
        return words
    # Where a quotation stood is not part of what was said: it is shown without its place.
    return {**words, "quote_exact": before["quote"], "quote_start": None, "quote_end": None}


def _lock(opinion: Opinion) -> Submission:
    """Round, then submission, then the opinion; the opinion is as it stands now."""
    Round.objects.select_for_update().get(pk=opinion.round_id)
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("round__lead", "round__draft__drafting_agency", "round__version", "agency")
        .get(pk=opinion.submission_id)
    )
    fresh = Opinion.objects.select_for_update().get(pk=opinion.pk)
    for name in ("state", "lock_version", *WORDS, "quote_exact", "quote_start", "quote_end"):
        setattr(opinion, name, getattr(fresh, name))
    opinion.submission, opinion.round = submission, submission.round
    return submission


def _open_return(opinion: Opinion) -> OpinionReturn:
    given = OpinionReturn.objects.waiting().filter(opinion=opinion).first()
    if given is None:
        raise PermissionDenied
    given.opinion = opinion
    return given


def _tell(given: OpinionReturn, *, by: User) -> None:
    opinion_return_recorded.send(OpinionReturn, given=given, by=by)
    opinions_recorded.send(Opinion, opinions=[given.opinion], by=by)
