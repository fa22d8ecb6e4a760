"""Searches that are kept, and mails about what they newly find: stored first, sent later."""

from search.alerts.jobs import run_alerts, schedule_alerts
from search.alerts.mail import read_unsubscribe_token, unsubscribe_token
from search.alerts.saving import (
    NO_ADDRESS,
    TOO_BROAD,
    TOO_MANY,
    RefusedError,
    change_saved_search,
    delete_saved_search,
    save_search,
    stop_alerts,
)
from search.alerts.sending import send_messages
from search.alerts.telling import store_messages

__all__ = [
    "NO_ADDRESS",
    "TOO_BROAD",
    "TOO_MANY",
    "RefusedError",
    "change_saved_search",
    "delete_saved_search",
    "read_unsubscribe_token",
    "run_alerts",
    "save_search",
    "schedule_alerts",
    "send_messages",
    "stop_alerts",
    "store_messages",
    "unsubscribe_token",
]
