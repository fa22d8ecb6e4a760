"""Letters as they come: who enters them, who reads them, who takes them over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from consultation.rules.standing import (
    DESK,
    TAKES_OPINIONS,
    WRITERS,
    AnyUser,
    Role,
    standing_of,
)

if TYPE_CHECKING:
    from consultation.models import Letter, Round

# At the lead: compilers and head, and the clerk whom letters reach first.
ENTERS_LETTERS = DESK | {Role.CLERK}
# At an agency: who writes for it, and the clerk who keeps its letters.
BRINGS_LETTERS = WRITERS | {Role.CLERK}


def visible_letters(user: AnyUser) -> Q:
    """What the lead entered or was sent signed; one's own agency's that it brought or that stand.

    A letter that an agency brought and has not sent is as private as its drafts.
    """
    standing = standing_of(user)
    if not standing.by_role:
        return Q(pk__in=[])
    entered = Q(is_from_agency=False) | Q(is_signed=True, state="taken")
    led = Q(round__lead__in=standing.agencies(ENTERS_LETTERS)) & entered
    mine = Q(agency__in=standing.agencies(BRINGS_LETTERS))
    return led | mine & (Q(is_from_agency=True) | Q(state="taken"))


def can_see_ledger(user: AnyUser, round_: Round) -> bool:
    """Look at the ledger of letters of a round one leads."""
    return standing_of(user).acts_for(round_.lead_id, *ENTERS_LETTERS)


def can_enter_letters(user: AnyUser, round_: Round) -> bool:
    """Note letters that reached the lead, until its own letter has gone."""
    return round_.state in TAKES_OPINIONS and can_see_ledger(user, round_)


def can_bring_letter(user: AnyUser, round_: Round, agency_id: int) -> bool:
    """Bring the letter of an agency one writes for; the caller knows it was invited."""
    return round_.state in TAKES_OPINIONS and standing_of(user).acts_for(agency_id, *BRINGS_LETTERS)


def can_work_on_letter(user: AnyUser, letter: Letter) -> bool:
    """Read it against the law, correct what was read, take it over: whose side entered it."""
    if letter.is_from_agency:
        return can_bring_letter(user, letter.round, letter.agency_id)
    return can_enter_letters(user, letter.round)


def can_take_back_letter(user: AnyUser, letter: Letter) -> bool:
    """Undo an entry: whoever may work on it; once taken over, only the side of the lead."""
    if letter.state == "taken":
        return can_enter_letters(user, letter.round)
    return letter.state in ("noted", "read") and can_work_on_letter(user, letter)
