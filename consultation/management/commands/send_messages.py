"""One turn of the mails by hand, and how they stand: `./run manage send_messages`."""

from typing import Any

from django.core.management.base import BaseCommand

from consultation.models import MailState, Message
from consultation.notifying import deliver_messages


class Command(BaseCommand):
    help = "Send the messages that are due, as the worker does each minute; then count them all."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(deliver_messages())
        counted = Message.objects.counted_by_state()
        for state in MailState:
            self.stdout.write(f"{state.value:8} {counted.get(state.value, 0)}")
