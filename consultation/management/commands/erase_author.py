"""Erase the personal data of citizens who commented: at one's request, or when it has been kept
long enough after the drafting agency's answer was published."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms import clock
from consultation.commenting import erase_author
from consultation.models import PublicComment

A_MONTH = timedelta(days=30)


class Command(BaseCommand):
    help = (
        "Erase the personal data of authors of public comments: all of one e-mail address, the one"
        " of a receipt code, or all whose round was answered so many months ago."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--email", help="as the citizen wrote it; capitals do not matter")
        which.add_argument("--code", help="receipt code, like GY-2026-1234567-ABCD")
        which.add_argument("--months-after-answer", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        kept = PublicComment.objects.filter(author__erased_at=None)
        if options.get("email"):
            chosen = kept.filter(author__email__iexact=options["email"].strip())
        elif options.get("code"):
            chosen = kept.filter(receipt_code=options["code"].strip().upper())
        elif options.get("months_after_answer") is not None:
            since = clock.now() - A_MONTH * options["months_after_answer"]
            chosen = kept.filter(round__answered_at__lt=since)
        else:
            raise CommandError("Say whose: --email, --code or --months-after-answer.")
        count = 0
        for comment in chosen.order_by("pk"):
            erase_author(comment, by=None)
            count += 1
        self.stdout.write(f"{count} erased")
