"""Read the words of dossier files that were put in before words were kept."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.importing.dossier import read_missing_words


class Command(BaseCommand):
    help = "Read the words of old files of dossiers, so that the search finds them by their text."

    def handle(self, *args: Any, **options: Any) -> None:
        read, telling = read_missing_words()
        self.stdout.write(f"{read} files read, {telling} with words")
