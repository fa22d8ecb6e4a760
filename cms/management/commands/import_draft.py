"""Publish a law's file as a new draft."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from cms.importing import ImportRefused, read_safely
from cms.importing.draft_import import SourceFile, import_draft
from cms.models import Agency, DraftIndexPage, User


class Command(BaseCommand):
    help = "Publish a law's file as a new draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="username of an editor")
        parser.add_argument("--agency", required=True, help="code of the drafting agency")
        parser.add_argument("--title", default="")

    def handle(self, *, file: Path, by: str, agency: str, title: str, **options: Any) -> None:
        try:
            outline = read_safely(file)
            version = import_draft(
                DraftIndexPage.objects.get(),
                outline,
                SourceFile(file.name, file.read_bytes()),
                by=User.objects.get(username=by),
                drafting_agency=Agency.objects.get(code=agency),
                title=title,
            )
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (User.DoesNotExist, Agency.DoesNotExist, DraftIndexPage.DoesNotExist) as error:
            raise CommandError(f"{error} Run `manage.py sync_site`, or check the name.") from error
        for warning in outline.warnings:
            self.stderr.write(f"! {warning.line}: {warning.message}")
        self.stdout.write(version.get_full_url())
