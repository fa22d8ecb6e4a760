"""The agencies as a workbook: a first set, what there is, taking over what was edited."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from cms.importing import ImportRefused
from cms.importing.agency_book import (
    BookRefused,
    Plan,
    plan_import,
    read_book,
    starter_rows,
    take_over,
    write_agencies,
    write_rows,
)
from cms.models import Agency, User


class Command(BaseCommand):
    help = "Write the agencies into a workbook, or take a workbook over after showing what changes."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="write all agencies into FILE")
        export.add_argument("file", type=Path)
        starter = verbs.add_parser("starter", help="write a first set for a province into FILE")
        starter.add_argument("file", type=Path)
        starter.add_argument("--province", default="", help="“tỉnh …”; else the sample's")
        taking = verbs.add_parser("import", help="show what FILE would change; do it with --yes")
        taking.add_argument("file", type=Path)
        taking.add_argument("--yes", action="store_true", help="do what is shown")
        taking.add_argument("--by", default="", help="username, for the audit trail")
        taking.add_argument(
            "--deactivate-missing", action="store_true", help="agencies FILE does not name"
        )

    def handle(self, *, verb: str, file: Path, **options: Any) -> None:
        if verb == "export":
            agencies = Agency.objects.select_related("parent").in_protocol_order()
            file.write_bytes(write_agencies(agencies))
        elif verb == "starter":
            file.write_bytes(write_rows(starter_rows(options["province"])))
        else:
            self._import(file, **options)
            return
        self.stdout.write(str(file))

    def _import(
        self, file: Path, *, yes: bool, by: str, deactivate_missing: bool, **options: Any
    ) -> None:
        if not file.is_file():
            raise CommandError(f"No such file: {file}")
        person = User.objects.filter(username=by).first() if by else None
        if by and person is None:
            raise CommandError(f"No such user: {by}")
        try:
            rows = read_book(file)
            plan = plan_import(rows)
            self._tell(plan)
            if yes:
                take_over(
                    rows,
                    by=person,
                    fingerprint=plan.fingerprint,
                    deactivate_missing=deactivate_missing,
                )
                self.stdout.write("Taken over.")
            else:
                self.stdout.write("Nothing was changed; with --yes it is done.")
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except BookRefused as refusal:
            raise CommandError("\n".join(map(str, refusal.troubles))) from refusal

    def _tell(self, plan: Plan) -> None:
        for change in plan.new:
            self.stdout.write(f"+ {change.row.code}  {change.row.name}")
        for change in (*plan.changed, *plan.deactivated):
            self.stdout.write(f"~ {change.row.code}  {', '.join(change.titles)}")
        for row in plan.missing:
            self.stdout.write(f"? {row.code}  {row.name}: not in the file")
        self.stdout.write(
            f"new {len(plan.new)}, changed {len(plan.changed)},"
            f" deactivated {len(plan.deactivated)}, unchanged {len(plan.unchanged)},"
            f" not in the file {len(plan.missing)}"
        )
