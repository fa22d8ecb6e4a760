"""The agency's signed letter, known after the answer was sent: facts beside the frozen content."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import SignedLetter, Submission
from consultation.models.change import change
from consultation.signals import submission_recorded


@transaction.atomic
def record_letter(
    submission: Submission,
    *,
    by: User,
    number: str,
    dated: date,
    signatory: str = "",
    file: "UploadedFile[Any] | None" = None,
) -> Submission:
    """Number, date, who signed, and the signed file; none of it reopens what was approved.

    `file` has passed `forms.uploads.CheckedFileField`; the same file again is kept once.
    """
    if not rules.can_record_letter(by, submission):
        raise PermissionDenied
    change(
        submission,
        letter_number=number.strip(),
        letter_date=dated,
        letter_signatory=" ".join(signatory.split()),
    )
    kept = _keep(submission, file, by=by) if file else None
    audit.record(
        "submission.letter_recorded",
        submission,
        by=by,
        number=number,
        dated=dated.isoformat(),
        file=kept.sha256 if kept else "",
    )
    submission_recorded.send(Submission, submission=submission, by=by)
    return submission


def _keep(submission: Submission, file: "UploadedFile[Any]", *, by: User) -> SignedLetter:
    letter = SignedLetter(submission=submission, added_by=by, added_at=clock.now())
    letter.hold(file)
    known = submission.signed_letters.filter(sha256=letter.sha256).first()
    if known is not None:
        letter.file.delete(save=False)
        # The one that was chosen last is the one that counts.
        known.added_by, known.added_at = by, clock.now()
        known.save(update_fields=["added_by", "added_at"])
        return known
    letter.save()
    return letter
