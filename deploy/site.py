"""The site made ready: look, words, database, static files; and its command line."""

import hashlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from deploy import environment, machine
from deploy.places import CATALOGUES, LOCK, PYTHON, ROOT, VAR
from deploy.settings_file import make_site_settings
from deploy.steps import Trouble, one_set_up_at_a_time, run_long

MANAGE = (str(PYTHON), "manage.py")
PORT = 8000


def set_up(extra: Sequence[machine.Part] = ()) -> None:
    """Whatever the machine and the checkout still lack; quick when there is nothing to do."""
    with one_set_up_at_a_time():
        machine.install_missing([*machine.BASE, *extra])
        environment.make_environment()
        compile_catalogues()
        build_assets()


def compile_catalogues() -> None:
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        done = subprocess.run(
            ["msgfmt", "--check-format", "-o", compiled, source], capture_output=True, text=True
        )
        if done.returncode:
            raise Trouble(f"The catalogue {source} has a mistake: {done.stderr.strip()}")


def build_assets() -> None:
    """One style sheet and the cut fonts, in var/assets."""
    if subprocess.run([PYTHON, "-m", "config.assets"], cwd=ROOT).returncode:
        raise Trouble("The style sheet and fonts were not built; the reason stands above.")


def migrate(env: Mapping[str, str]) -> None:
    run_long(
        "migrate: the database",
        [*MANAGE, "migrate", "--noinput"],
        env=env,
        advice="Is DATABASE_URL right, and does its server run?",
    )


def collect_static(env: Mapping[str, str], data: Path) -> None:
    """Collect and compress what browsers get, if any of it changed."""
    stamp = data / "static" / ".collected"
    wanted = static_fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    run_long("static: files of the site", [*MANAGE, "collectstatic", "--noinput"], env=env)
    if stamp.parent.is_dir():  # unless the settings keep their data elsewhere
        stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes with the packages and with any file of ours that a browser gets."""
    files = sorted(
        path
        for folder in (ROOT / "static", VAR / "assets", *ROOT.glob("*/static"))
        for path in folder.rglob("*")
        if path.is_file()
    )
    seen = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files]
    return hashlib.sha256("\n".join(seen).encode() + LOCK.read_bytes()).hexdigest()


def manage(arguments: Sequence[str]) -> NoReturn:
    """Become `manage.py` of the machine's own site."""
    set_up()
    make_site_settings(PORT)
    os.chdir(ROOT)
    os.execv(PYTHON, [*MANAGE, *arguments])
