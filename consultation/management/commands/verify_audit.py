"""Check the audit chain from its first entry to its head."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from consultation import audit
from consultation.models import AuditEntry


class Command(BaseCommand):
    help = "Check the audit chain from its first entry to its head."

    def handle(self, **options: Any) -> None:
        faults = list(audit.verify())
        if faults:
            raise CommandError("The audit chain does not hold:\n" + "\n".join(faults))
        self.stdout.write(f"The audit chain holds: {AuditEntry.objects.count()} entries.")
