"""A round's asking: its plan, its request letter and questions, the reminders, its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consultation.rules.permits import can_manage_round
from consultation.rules.standing import KNOWN_TO_ALL, AnyUser, standing_of

if TYPE_CHECKING:
    from consultation.models import Round

TAKES_QUESTIONS = ("planned", "open")
REMINDS = ("open", "closed")


def can_change_plan(user: AnyUser, round_: Round) -> bool:
    """Its name, dates and audience, as long as nobody was told of it."""
    return round_.state == "planned" and can_manage_round(user, round_)


def can_file_request(user: AnyUser, round_: Round) -> bool:
    """Put the drafting agency's letter with the round, also later."""
    return round_.state in ("planned", "open", "closed") and can_manage_round(user, round_)


def can_ask_questions(user: AnyUser, round_: Round) -> bool:
    """After the deadline nobody has time for a new one."""
    return round_.state in TAKES_QUESTIONS and can_manage_round(user, round_)


def can_remind(user: AnyUser, round_: Round) -> bool:
    return round_.state in REMINDS and can_manage_round(user, round_)


def is_side(user: AnyUser, round_: Round) -> bool:
    """Acts for who leads it or, once it is open, for an agency it asks."""
    mine = standing_of(user).agencies()
    if not mine:
        return False
    if round_.lead_id in mine:
        return True
    is_known = round_.state in KNOWN_TO_ALL
    return is_known and round_.invitations.filter(agency__in=mine).exists()


def can_read_request(user: AnyUser, round_: Round) -> bool:
    """A letter between offices is for those it went to, also where the record is public."""
    return is_side(user, round_)


def can_take_calendar(user: AnyUser, round_: Round) -> bool:
    return is_side(user, round_)
