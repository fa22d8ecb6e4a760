"""The environment, read once: the only place that looks at `os.environ`.

A value NAME may also be given as NAME_FILE, the path of a file that holds it (secrets).
`ENV_FILE` names the file of defaults; without it, `var/.env` is read if it is there.
"""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
ENV_FILE = Path(os.environ.get("ENV_FILE", BASE_DIR / "var" / ".env"))
if ENV_FILE.is_file():
    env.read_env(str(ENV_FILE))


def path(name: str, default: Path) -> Path:
    """An absolute path; a relative one is taken from the project's root."""
    return (BASE_DIR / env.str(name, default=str(default))).resolve()
