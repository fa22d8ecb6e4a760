"""The acts on an opinion's files: changed while it is a draft; what is taken off stays stored."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import Attachment, Opinion, Submission
from consultation.models.attachment import MOST_FILES
from consultation.signals import opinions_recorded


@transaction.atomic
def attach_file(
    opinion: Opinion, *, by: User, upload: "UploadedFile[Any]", description: str = ""
) -> Attachment:
    """Keep a checked upload with the opinion; the same bytes again give the same attachment.

    Raises:
        PermissionDenied: the opinion is no draft of theirs, or its answer went up meanwhile.
        ValidationError: it has `MOST_FILES` already.
    """
    _lock_answer(opinion)
    if not rules.can_amend(by, opinion):
        raise PermissionDenied
    fresh = Attachment(
        opinion=opinion, description=description.strip(), added_by=by, added_at=clock.now()
    )
    standing = list(opinion.attachments.standing())
    fresh.measure(upload)
    if known := next((file for file in standing if file.sha256 == fresh.sha256), None):
        return known
    if len(standing) >= MOST_FILES:
        raise ValidationError(
            {
                "attachment": _(
                    "An opinion takes %(most)d files. Take one off before attaching another."
                )
                % {"most": MOST_FILES}
            }
        )
    fresh.hold(upload)
    fresh.save(force_insert=True)
    audit.record(
        "opinion.file_attached",
        opinion,
        by=by,
        attachment=str(fresh.uid),
        file_sha256=fresh.sha256,
        size=fresh.size,
    )
    opinions_recorded.send(Opinion, opinions=[opinion], by=by)
    return fresh


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file off a draft; row and bytes stay. A second removal changes nothing."""
    opinion = attachment.opinion
    _lock_answer(opinion)
    if not rules.can_amend(by, opinion):
        raise PermissionDenied
    standing = Attachment.objects.filter(pk=attachment.pk, removed_at=None)
    if standing.update(removed_at=clock.now(), removed_by=by):
        audit.record(
            "opinion.file_removed",
            opinion,
            by=by,
            attachment=str(attachment.uid),
            file_sha256=attachment.sha256,
        )
        opinions_recorded.send(Opinion, opinions=[opinion], by=by)


def _lock_answer(opinion: Opinion) -> None:
    """Two uploads wait for each other here, and for the answer being sent up."""
    if opinion.submission_id is None:
        return
    locked = Submission.objects.select_for_update(of=("self",)).select_related("round")
    opinion.submission = locked.get(pk=opinion.submission_id)
