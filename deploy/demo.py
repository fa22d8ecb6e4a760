"""`./run demo`: a site of its own in `var/demo/`, made anew each time and touching nothing else."""

import os
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.places import DEMO, ROOT
from deploy.ports import check_free
from deploy.serving import run_site
from deploy.settings_file import environment_with, sqlite_url, write_settings
from deploy.site import MANAGE, PORT, collect_static, migrate, set_up
from deploy.steps import Trouble, check_writable, say

SERVED_BY = DEMO / "served-by"


def run_demo(file: str | None, *, once: bool, port: int | None) -> None:
    """Make the demo from a law's file (or the sample decree), then serve it unless `once`."""
    law = find_law(file) if file else None
    refuse_other_database(os.environ.get("DATABASE_URL", ""))
    port = port or PORT
    if not once:
        check_free(port, verb="demo")
    set_up()
    move_old_aside()
    env = new_folder(port)
    migrate(env)
    if not once:
        collect_static(env, DEMO)
    made = subprocess.run([*MANAGE, "make_demo", *([str(law)] if law else [])], cwd=ROOT, env=env)
    if made.returncode:
        raise Trouble("The demo was not made; the reason stands above.")
    if once:
        return
    SERVED_BY.write_text(str(os.getpid()))
    try:
        run_site(env, port)
    finally:
        SERVED_BY.unlink(missing_ok=True)


def find_law(file: str) -> Path:
    path = Path(file).expanduser().resolve()
    if not path.is_file():
        raise Trouble(f"There is no file {path}. Name a law as a Word file (.docx) or text (.txt).")
    if not os.access(path, os.R_OK):
        raise Trouble(f"The file {path} can't be read by this user; give it the right to.")
    return path


def refuse_other_database(url: str) -> None:
    """A demo writes only where it may delete."""
    if not url:
        return
    parts = urlsplit(url)
    path = Path(unquote(parts.path.removeprefix("/")))
    if parts.scheme != "sqlite" or not (ROOT / path).resolve().is_relative_to(DEMO):
        raise Trouble(
            f"DATABASE_URL is set to something outside {DEMO}. A demo keeps to that folder: "
            "unset DATABASE_URL and run again."
        )


def move_old_aside() -> None:
    if not DEMO.exists():
        return
    if SERVED_BY.exists() and is_alive(SERVED_BY.read_text()):
        raise Trouble(
            f"A demo is being served from {DEMO} (process {SERVED_BY.read_text()}). "
            "Stop it with Ctrl-C where it runs, then run this again."
        )
    aside = DEMO.with_name(time.strftime("demo-until-%Y%m%d-%H%M%S"))
    while aside.exists():
        aside = aside.with_name(aside.name + "-again")
    DEMO.rename(aside)
    say(f"The earlier demo is kept in {aside}.")


def is_alive(process_id: str) -> bool:
    try:
        os.kill(int(process_id), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def new_folder(port: int) -> dict[str, str]:
    """The empty folder with its settings; returns the environment that leads there."""
    check_writable(DEMO)
    settings = DEMO / ".env"
    write_settings(
        settings,
        {
            "DATA_DIR": str(DEMO),
            "DATABASE_URL": sqlite_url(DEMO / "demo.sqlite3"),
            "BASE_URL": f"http://localhost:{port}",
            "EXTRA_HOSTS": "127.0.0.1",
            "SITE_NAME": "Góp ý pháp luật Điện Biên",
            # Whoever looks at a demo signs in with a name and a password alone.
            "REQUIRE_SECOND_FACTOR": "False",
        },
    )
    return environment_with(settings)
