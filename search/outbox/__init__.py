"""What an engine outside the database has still to be told, and the telling."""

from search.outbox.asking import Answer, ask
from search.outbox.noting import note, waiting_keys, wake
from search.outbox.rebuilding import RebuildUnderWay, rebuild_index
from search.outbox.sending import Sent, schedule_sending, send_waiting
from search.outbox.verifying import (
    Difference,
    Health,
    compare,
    health,
    mend,
    schedule_verifying,
    verify_nightly,
)

__all__ = [
    "Answer",
    "Difference",
    "Health",
    "RebuildUnderWay",
    "Sent",
    "ask",
    "compare",
    "health",
    "mend",
    "note",
    "rebuild_index",
    "schedule_sending",
    "schedule_verifying",
    "send_waiting",
    "verify_nightly",
    "waiting_keys",
    "wake",
]
