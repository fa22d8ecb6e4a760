"""A round from plan to close: plan, invite, open, extend, close, reopen; errata of its text."""

from consultation.inviting.errata import connect
from consultation.inviting.rounds import (
    close_round,
    extend_round,
    invite_agencies,
    note_opening,
    open_round,
    plan_round,
)

__all__ = [
    "close_round",
    "connect",
    "extend_round",
    "invite_agencies",
    "note_opening",
    "open_round",
    "plan_round",
]
