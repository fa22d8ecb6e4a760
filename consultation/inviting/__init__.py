"""A round from plan to close: plan, invite, open, extend, close, reopen; who has opened it."""

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
    "extend_round",
    "invite_agencies",
    "note_opening",
    "open_round",
    "plan_round",
]
