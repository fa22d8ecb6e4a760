"""The acts on an opinion, from the first keystroke on. An autosave leaves no audit entry."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, DossierFile, Provision, User
from consultation import audit, rules
from consultation.commenting.attaching import attach_file, remove_attachment
from consultation.models import (
    Invitation,
    Opinion,
    OpinionState,
    Round,
    Submission,
    Visibility,
)
from consultation.models.change import StaleError, change
from consultation.signals import opinions_recorded

# A form that was never saved has version 0: of two windows with one new form, the second to save
# must not be taken for the one that wrote what is stored.
FIRST_VERSION = 1
WORDS = ("text", "proposed_wording", "reason", "basis")
# What its writer may change; all else follows from acts.
CONTENT_FIELDS = (
    "kind",
    "text",
    "proposed_wording",
    "reason",
    "basis",
    "categories",
    "quote_exact",
    "quote_prefix",
    "quote_suffix",
    "quote_start",
    "quote_end",
)


@dataclass(frozen=True)
class FileChange:
    """A file that comes with the words of a form, and the attachment it takes off, by its uid."""

    upload: "UploadedFile[Any] | None" = None
    description: str = ""
    removed: UUID | None = None


class OpinionConflictError(Exception):
    """The opinion was changed elsewhere meanwhile; both texts are kept: one here, one stored."""

    def __init__(self, stored: Opinion, sent: dict[str, Any]) -> None:
        super().__init__(f"opinion {stored.uid} was changed elsewhere")
        self.stored = stored
        self.sent = sent


@transaction.atomic
def begin_submission(round_: Round, *, agency: Agency, by: User) -> Submission:
    """The agency's submission in this round, made at its first need."""
    existing = Submission.objects.filter(round=round_, agency=agency).first()
    if existing is not None and rules.standing_of(by).acts_for(agency.pk):
        return existing
    asked = round_.invitations.filter(agency=agency).exists()
    if not asked or not rules.can_answer_round(by, round_, agency.pk):
        raise PermissionDenied
    submission, made = Submission.objects.get_or_create(round=round_, agency=agency)
    if made:
        audit.record("submission.begun", submission, by=by)
    return submission


@transaction.atomic
def draft_opinion(
    submission: Submission,
    *,
    by: User,
    token: UUID,
    provision: Provision | None = None,
    dossier_file: DossierFile | None = None,
    **content: Any,
) -> Opinion:
    """Keep a new opinion as the agency's draft; the same token again gives the same opinion.

    It speaks of a provision, of a file of the dossier, or, without either, of the whole draft.

    Raises:
        PermissionDenied: not one of its writers, or the submission is not open for writing.
        ValidationError: what it speaks of is not of this round's version, or is gone.
    """
    if not rules.can_write(by, submission):
        raise PermissionDenied
    if known := Opinion.objects.filter(token=token, submission=submission).first():
        return known
    _check_subject(submission.round, provision, dossier_file)
    opinion = Opinion(
        token=token,
        round=submission.round,
        submission=submission,
        agency=submission.agency,
        author=by,
        provision=provision,
        provision_text=provision.current_text if provision else None,
        dossier_file=dossier_file,
        created_at=(now := clock.now()),
        updated_at=now,
        lock_version=FIRST_VERSION,
        **_only_content(content),
    )
    opinion.save(force_insert=True)
    audit.record("opinion.drafted", opinion, by=by, eid=opinion.tied_to)
    opinions_recorded.send(Opinion, opinions=[opinion], by=by)
    return opinion


@transaction.atomic
def write_opinion(
    invitation: Invitation,
    *,
    by: User,
    token: UUID,
    provision: Provision | None = None,
    dossier_file: DossierFile | None = None,
    lock_version: int = 0,
    files: FileChange | None = None,
    **content: Any,
) -> Opinion:
    """Keep what a form holds: the first time as a new opinion, then as the same one amended.

    Raises:
        OpinionConflictError: it was changed elsewhere since the form was read.
        ValidationError: the form was saved before for another agency, or takes no more files.
    """
    begun = begin_submission(invitation.round, agency=invitation.agency, by=by)
    # Two saves of one new form wait for each other here; whoever waited reads anew whether the
    # answer was sent up meanwhile.
    locked = Submission.objects.select_for_update(of=("self",))
    submission = locked.select_related("round", "agency").get(pk=begun.pk)
    known = Opinion.objects.select_related("submission__round").filter(token=token).first()
    if known is None:
        opinion = draft_opinion(
            submission,
            by=by,
            token=token,
            provision=provision,
            dossier_file=dossier_file,
            **content,
        )
    elif known.submission_id != submission.pk:
        raise ValidationError(_("This opinion was already saved for another agency or round."))
    else:
        opinion = amend_opinion(known, by=by, lock_version=lock_version, **content)
    if files is not None:
        _change_files(opinion, files, by=by)
    return opinion


def _change_files(opinion: Opinion, files: FileChange, *, by: User) -> None:
    """Taking off comes first: it may make room."""
    if files.removed is not None:
        gone = opinion.attachments.standing().filter(uid=files.removed).first()
        if gone is not None:
            remove_attachment(gone, by=by)
    if files.upload is not None:
        attach_file(opinion, by=by, upload=files.upload, description=files.description)


@transaction.atomic
def amend_opinion(opinion: Opinion, *, by: User, lock_version: int, **content: Any) -> Opinion:
    """Write what is in the form now: the autosave, and the button.

    Raises:
        OpinionConflictError: it was changed elsewhere since the form was read.
    """
    if not rules.can_amend(by, opinion):
        raise PermissionDenied
    values = _only_content(content)
    if opinion.lock_version != lock_version:
        # The answer to the last save was lost on its way, and the same words came again.
        if all(getattr(opinion, name) == value for name, value in values.items()):
            return opinion
        if lock_version or not _goes_on_from(opinion, values):
            raise OpinionConflictError(opinion, values)
    try:
        change(opinion, updated_at=clock.now(), **values)
    except StaleError as error:
        raise OpinionConflictError(Opinion.objects.get(pk=opinion.pk), values) from error
    opinions_recorded.send(Opinion, opinions=[opinion], by=by)
    return opinion


@transaction.atomic
def withdraw_opinion(opinion: Opinion, *, by: User) -> Opinion:
    """Take back a draft; its words stay in the table, and can be put back."""
    _lock(opinion)
    if not rules.can_withdraw(by, opinion):
        raise PermissionDenied
    change(opinion, state=OpinionState.WITHDRAWN, visibility=Visibility.AGENCY)
    audit.record("opinion.withdrawn", opinion, by=by)
    opinions_recorded.send(Opinion, opinions=[opinion], by=by)
    return opinion


@transaction.atomic
def restore_opinion(opinion: Opinion, *, by: User) -> Opinion:
    """Put a withdrawn opinion back among the drafts, with the words it had."""
    _lock(opinion)
    if not rules.can_restore(by, opinion):
        raise PermissionDenied
    change(opinion, state=OpinionState.DRAFT, visibility=Visibility.AGENCY)
    audit.record("opinion.restored", opinion, by=by)
    opinions_recorded.send(Opinion, opinions=[opinion], by=by)
    return opinion


def _goes_on_from(opinion: Opinion, values: dict[str, Any]) -> bool:
    """The first save arrived, its answer did not, and its writer wrote on: nothing is lost."""
    if opinion.lock_version != FIRST_VERSION:
        return False
    return all(
        str(values[name]).startswith(getattr(opinion, name)) for name in WORDS if name in values
    )


def _lock(opinion: Opinion) -> None:
    """Round, then submission: whoever waited here reads anew whether it was sent up meanwhile."""
    if opinion.submission_id is None:
        return
    Round.objects.select_for_update().get(pk=opinion.round_id)
    locked = Submission.objects.select_for_update(of=("self",)).select_related("round")
    opinion.submission = locked.get(pk=opinion.submission_id)


def _check_subject(
    round_: Round, provision: Provision | None, dossier_file: DossierFile | None
) -> None:
    if provision is not None and (
        provision.version_id != round_.version_id or provision.retired_at
    ):
        raise ValidationError(_("This provision is not part of the draft that is asked about."))
    if dossier_file is not None and (
        dossier_file.draft_id != round_.draft_id or dossier_file.removed_at
    ):
        raise ValidationError(_("This file is not in the dossier of the draft any more."))


def _only_content(content: dict[str, Any]) -> dict[str, Any]:
    unknown = set(content) - set(CONTENT_FIELDS)
    if unknown:
        raise TypeError(f"not content of an opinion: {', '.join(sorted(unknown))}")
    return content
