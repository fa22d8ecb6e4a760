"""Throw away uploads that nobody confirmed; a worker does it every night."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from cms.importing.expiry import KEPT_DAYS, forget_imports


class Command(BaseCommand):
    help = "Throw away uploads of draft laws that were never confirmed, with their files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="older than so many days")

    def handle(self, *, days: int, **options: Any) -> None:
        self.stdout.write(f"{forget_imports(days)} uploads were thrown away.")
