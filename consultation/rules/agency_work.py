"""Work inside one agency: articles given to its people, notes, taking an answer back, one opinion
returned and sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from consultation.rules.permits import can_return_sent
from consultation.rules.standing import (
    DESK,
    TAKES_OPINIONS,
    WRITERS,
    AnyUser,
    Role,
    standing_of,
)

if TYPE_CHECKING:
    from cms.models import User
    from consultation.models import (
        Assignment,
        CommentRecord,
        Note,
        Opinion,
        Submission,
    )

SHARES_WORK = frozenset({Role.FOCAL, Role.HEAD})


def visible_agency_work(user: AnyUser) -> Q:
    """Assignments and notes: those who write for the agency, nobody else, compilers least."""
    return Q(submission__agency__in=standing_of(user).agencies(WRITERS))


def visible_opinion_returns(user: AnyUser) -> Q:
    """The agency whose opinion it is, and the desk."""
    standing = standing_of(user)
    own = Q(opinion__agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    return own | Q(opinion__round__lead__in=standing.agencies(DESK))


def visible_signed_letters(user: AnyUser) -> Q:
    """As the answer whose letter it is: one's own, or as the desk what was sent."""
    standing = standing_of(user)
    own = Q(submission__agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    sent = Q(submission__round__lead__in=standing.agencies(DESK), submission__state="approved")
    return own | sent


def can_share_work(user: AnyUser, submission: Submission) -> bool:
    """Give articles to officers: the focal point and the head, while the answer is written."""
    return (
        submission.is_editable
        and submission.round.state in TAKES_OPINIONS
        and standing_of(user).acts_for(submission.agency_id, *SHARES_WORK)
    )


def can_be_given_work(person: User, submission: Submission) -> bool:
    """Be given an article: whoever writes for the agency today."""
    return standing_of(person).acts_for(submission.agency_id, *WRITERS)


def can_see_agency_work(user: AnyUser, submission: Submission) -> bool:
    return standing_of(user).acts_for(submission.agency_id, *WRITERS)


def can_finish(user: AnyUser, assignment: Assignment) -> bool:
    """Say that an article is done, or not yet: its officer, and who shares the work."""
    submission = assignment.submission
    if assignment.ended_at or not submission.is_editable:
        return False
    if submission.round.state not in TAKES_OPINIONS:
        return False
    standing = standing_of(user)
    own = assignment.officer_id == user.pk and standing.acts_for(submission.agency_id, *WRITERS)
    return own or standing.acts_for(submission.agency_id, *SHARES_WORK)


def can_note(user: AnyUser, submission: Submission) -> bool:
    """Leave a word for one's own agency; also after the answer was sent."""
    return can_see_agency_work(user, submission)


def can_remove_note(user: AnyUser, note: Note) -> bool:
    """Its author, and the head."""
    if note.removed_at is not None or not can_note(user, note.submission):
        return False
    return note.by_id == user.pk or standing_of(user).acts_for(note.submission.agency_id, Role.HEAD)


def can_remove_comment(user: AnyUser, record: CommentRecord) -> bool:
    """Its author, while still acting for one of the two sides; that it was there stays."""
    opinion = record.discussion.opinion
    standing = standing_of(user)
    reads = standing.acts_for(opinion.agency_id, *WRITERS) or (
        record.discussion.audience == "lead" and standing.acts_for(opinion.round.lead_id, *DESK)
    )
    return reads and record.removed_at is None and record.comment.user_id == user.pk


def can_take_back(user: AnyUser, submission: Submission) -> bool:
    """The agency's head, an answer that was sent, until our deadline."""
    return (
        submission.state == "approved"
        and submission.round.state == "open"
        and not submission.round.is_past_deadline
        and standing_of(user).acts_for(submission.agency_id, Role.HEAD)
    )


def can_return_opinion(user: AnyUser, opinion: Opinion) -> bool:
    """The compiler, one opinion of an answer that was sent, until our deadline."""
    return (
        opinion.state == "approved"
        and opinion.kind != "agree"
        and opinion.submission is not None
        and opinion.submission.state == "approved"
        and can_return_sent(user, opinion.round)
    )


def can_resend_opinion(user: AnyUser, opinion: Opinion) -> bool:
    """The agency's head, what the compiler returned out of an answer that stands."""
    return is_returned_alone(opinion) and standing_of(user).acts_for(opinion.agency_id, Role.HEAD)


def can_reinstate_opinion(user: AnyUser, opinion: Opinion) -> bool:
    """The compiler, what did not come back: as it was sent, so that nothing is lost."""
    return is_returned_alone(opinion) and standing_of(user).acts_for(
        opinion.round.lead_id, Role.COMPILER
    )


def is_returned_alone(opinion: Opinion) -> bool:
    """A draft in an answer that was sent is there only because the compiler returned it."""
    return (
        opinion.state == "draft"
        and opinion.submission is not None
        and opinion.submission.state == "approved"
        and opinion.round.state in TAKES_OPINIONS
    )
