"""Fill an empty site with a demo: a province, a law, a round with its synthesis, and history."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from cms.importing import ImportRefused
from cms.models import User
from consultation.management.demo.people import PASSWORD
from consultation.management.demo.report import accounts, what_is_in
from consultation.management.demo.show import Show
from consultation.models import Edition
from consultation.synthesis import draw_edition


class Command(BaseCommand):
    help = "Fill an empty site with a demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a law; default: the sample decree")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("This site has people already: the demo fills an empty one only.")
        with TemporaryDirectory() as folder:
            show = Show(file, Path(folder))
            try:
                for title, act in show.acts():
                    self._step(title, act)
            except ImportRefused as refusal:
                raise CommandError(str(refusal)) from refusal
            self._step("Vẽ các tệp PDF", lambda: draw_edition(show.edition))
        self._tell(show.edition, show.code)

    def _step(self, title: str, act: Callable[[], object]) -> None:
        self.stdout.write(f"  {title} … ", ending="")
        self.stdout.flush()
        begun = time.monotonic()
        act()
        self.stdout.write(f"xong ({time.monotonic() - begun:.1f} giây)")

    def _tell(self, edition: Edition, code: str) -> None:
        self.stdout.write("")
        for line in accounts():
            self.stdout.write(line)
        self.stdout.write(f"Mật khẩu chung: {PASSWORD}    Địa chỉ: {settings.BASE_URL}")
        self.stdout.write(f"Cơ quan chưa có tài khoản: /kich-hoat/ với mã {code}")
        self.stdout.write("")
        for line in what_is_in(edition):
            self.stdout.write(line)
