"""What people are told: stored with what happened, shown on their screen, sent by mail later.

Each subject has a module of receivers here, connected below; acts never write messages or mails.
"""

from consultation.notifying import answers, errata, meetings, members, public, reminders, rounds
from consultation.notifying.delivering import STILL_SO, deliver_messages
from consultation.notifying.jobs import lay_schedules
from consultation.notifying.people import people_of
from consultation.notifying.reading import note_all_read, note_read, send_again, sweep_messages
from consultation.notifying.storing import drop_messages, store_message

__all__ = [
    "STILL_SO",
    "connect",
    "deliver_messages",
    "drop_messages",
    "lay_schedules",
    "note_all_read",
    "note_read",
    "people_of",
    "send_again",
    "store_message",
    "sweep_messages",
]


def connect() -> None:
    """One line for each subject that has receivers."""
    answers.connect()
    rounds.connect()
    errata.connect()
    reminders.connect()
    public.connect()
    members.connect()
    meetings.connect()
