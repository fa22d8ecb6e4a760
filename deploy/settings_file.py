"""The settings files that `./run` writes: `var/.env` of the site, `var/demo/.env` of a demo."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from deploy.places import VAR
from deploy.steps import say

SITE_FILE = VAR / ".env"
# What would turn a process away from the file it is given.
OWN_NAMES = (
    "BASE_URL",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "ELASTICSEARCH_URL",
    "ENV_FILE",
    "SECRET_KEY",
)


def write_settings(file: Path, values: Mapping[str, str]) -> None:
    """Write NAME=value lines that only this user can read, with a secret of its own."""
    lines = [f"SECRET_KEY={secrets.token_urlsafe(50)}"]
    lines += [f"{name}={value}" for name, value in values.items()]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as written:
        written.write("\n".join(lines) + "\n")


def make_site_settings(port: int) -> None:
    """The settings of this machine's own site, written once and then left to its administrator.

    Where the environment brings them, there is nothing to write.
    """
    brought = any(name in os.environ for name in ("SECRET_KEY", "SECRET_KEY_FILE", "ENV_FILE"))
    if brought or SITE_FILE.exists():
        return
    write_settings(
        SITE_FILE,
        {
            "DATABASE_URL": sqlite_url(VAR / "consultation.sqlite3"),
            "BASE_URL": f"http://localhost:{port}",
        },
    )
    say(f"Settings written to {SITE_FILE}.")


def has_base_url(port: int) -> bool:
    """Whether the settings name an address, unless it is this machine on another port."""
    if "BASE_URL" in os.environ or not SITE_FILE.is_file():
        return True
    lines = SITE_FILE.read_text().splitlines()
    addresses = [line.removeprefix("BASE_URL=") for line in lines if line.startswith("BASE_URL=")]
    local = "http://localhost:"
    return any(not each.startswith(local) or each == f"{local}{port}" for each in addresses)


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path))}"


def environment_with(file: Path) -> dict[str, str]:
    """This process's environment, led to one file of settings and nothing else."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_NAMES}
    return {**kept, "ENV_FILE": str(file)}
