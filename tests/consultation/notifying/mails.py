"""A message stored for somebody, and the worker's turn so much later."""

from datetime import timedelta

import time_machine
from django.core import mail

from cms import clock
from consultation import notifying

# Of the tests' own: its templates are made by `kind`.
CONTEXT = {"what": "Dự thảo Nghị định"}


def later(**passed):
    return time_machine.travel(clock.now() + timedelta(**passed), tick=False)


def run(**passed):
    """One turn of the worker, so much later; the mails it sent."""
    mail.outbox.clear()
    with later(**passed):
        notifying.deliver_messages()
    return list(mail.outbox)
