"""One turn of the reminders by hand: `./run manage remind`; what was said today stays said."""

from typing import Any

from django.core.management.base import BaseCommand

from consultation.inviting import remind_due


class Command(BaseCommand):
    help = "Remind the agencies whose day has come, as the schedule does each quarter of an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_due()} agencies reminded")
