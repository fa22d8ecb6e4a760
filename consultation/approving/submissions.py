"""The acts on a submission. Approval freezes what was said and gives a receipt."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.approving.focus import check_questions
from consultation.approving.freezing import end_receipt, freeze_answer
from consultation.models import (
    SUBMISSION_TRANSITIONS,
    Kind,
    Opinion,
    OpinionRevision,
    OpinionState,
    ReceiptEnd,
    Return,
    ReturnKind,
    Stance,
    Submission,
    SubmissionState,
    Visibility,
)
from consultation.models.attachment import read_files
from consultation.models.change import move
from consultation.quality import is_perfunctory_answer
from consultation.signals import opinions_recorded, submission_recorded


@transaction.atomic
def send_up(submission: Submission, *, by: User, stance: str) -> Submission:
    """Put the agency's words before its head, as they stand now.

    Raises:
        ValidationError: the stance and the opinions do not fit, an opinion has no words, or a
            focus question has neither an answer nor a word why not.
    """
    if not rules.can_send_up(by, submission):
        raise PermissionDenied
    opinions = lock_answer(submission)
    check_stance(stance, opinions)
    check_questions(submission)
    keep_revisions(opinions, by=by)
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
        ValidationError: it is an answer only for form, and that was not said to be meant; or a
            focus question was put since it was sent up.
        StaleError: it changed since the head read it (`lock_version`).
    """
    if not rules.can_approve(by, submission):
        raise PermissionDenied
    submission.lock_version = lock_version
    opinions = lock_answer(submission)
    check_questions(submission)
    if is_perfunctory(submission, opinions) and not confirm_perfunctory:
        words = _("This answer only agrees, or speaks in general: say that it is meant so.")
        raise ValidationError({"confirm_perfunctory": words})
    receipt = freeze_answer(submission, opinions, by=by)
    audit.record(
        "submission.approved",
        submission,
        by=by,
        receipt=receipt.code,
        sha256=receipt.content_sha256,
        late=submission.is_late,
        approved_as=receipt.approved_as,
    )
    submission_recorded.send(Submission, submission=submission, by=by)
    opinions_recorded.send(Opinion, opinions=list(submission.opinions.approved()), by=by)
    return submission


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
    lock_answer(submission)
    sent = submission.state == SubmissionState.APPROVED
    give_back(
        submission,
        by=by,
        reason=reason,
        kind=ReturnKind.BY_COMPILER if sent else ReturnKind.BY_HEAD,
    )
    audit.record("submission.returned", submission, by=by, after_approval=sent)
    submission_recorded.send(Submission, submission=submission, by=by)
    return submission


@transaction.atomic
def take_back_submission(submission: Submission, *, by: User, reason: str) -> Submission:
    """The agency's head reopens what was sent, until our deadline; the receipt stays, as ended.

    Raises:
        ValidationError: no reason is given.
    """
    if not rules.can_take_back(by, submission):
        raise PermissionDenied
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the answer is taken back.")})
    lock_answer(submission)
    give_back(submission, by=by, reason=reason, kind=ReturnKind.TAKEN_BACK)
    audit.record("submission.taken_back", submission, by=by, receipt=submission.receipt_code)
    submission_recorded.send(Submission, submission=submission, by=by)
    return submission


def give_back(submission: Submission, *, by: User, reason: str, kind: str) -> None:
    """To its writers again; what was sent leaves the desk, its receipt ends."""
    sent = submission.state == SubmissionState.APPROVED
    move(submission, SUBMISSION_TRANSITIONS, SubmissionState.RETURNED)
    Return.objects.create(submission=submission, by=by, kind=kind, reason=reason, at=clock.now())
    if sent:
        taken = kind == ReturnKind.TAKEN_BACK
        end_receipt(submission, why=ReceiptEnd.TAKEN_BACK if taken else ReceiptEnd.RETURNED)
        _take_off_the_desk(submission, by=by)


def is_perfunctory(submission: Submission, opinions: Iterable[Opinion]) -> bool:
    """Whether a head must say that an answer without anything specific is meant."""
    return is_perfunctory_answer(
        stance=submission.stance, opinions=[opinion.quality_facts() for opinion in opinions]
    )


def lock_answer(submission: Submission) -> list[Opinion]:
    """The standing opinions, locked after the round and the submission, in legal order."""
    type(submission.round).objects.select_for_update().get(pk=submission.round_id)
    Submission.objects.select_for_update().get(pk=submission.pk)
    standing = submission.opinions.standing().select_for_update(of=("self",))
    opinions = list(standing.select_related("provision", "provision_text").in_legal_order())
    read_files(opinions)
    for opinion in opinions:
        opinion.submission, opinion.round = submission, submission.round
    return opinions


def check_stance(stance: str, opinions: list[Opinion]) -> None:
    """Raises ValidationError where stance and opinions do not fit, or one has no words."""
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


def keep_revisions(opinions: list[Opinion], *, by: User) -> None:
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


def _take_off_the_desk(submission: Submission, *, by: User) -> None:
    """What was sent becomes the agency's drafts again; its rows wait for it."""
    opinions = list(submission.opinions.approved())
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(
        state=OpinionState.DRAFT,
        visibility=Visibility.AGENCY,
        approved_at=None,
        taken_back_at=clock.now(),
        lock_version=F("lock_version") + 1,
    )
    for opinion in opinions:
        opinion.refresh_from_db()
    opinions_recorded.send(Opinion, opinions=opinions, by=by)
