"""Make a new draft law of a file: its pages wait in the admin, or are published at once."""

from pathlib import Path
from typing import Any, cast

from django.core.management import BaseCommand, CommandError, CommandParser

from cms.importing import ImportRefused, TrackedChanges, read_safely
from cms.importing.draft_import import SourceFile, import_draft
from cms.models import Agency, AgencyKind, DraftIndexPage, User, VersionPage
from cms.structure.levels import Level
from cms.structure.outline import Outline


class Command(BaseCommand):
    help = "Make a new draft law of a file; its pages wait in the admin unless --publish is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", default="", help="else as in the file's head")
        parser.add_argument("--publish", action="store_true", help="publish all of it at once")
        parser.add_argument("--by", default="", help="username of an editor; else an administrator")
        parser.add_argument(
            "--agency", default="", help="code of the drafting agency; else named in the file"
        )
        parser.add_argument(
            "--changes",
            choices=("ask", "accept", "reject"),
            default="ask",
            help="how tracked changes of a Word file are read",
        )

    def handle(self, *, file: Path, changes: str, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"No such file: {file}")
        try:
            outline = read_safely(file, tracked_changes=cast("TrackedChanges", changes))
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        version = _import(file, outline, changes=changes, **options)
        for warning in outline.warnings:
            self.stderr.write(f"! {warning.line}: {warning.message}")
        self.stdout.write(version.get_full_url())


def _import(
    file: Path,
    outline: Outline,
    *,
    changes: str,
    title: str,
    publish: bool,
    by: str,
    agency: str,
    **options: Any,
) -> VersionPage:
    decided = "" if changes == "ask" else changes
    try:
        return import_draft(
            DraftIndexPage.objects.get(),
            outline,
            SourceFile(file.name, file.read_bytes(), decided),
            by=_editor(by),
            drafting_agency=_drafting_agency(agency, outline),
            title=title,
            publish=publish,
        )
    except DraftIndexPage.DoesNotExist as error:
        raise CommandError("The site has no pages yet: run `manage.py sync_site`.") from error


def _editor(username: str) -> User:
    if username:
        found = User.objects.filter(username=username).first()
    else:
        found = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if found is None:
        raise CommandError("No such account: name an editor with --by.")
    return found


def _drafting_agency(code: str, outline: Outline) -> Agency:
    """The agency of that code; else the one that the head of the file names.

    Of a file that names none nobody has told us who drafted it.
    """
    if code:
        found = Agency.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"No agency has the code “{code}”.")
        return found
    heads = (node.text for node in outline.nodes if node.level is Level.PREAMBLE)
    head = next(heads, "").casefold()
    named = [agency for agency in Agency.objects.all() if agency.name.casefold() in head]
    if named:
        return max(named, key=lambda agency: len(agency.name))
    return Agency.objects.get_or_create(
        code="chua-ro",
        defaults={
            "name": "Cơ quan soạn thảo chưa rõ",
            "kind": AgencyKind.OTHER,
            "is_active": False,
        },
    )[0]
