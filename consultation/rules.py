"""Who may do what, when: the only permission code.

Plain predicates `can_…(user, thing)` and `Q` builders `visible_…(user)`. It stands below the
models, so it knows their fields, and their names only for typing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Q

from cms import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.models import Provision, User
    from consultation.models import Edition, Opinion, Round, Row, Submission

AnyUser: TypeAlias = "User | AnonymousUser"


class Role(StrEnum):
    OFFICER = "officer"
    FOCAL = "focal"
    HEAD = "head"
    CLERK = "clerk"
    COMPILER = "compiler"


WRITERS = frozenset({Role.OFFICER, Role.FOCAL, Role.HEAD})
DESK = frozenset({Role.COMPILER, Role.HEAD})

# In these states what an agency sends still goes in: late is kept, marked, placed.
TAKES_OPINIONS = frozenset({"open", "closed"})
KNOWN_TO_ALL = ("open", "closed", "issued", "answered")


@dataclass(frozen=True)
class Standing:
    """The agencies a person acts for today, by role; empty for a visitor."""

    by_role: dict[str, frozenset[int]]

    def agencies(self, roles: frozenset[Role] = frozenset(Role)) -> frozenset[int]:
        return frozenset().union(*(self.by_role.get(role, frozenset()) for role in roles))

    def acts_for(self, agency_id: int | None, *roles: Role) -> bool:
        return agency_id in self.agencies(frozenset(roles) or frozenset(Role))


def standing_of(user: AnyUser) -> Standing:
    """One query a request: kept on the user object, which lives as long as the request."""
    if not user.is_authenticated or not user.is_active:
        return Standing({})
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        today = clock.today()
        held: dict[str, set[int]] = {}
        in_time = (Q(starts_on=None) | Q(starts_on__lte=today)) & (
            Q(ends_on=None) | Q(ends_on__gte=today)
        )
        for role, agency_id in user.memberships.filter(in_time).values_list("role", "agency_id"):
            held.setdefault(role, set()).add(agency_id)
        kept = Standing({role: frozenset(ids) for role, ids in held.items()})
        user._standing = kept  # type: ignore[union-attr]
    return kept


# Rounds


def visible_rounds(user: AnyUser) -> Q:
    """Public rounds once opened; internal ones to who leads them and whom they ask."""
    mine = standing_of(user).agencies()
    public = Q(is_public=True, state__in=KNOWN_TO_ALL)
    if not mine:
        return public
    asked = Q(invitations__agency__in=mine, state__in=KNOWN_TO_ALL)
    return public | Q(lead__in=mine) | asked


def can_plan_round(user: AnyUser, lead_id: int) -> bool:
    return standing_of(user).acts_for(lead_id, *DESK)


def can_manage_round(user: AnyUser, round_: Round) -> bool:
    """Open it, close it, extend it, invite, follow who has answered."""
    return standing_of(user).acts_for(round_.lead_id, *DESK)


# Submissions and opinions


def visible_submissions(user: AnyUser) -> Q:
    """One's own agency's; the compilers see what was sent, never drafts."""
    standing = standing_of(user)
    own = Q(agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    return own | Q(round__lead__in=standing.agencies(DESK), state="approved")


def visible_opinions(user: AnyUser) -> Q:
    """One's own agency's, drafts too; as a compiler what was sent; else what is public."""
    standing = standing_of(user)
    public = Q(visibility="public", state="approved", round__is_public=True)
    if not standing.by_role:
        return public
    own = Q(agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    sent = Q(
        round__lead__in=standing.agencies(DESK),
        state="approved",
        visibility__in=["lead", "public"],
    )
    return public | own | sent


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
    return (
        opinion.state == "draft"
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
    return (
        submission.state == "approved"
        and submission.round.state == "open"
        and not submission.round.is_past_deadline
        and standing.acts_for(submission.round.lead_id, Role.COMPILER)
    )


def can_record_letter(user: AnyUser, submission: Submission) -> bool:
    """Number and date of the agency's letter, known once it is signed."""
    standing = standing_of(user)
    return submission.state == "approved" and (
        standing.acts_for(submission.agency_id, *WRITERS, Role.CLERK)
        or standing.acts_for(submission.round.lead_id, Role.COMPILER)
    )


# Synthesis and editions


def visible_rows(user: AnyUser) -> Q:
    """The compilers' always; the asked agencies' once issued; the public's once answered."""
    standing = standing_of(user)
    public = Q(round__is_public=True, round__state="answered")
    if not standing.by_role:
        return public
    asked = Q(
        sources__opinion__agency__in=standing.agencies(),
        round__state__in=["issued", "answered"],
    )
    return public | asked | Q(round__lead__in=standing.agencies(DESK))


def can_compile(user: AnyUser, round_: Round) -> bool:
    """See the desk: all opinions that were sent, and the rows."""
    return standing_of(user).acts_for(round_.lead_id, *DESK)


def can_decide(user: AnyUser, round_: Round) -> bool:
    """Place opinions and decide rows, until the letter has gone."""
    return round_.state in TAKES_OPINIONS and can_compile(user, round_)


def can_make_edition(user: AnyUser, round_: Round) -> bool:
    return can_decide(user, round_)


def can_issue(user: AnyUser, edition: Edition) -> bool:
    """Record number, date and signatory of a final edition that has gone out."""
    return (
        edition.status == "final"
        and edition.round.state == "closed"
        and standing_of(user).acts_for(edition.round.lead_id, Role.CLERK, Role.COMPILER)
    )


def can_record_answer(user: AnyUser, row: Row) -> bool:
    """Enter what the drafting agency answered, once our letter is out."""
    return row.round.state in {"issued", "answered"} and standing_of(user).acts_for(
        row.round.lead_id, Role.COMPILER
    )


def can_publish_answers(user: AnyUser, round_: Round) -> bool:
    return round_.state == "issued" and can_compile(user, round_)


def visible_editions(user: AnyUser) -> Q:
    standing = standing_of(user)
    public = Q(round__is_public=True, round__state="answered", status="final")
    return public | Q(round__lead__in=standing.agencies(DESK | {Role.CLERK}))


def visible_edition_files(user: AnyUser) -> Q:
    """The internal table stays with the lead; what was submitted follows its edition."""
    standing = standing_of(user)
    public = Q(
        kind="submission",
        edition__status="final",
        edition__round__is_public=True,
        edition__round__state="answered",
    )
    return public | Q(edition__round__lead__in=standing.agencies(DESK | {Role.CLERK}))


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


# Reading


def visible_drafts(user: AnyUser) -> Q:
    """Drafts without rounds or with a public one; others to who leads or is asked."""
    public = Q(rounds=None) | Q(rounds__is_public=True)
    mine = standing_of(user).agencies()
    if not mine:
        return public
    return public | Q(rounds__lead__in=mine) | Q(rounds__invitations__agency__in=mine)


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
