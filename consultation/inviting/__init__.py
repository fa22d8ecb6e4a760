"""A round from plan to close: plan, ask, open, extend, remind, close; errata of its text."""

from consultation.inviting.asking import file_request, invite_agencies, note_opening
from consultation.inviting.calendar_file import calendar_file
from consultation.inviting.errata import connect
from consultation.inviting.public import ask_public
from consultation.inviting.questions import ask_question, change_question, withdraw_question
from consultation.inviting.reminding import (
    remind_agencies,
    remind_due,
    remind_round,
    resume_reminders,
    stop_reminders,
)
from consultation.inviting.rounds import (
    change_plan,
    close_round,
    extend_round,
    open_round,
    plan_round,
)

__all__ = [
    "ask_public",
    "ask_question",
    "calendar_file",
    "change_plan",
    "change_question",
    "close_round",
    "connect",
    "extend_round",
    "file_request",
    "invite_agencies",
    "note_opening",
    "open_round",
    "plan_round",
    "remind_agencies",
    "remind_due",
    "remind_round",
    "resume_reminders",
    "stop_reminders",
    "withdraw_question",
]
