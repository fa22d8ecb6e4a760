"""A site of its own for one test: its folder, its database, a server that can be killed."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

from deploy import ports
from tests import migrated
from tests.never_lost.sending import Answer, Words, send_form

ROOT = Path(__file__).resolve().parents[2]
OFFICERS = 8
# Whole consultation, and what its officers' browsers hold.
PREPARE = f"""
import json
from django.conf import settings
from django.test import Client
from tests.factories import open_consultation
settings.AXES_ENABLED = False
consultation = open_consultation(agencies={OFFICERS})
officers = []
for agency in consultation.agencies:
    client = Client()
    user = consultation.officers[agency.pk]
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    seat = f"{{consultation.round.uid}}:{{agency.code}}"
    officers.append({{"session": client.cookies["sessionid"].value, "seat": seat}})
provisions = consultation.version.provisions.filter(retired_at=None)
print(json.dumps({{
    "officers": officers,
    "version": str(consultation.version.uid),
    "provisions": [str(provision.uid) for provision in provisions],
}}))
"""
STORED = """
import json
from consultation.models import Opinion
stored = Opinion.objects.values_list("token", "text")
print(json.dumps([[str(token), text] for token, text in stored]))
"""
VERIFIED = """
import json
from consultation import audit
print(json.dumps(list(audit.verify())))
"""
BEGIN = "import django; django.setup()\n"


@dataclass
class OwnSite:
    """`application` is what the server serves; a control puts a careless one in its place."""

    folder: Path
    database: str = ""
    application: str = "config.wsgi"
    workers: int = 2
    port: int = 0
    server: subprocess.Popen[bytes] | None = None

    @cached_property
    def scene(self) -> dict[str, Any]:
        return self.ask(PREPARE)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "PYTHONPATH": str(ROOT),
            # What a full disk would cut off must not lie about for others.
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "tests.never_lost.settings",
            "ENV_FILE": str(self.folder / "none"),
            "SECRET_KEY": "only-for-tests",
            "DEBUG": "False",
            "REQUIRE_SECOND_FACTOR": "False",
            "BASE_URL": f"http://localhost:{self.port}",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database or f"sqlite:///{self.folder / 'site.sqlite3'}",
        }

    def prepare(self) -> None:
        """SQLite: a copy of the migrated test database; PostgreSQL: migrated here."""
        if self.database:
            self.manage("migrate")
        else:
            shutil.copy(migrated.own_copy(), self.folder / "site.sqlite3")
        self.scene  # noqa: B018  made now, not while the server runs

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL
        )

    def ask(self, script: str) -> Any:
        """What a script prints as JSON, run with the site's settings."""
        command = [sys.executable, "-c", BEGIN + script]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout)

    def start(self) -> None:
        # Other processes look for a free port at the same moment.
        self.port = self.port or ports.first_free(8400 + os.getpid() % 400)
        gunicorn = [sys.executable, "-m", "gunicorn", self.application, "--worker-class=gthread"]
        options = [f"--workers={self.workers}", "--threads=4", "--log-level=error"]
        where = f"--bind={ports.LOOPBACK}:{self.port}"
        self.server = subprocess.Popen(
            [*gunicorn, *options, "--no-control-socket", where],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while not ports.answers(self.port):
            if time.monotonic() > until or self.server.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)

    def kill(self) -> None:
        """Master and workers at once, in the middle of whatever they do."""
        if self.server and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()

    def limit_files(self, size: int) -> None:
        """From now on no file of the server's workers grows beyond so many bytes."""
        for worker in self._workers():
            hard = resource.prlimit(worker, resource.RLIMIT_FSIZE)[1]
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, hard))

    def _workers(self) -> Iterator[int]:
        assert self.server
        master = self.server.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text()
        yield from map(int, children.split())

    def words(self, officer: int, number: int) -> Words:
        """A new opinion of one officer, told from all others by its text."""
        provisions = self.scene["provisions"]
        return {
            "version": self.scene["version"],
            "provision": provisions[number % len(provisions)],
            "token": str(uuid4()),
            "lock_version": "0",
            "seat": self.scene["officers"][officer]["seat"],
            "kind": "amend",
            "text": f"Đề nghị thứ {officer}-{number}",
            "reason": "Bưu chính đến xã biên giới mất bốn đến năm ngày.",
        }

    def send(self, officer: int, words: Words) -> Answer:
        session = self.scene["officers"][officer]["session"]
        return send_form(self.port, "/gop-y/y-kien/", words, session=session)

    def stored(self) -> list[tuple[str, str]]:
        """Token and text of every opinion."""
        return [(token, text) for token, text in self.ask(STORED)]

    def breaks_in_the_chain(self) -> list[str]:
        return self.ask(VERIFIED)
