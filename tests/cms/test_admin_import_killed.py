"""The power goes while a draft law is imported: no draft law, or one whole one."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import migrated

# It works on a copy of its own; so marked, the database to be copied is migrated first.
pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 150
# One page an article, and one for the preamble.
SECTIONS = ARTICLES + 1
CLAUSES = 3

PREPARE = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from cms.importing.keeping import keep_import
from cms.models import Agency, User
from cms.publishing.site import lay_site
lay_site(base_url="http://testserver", name="x")
Agency.objects.create(code="btp", name="Bộ Tư pháp", kind="ministry")
by = User.objects.create_superuser("bien-tap", full_name="Biên tập viên")
keep_import(SimpleUploadedFile("luat.txt", Path(FILE).read_bytes()), by=by)
"""
CONFIRM = """
from cms.importing.draft_import import confirm_import
from cms.models import Agency, DraftImport, User
kept, by = DraftImport.objects.get(), User.objects.get()
print("begins", flush=True)
confirm_import(
    kept, by=by, title="Luật thử", document_type="law", drafting_agency=Agency.objects.get()
)
"""
COMMAND = """
from django.core.management import call_command
print("begins", flush=True)
call_command("import_draft", FILE, "--title", "Luật thử", "--agency", "btp", "--publish")
"""
# What is done, and how many uploads know afterwards what became of them.
WAYS = {"confirmed in the admin": (CONFIRM, 1), "by the command": (COMMAND, 0)}
BEGIN = "import django; django.setup()\n"


@pytest.fixture
def site(django_db_setup, tmp_path):
    """A folder with a migrated database, one upload in it; and how to work on it from outside."""
    if not migrated.own_copy().is_file():
        pytest.skip("the migrated copy is kept on SQLite only")
    shutil.copy(migrated.own_copy(), tmp_path / "site.sqlite3")
    lines = ["Căn cứ Hiến pháp;"]
    for article in range(1, ARTICLES + 1):
        lines.append(f"Điều {article}. Tên điều")
        lines += [f"{clause}. Khoản này nói một việc." for clause in range(1, CLAUSES + 1)]
    (tmp_path / "luat.txt").write_text("\n".join(lines), encoding="utf-8")
    work(tmp_path, PREPARE).communicate()
    return tmp_path


def work(folder, script):
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ENV_FILE": str(folder / "none"),
        "SECRET_KEY": "only-for-tests",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
    }
    return subprocess.Popen(
        [sys.executable, "-c", f"{BEGIN}FILE = {str(folder / 'luat.txt')!r}\n{script}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def found(folder):
    """Drafts, sections, provisions, and imports that know what became of them."""
    tables = ("cms_draftpage", "cms_sectionpage", "cms_provision")
    with closing(sqlite3.connect(folder / "site.sqlite3")) as database:
        counts = [database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
        known = database.execute("SELECT count(version_id) FROM cms_draftimport").fetchone()[0]
    return (*counts, known)


def seconds_of(folder, script):
    worker = work(folder, script)
    worker.stdout.readline()
    begun = time.monotonic()
    worker.communicate()
    return time.monotonic() - begun


def restore(folder, pristine):
    for name in ("site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "site.sqlite3").write_bytes(pristine)


@pytest.mark.parametrize("way", WAYS)
def test_a_kill_leaves_no_draft_or_one_whole_draft(site, times, way):
    script, known = WAYS[way]
    nothing = (0, 0, 0, 0)
    whole = (1, SECTIONS, SECTIONS + ARTICLES * CLAUSES, known)
    pristine = (site / "site.sqlite3").read_bytes()
    needed = seconds_of(site, script)
    runs, outcomes = times(20), [found(site)]
    for run in range(runs):
        restore(site, pristine)
        worker = work(site, script)
        worker.stdout.readline()
        time.sleep(needed * (run + 0.5) / runs)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        outcomes.append(found(site))

    assert outcomes[0] == whole
    assert set(outcomes) <= {nothing, whole}

    if outcomes[-1] == nothing:
        work(site, script).communicate()
    assert found(site) == whole
