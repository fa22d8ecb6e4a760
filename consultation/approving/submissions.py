"""The acts on a submission. Approval freezes what was said and gives a receipt."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.canonical import canonical_json, sha256_hex
from consultation.models import (
    SUBMISSION_TRANSITIONS,
    Kind,
    Opinion,
    OpinionRevision,
    OpinionState,
    Return,
    Stance,
    Submission,
    SubmissionState,
    Visibility,
)
from consultation.models.change import change, move
from consultation.quality import is_perfunctory_answer
from consultation.signals import opinions_recorded, submission_recorded

# No 0 O 1 I L: a code is read out over the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def send_up(submission: Submission, *, by: User, stance: str) -> Submission:
    """Put the agency's words before its head, as they stand now.

    Raises:
        ValidationError: the stance and the opinions do not fit, or an opinion has no words.
    """
    if not rules.can_send_up(by, submission):
        raise PermissionDenied
    opinions = _lock(submission)
    _check_stance(stance, opinions)
    _keep_revisions(opinions, by=by)
    move(
        submission,
        SUBMISSION_TRANSITIONS,
        SubmissionState.SENT_UP,
        stance=stance,
        sent_up_by=by,
        sent_up_at=clock.now(),
    )
    audit.record("submission.sent_up", submission, by=by, stance=stance, opinions=len(opinions))
    submission_recorded.send(Submission, submission=submission, by=by)
    return submission


@transaction.atomic
def approve_submission(
    submission: Submission, *, by: User, lock_version: int, confirm_perfunctory: bool = False
) -> Submission:
    """Freeze and send: what the head has read is what goes, or nothing does.

    Raises:
        ValidationError: it is an answer only for form, and that was not said to be meant.
        StaleError: it changed since the head read it (`lock_version`).
    """
    if not rules.can_approve(by, submission):
        raise PermissionDenied
    submission.lock_version = lock_version
    opinions = _lock(submission)
    if is_perfunctory(submission, opinions) and not confirm_perfunctory:
        words = _("This answer only agrees, or speaks in general: say that it is meant so.")
        raise ValidationError({"confirm_perfunctory": words})
    _freeze(submission, opinions, by=by)
    audit.record(
        "submission.approved",
        submission,
        by=by,
        receipt=submission.receipt_code,
        sha256=submission.content_sha256,
        late=submission.is_late,
    )
    submission_recorded.send(Submission, submission=submission, by=by)
    opinions_recorded.send(Opinion, opinions=list(submission.opinions.approved()), by=by)
    return submission


def _freeze(submission: Submission, opinions: list[Opinion], *, by: User) -> None:
    now = clock.now()
    is_late = now >= submission.round.deadline
    move(
        submission,
        SUBMISSION_TRANSITIONS,
        SubmissionState.APPROVED,
        approved_by=by,
        approved_at=now,
        is_late=is_late,
        receipt_code=submission.receipt_code or _receipt_code(submission),
        content_sha256=content_sha256(submission, opinions),
    )
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(
        state=OpinionState.APPROVED,
        visibility=Visibility.LEAD,
        approved_at=now,
        is_late=is_late,
        lock_version=F("lock_version") + 1,
    )


@transaction.atomic
def return_submission(submission: Submission, *, by: User, reason: str) -> Submission:
    """Give it back with what is to be made better; the reason stays visible.

    Raises:
        ValidationError: no reason is given.
    """
    if not rules.can_return(by, submission):
        raise PermissionDenied
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say what is to be made better: where, and how.")})
    sent = submission.state == SubmissionState.APPROVED
    move(submission, SUBMISSION_TRANSITIONS, SubmissionState.RETURNED)
    Return.objects.create(submission=submission, by=by, reason=reason, at=clock.now())
    if sent:
        _take_back(submission, by=by)
    audit.record("submission.returned", submission, by=by, after_approval=sent)
    submission_recorded.send(Submission, submission=submission, by=by)
    return submission


@transaction.atomic
def record_letter(submission: Submission, *, by: User, number: str, dated: date) -> Submission:
    """Number and date of the signed letter: facts beside the frozen content."""
    if not rules.can_record_letter(by, submission):
        raise PermissionDenied
    change(submission, letter_number=number.strip(), letter_date=dated)
    audit.record(
        "submission.letter_recorded", submission, by=by, number=number, dated=dated.isoformat()
    )
    submission_recorded.send(Submission, submission=submission, by=by)
    return submission


def is_perfunctory(submission: Submission, opinions: Iterable[Opinion]) -> bool:
    """Whether a head must say that an answer without anything specific is meant."""
    return is_perfunctory_answer(
        stance=submission.stance, opinions=[opinion.quality_facts() for opinion in opinions]
    )


def content_sha256(submission: Submission, opinions: list[Opinion]) -> str:
    """The sum on the receipt: over the stance and the content of every opinion, in legal order."""
    content = {
        "round": str(submission.round.uid),
        "agency": submission.agency.code,
        "stance": submission.stance,
        "opinions": [{"uid": str(opinion.uid), **opinion.content()} for opinion in opinions],
    }
    return sha256_hex(canonical_json(content))


def _lock(submission: Submission) -> list[Opinion]:
    """The standing opinions, locked after the round and the submission, in legal order."""
    type(submission.round).objects.select_for_update().get(pk=submission.round_id)
    Submission.objects.select_for_update().get(pk=submission.pk)
    standing = submission.opinions.standing().select_for_update(of=("self",))
    return list(standing.select_related("provision", "provision_text").in_legal_order())


def _check_stance(stance: str, opinions: list[Opinion]) -> None:
    asks = [opinion for opinion in opinions if opinion.kind != Kind.AGREE]
    if stance not in Stance.values:
        raise ValidationError({"stance": _("Say where the agency stands.")})
    if stance == Stance.AGREES_WITH_OPINIONS and not asks:
        raise ValidationError(
            {"stance": _("There is no opinion yet: write one, or choose “Agrees”.")}
        )
    if stance in (Stance.AGREES, Stance.OUTSIDE_REMIT) and asks:
        raise ValidationError(
            {
                "stance": _(
                    "There are opinions that ask for changes: choose “Agrees, with opinions”."
                )
            }
        )
    empty = [opinion for opinion in asks if not (opinion.text + opinion.proposed_wording).strip()]
    if empty:
        places = ", ".join(opinion.citation or _("the whole draft") for opinion in empty)
        raise ValidationError(
            _("Without words yet: %(places)s. Write the opinion or remove it.") % {"places": places}
        )


def _keep_revisions(opinions: list[Opinion], *, by: User) -> None:
    """What is sent up is kept, so that a head sees what changed since the last return."""
    last = {
        revision.opinion_id: revision
        for revision in OpinionRevision.objects.filter(opinion__in=opinions).order_by("number")
    }
    fresh = []
    for opinion in opinions:
        before = last.get(opinion.pk)
        if before is None or before.content != opinion.content():
            number = before.number + 1 if before else 1
            fresh.append(
                OpinionRevision(
                    opinion=opinion,
                    number=number,
                    content=opinion.content(),
                    by=by,
                    at=clock.now(),
                )
            )
    OpinionRevision.objects.bulk_create(fresh)


def _take_back(submission: Submission, *, by: User) -> None:
    """After a return by the compiler the opinions are the agency's drafts again."""
    opinions = list(submission.opinions.approved())
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(
        state=OpinionState.DRAFT,
        visibility=Visibility.AGENCY,
        approved_at=None,
        lock_version=F("lock_version") + 1,
    )
    for opinion in opinions:
        opinion.refresh_from_db()
    opinions_recorded.send(Opinion, opinions=opinions, by=by)


def _receipt_code(submission: Submission) -> str:
    check = "".join(secrets.choice(CODE_LETTERS) for _letter in range(4))
    return f"GY-{clock.today().year}-{submission.pk:06d}-{check}"
