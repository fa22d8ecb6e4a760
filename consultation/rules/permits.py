"""What a person may do, when: predicates that acts ask first and screens ask too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from consultation.rules.standing import (
    DESK,
    OUR_LETTER_IS_OUT,
    TAKES_OPINIONS,
    WRITERS,
    AnyUser,
    Role,
    standing_of,
)

if TYPE_CHECKING:
    from cms.models import Agency, DraftPage, Provision
    from consultation.models import Edition, Opinion, Round, Row, Submission


def can_plan_round(user: AnyUser, lead: Agency, draft: DraftPage) -> bool:
    """Its compilers; its head too, where it has compilers or drafts this law itself."""
    standing = standing_of(user)
    if standing.acts_for(lead.pk, Role.COMPILER):
        return True
    compiles = lead.memberships.filter(role=Role.COMPILER).exists()
    is_side = compiles or draft.drafting_agency_id == lead.pk
    return is_side and standing.acts_for(lead.pk, Role.HEAD)


def can_plan_on(user: AnyUser, rounds: Iterable[Round]) -> bool:
    """Ask about a draft that these rounds are about: an internal one is opened by who leads it."""
    ours = standing_of(user).agencies(DESK)
    return all(round_.is_public or round_.lead_id in ours for round_ in rounds)


def can_begin_rounds(user: AnyUser) -> bool:
    """Be offered to plan a round at all: whose work it is."""
    return bool(standing_of(user).agencies(frozenset({Role.COMPILER})))


def can_manage_round(user: AnyUser, round_: Round) -> bool:
    """Open it, close it, extend it, invite, follow who has answered."""
    return standing_of(user).acts_for(round_.lead_id, *DESK)


def can_answer_round(user: AnyUser, round_: Round, agency_id: int) -> bool:
    """Begin to write for an agency that is asked; the caller knows it was invited."""
    return round_.state in TAKES_OPINIONS and standing_of(user).acts_for(agency_id, *WRITERS)


def can_write(user: AnyUser, submission: Submission) -> bool:
    return (
        submission.is_editable
        and submission.round.state in TAKES_OPINIONS
        and standing_of(user).acts_for(submission.agency_id, *WRITERS)
    )


def can_amend(user: AnyUser, opinion: Opinion) -> bool:
    """A draft, while its answer is written; in an answer that was sent, what was returned alone."""
    return (
        opinion.state == "draft"
        and opinion.submission is not None
        and (can_write(user, opinion.submission) or _may_make_specific(user, opinion))
    )


def _may_make_specific(user: AnyUser, opinion: Opinion) -> bool:
    """Only the compiler's return makes a draft in an answer that was sent."""
    submission = opinion.submission
    return (
        submission is not None
        and submission.state == "approved"
        and submission.round.state in TAKES_OPINIONS
        and standing_of(user).acts_for(opinion.agency_id, *WRITERS)
    )


def can_withdraw(user: AnyUser, opinion: Opinion) -> bool:
    """Take a draft back while its answer is written; of an answer that was sent, its head does."""
    return (
        opinion.state == "draft"
        and opinion.submission is not None
        and can_write(user, opinion.submission)
    )


def can_restore(user: AnyUser, opinion: Opinion) -> bool:
    """Put back what was withdrawn, while its submission is still being written."""
    return (
        opinion.state == "withdrawn"
        and opinion.submission is not None
        and can_write(user, opinion.submission)
    )


def can_discuss_opinion(user: AnyUser, opinion: Opinion, audience: str) -> bool:
    """Talk inside the agency, or, once it was sent, between the agency and the compilers."""
    standing = standing_of(user)
    own = standing.acts_for(opinion.agency_id, *WRITERS)
    if audience == "agency" or opinion.state != "approved":
        return own and audience == "agency"
    return own or standing.acts_for(opinion.round.lead_id, *DESK)


def can_send_up(user: AnyUser, submission: Submission) -> bool:
    return can_write(user, submission)


def can_approve(user: AnyUser, submission: Submission) -> bool:
    return (
        submission.state == "sent_up"
        and submission.round.state in TAKES_OPINIONS
        and standing_of(user).acts_for(submission.agency_id, Role.HEAD)
    )


def can_return(user: AnyUser, submission: Submission) -> bool:
    """The head before approving; the compiler afterwards, until our deadline."""
    standing = standing_of(user)
    if submission.state == "sent_up":
        return standing.acts_for(submission.agency_id, Role.HEAD)
    return submission.state == "approved" and can_return_sent(user, submission.round)


def can_return_sent(user: AnyUser, round_: Round) -> bool:
    """Give back, as the compiler, what agencies have sent."""
    return (
        round_.state == "open"
        and not round_.is_past_deadline
        and standing_of(user).acts_for(round_.lead_id, Role.COMPILER)
    )


def can_record_letter(user: AnyUser, submission: Submission) -> bool:
    """Number and date of the agency's letter, known once it is signed."""
    standing = standing_of(user)
    return submission.state == "approved" and (
        standing.acts_for(submission.agency_id, *WRITERS, Role.CLERK)
        or standing.acts_for(submission.round.lead_id, Role.COMPILER)
    )


def can_check_receipt(user: AnyUser, submission: Submission) -> bool:
    """See that a code is genuine: anybody who holds it, where the record is public."""
    return submission.round.is_public or standing_of(user).acts_for(submission.round.lead_id)


def can_compile(user: AnyUser, round_: Round) -> bool:
    """See the desk: all opinions that were sent, and the rows."""
    return standing_of(user).acts_for(round_.lead_id, *DESK)


def can_decide(user: AnyUser, round_: Round) -> bool:
    """Place opinions and decide rows, until the letter has gone."""
    return round_.state in TAKES_OPINIONS and can_compile(user, round_)


def can_make_edition(user: AnyUser, round_: Round) -> bool:
    return can_decide(user, round_)


def can_draw_edition(user: AnyUser, edition: Edition) -> bool:
    """Ask for its documents once more, where a worker failed."""
    return standing_of(user).acts_for(edition.round.lead_id, *DESK, Role.CLERK)


def can_issue(user: AnyUser, edition: Edition) -> bool:
    """Record number, date and signatory of a final edition that has gone out."""
    return (
        edition.status == "final"
        and edition.round.state == "closed"
        and standing_of(user).acts_for(edition.round.lead_id, Role.CLERK, Role.COMPILER)
    )


def can_record_answer(user: AnyUser, row: Row) -> bool:
    """Enter what the drafting agency answered, once our letter is out."""
    return row.round.state in OUR_LETTER_IS_OUT and standing_of(user).acts_for(
        row.round.lead_id, Role.COMPILER
    )


def can_publish_answers(user: AnyUser, round_: Round) -> bool:
    return round_.state == "issued" and can_compile(user, round_)


def can_list_editions(user: AnyUser, round_: Round) -> bool:
    """The compilers, and the clerk who enters number and date."""
    return standing_of(user).acts_for(round_.lead_id, *DESK, Role.CLERK)


def can_read_names(user: AnyUser, round_: Round) -> bool:
    """Which agencies were asked and which answered: to all once the record is open."""
    return round_.state == "answered" or can_list_editions(user, round_)


def can_read_reasons(user: AnyUser, round_: Round) -> bool:
    """Why we decided as we did: for the house and those it asked, never for the public."""
    mine = standing_of(user).agencies()
    if not mine:
        return False
    return round_.lead_id in mine or round_.invitations.filter(agency__in=mine).exists()


def can_discuss(user: AnyUser, provision: Provision) -> bool:
    """Have a margin to write in at all: anybody who acts for an agency."""
    return bool(standing_of(user).by_role) and provision.retired_at is None


def can_read_restricted(user: AnyUser, rounds: list[Round]) -> bool:
    """Read a draft all of whose rounds are internal: whom they ask, and who leads."""
    mine = standing_of(user).agencies()
    return any(
        round_.lead_id in mine
        or any(invitation.agency_id in mine for invitation in round_.invitations.all())
        for round_ in rounds
    )
