"""An agency shares its work: articles given to officers, notes that never leave it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Provision, User
from consultation import audit, rules
from consultation.approving.locking import hold_answer
from consultation.models import Assignment, Note, Submission

LONGEST_NOTE = 5_000


@transaction.atomic
def assign_articles(
    submission: Submission,
    *,
    by: User,
    articles: Sequence[Provision],
    officer: User | None,
    due_on: date | None = None,
) -> list[Assignment]:
    """Give articles to one of the agency's writers, or (without one) to nobody; the last holds.

    Raises:
        ValidationError: no article, one of another version, or somebody who does not write here.
    """
    hold_answer(submission)
    if not rules.can_share_work(by, submission):
        raise PermissionDenied
    _check_articles(submission, articles)
    if officer is not None and not rules.can_be_given_work(officer, submission):
        raise ValidationError({"officer": _("Choose somebody who writes for the agency.")})
    fresh = _give(submission, articles, officer=officer, due_on=due_on, by=by)
    audit.record(
        "submission.articles_assigned",
        submission,
        by=by,
        articles=[article.eid for article in articles],
        officer=str(officer.uid) if officer else "",
        due_on=due_on.isoformat() if due_on else "",
    )
    return fresh


@transaction.atomic
def finish_assignment(assignment: Assignment, *, by: User, is_finished: bool = True) -> Assignment:
    """Say that an article has been looked at, or not yet."""
    if not rules.can_finish(by, assignment):
        raise PermissionDenied
    assignment.finished_at = clock.now() if is_finished else None
    assignment.save(update_fields=["finished_at"])
    audit.record(
        "submission.article_finished",
        assignment.submission,
        by=by,
        article=assignment.provision.eid,
        finished=is_finished,
    )
    return assignment


@transaction.atomic
def write_note(
    submission: Submission,
    *,
    by: User,
    text: str,
    token: UUID,
    provision: Provision | None = None,
) -> Note:
    """A word for one's own agency, on an article or the answer; the same token, the same note.

    Raises:
        ValidationError: no words, too many, or an article of another version.
    """
    if not rules.can_note(by, submission):
        raise PermissionDenied
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise ValidationError({"text": _("Write between 1 and 5,000 characters.")})
    if provision is not None:
        _check_articles(submission, [provision])
    hold_answer(submission)
    known = Note.objects.filter(token=token, submission=submission).first()
    if known is not None:
        return known
    note = Note.objects.create(
        token=token, submission=submission, provision=provision, text=text, by=by, at=clock.now()
    )
    audit.record("submission.noted", submission, by=by, note=str(note.uid))
    return note


@transaction.atomic
def remove_note(note: Note, *, by: User) -> Note:
    """Take its words off the screen; that it was there, by whom and when, stays."""
    if not rules.can_remove_note(by, note):
        raise PermissionDenied
    note.removed_by, note.removed_at = by, clock.now()
    note.save(update_fields=["removed_by", "removed_at"])
    audit.record("submission.note_removed", note.submission, by=by, note=str(note.uid))
    return note


def _give(
    submission: Submission,
    articles: Sequence[Provision],
    *,
    officer: User | None,
    due_on: date | None,
    by: User,
) -> list[Assignment]:
    """What somebody else had is his no more; what the same person had keeps how far it is."""
    now = clock.now()
    before = submission.assignments.standing().filter(provision__in=articles)
    own = before.filter(officer=officer) if officer else before.none()
    same = set(own.values_list("provision_id", flat=True))
    before.exclude(provision__in=same).update(ended_at=now)
    before.filter(provision__in=same).update(due_on=due_on)
    fresh = [
        Assignment(
            submission=submission, provision=article, officer=officer, due_on=due_on, by=by, at=now
        )
        for article in articles
        if officer is not None and article.pk not in same
    ]
    return Assignment.objects.bulk_create(fresh)


def _check_articles(submission: Submission, articles: Sequence[Provision]) -> None:
    if not articles:
        raise ValidationError({"articles": _("Choose at least one article.")})
    version = submission.round.version_id
    if any(article.version_id != version or article.retired_at for article in articles):
        raise ValidationError(_("This provision is not part of the draft that is asked about."))
