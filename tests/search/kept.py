"""A search that is kept, something new for it, and the job so much later."""

from datetime import timedelta

import time_machine
from django.core import mail

from cms import clock
from search import alerts
from search.models import Frequency
from search.query import SearchQuery
from tests.factories import written_opinion

WORDS = "bưu cục Sín Thầu"


def keep(user, frequency=Frequency.AT_ONCE, words=WORDS):
    return alerts.save_search(SearchQuery(words), by=user, name="Bưu cục", frequency=frequency)


def say(consultation, words="Xã Sín Thầu chưa có bưu cục", **values):
    return written_opinion(consultation, text=words, reason="", **values)


def later(**passed):
    return time_machine.travel(clock.now() + timedelta(**passed), tick=False)


def run(**passed):
    """The scheduled job, so much later; the mails it sent."""
    mail.outbox.clear()
    with later(**(passed or {"minutes": 6})):
        alerts.run_alerts()
    return list(mail.outbox)
