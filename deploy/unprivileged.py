"""Servers of our own run as a user without rights: PostgreSQL and Elasticsearch refuse root."""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.places import ROOT, VAR
from deploy.steps import Trouble, check_writable

FOLDER = VAR / "services"
USERS = ("postgres", "nobody")


def unprivileged_user() -> str:
    """Who runs the servers: the caller, or for root the user that PostgreSQL's package made."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    for name in USERS:
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Trouble("Servers can't run as root, and there is no user `postgres` to run them as.")


def reachable_folder(user: str, name: str) -> Path:
    """`var/services/<name>`, or a folder in /var/tmp where that user can't come there."""
    check_writable(FOLDER)
    here = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    for folder in (FOLDER / name, Path("/var/tmp", f"consultation-{name}-{here}")):
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), user_id(user)):
            raise Trouble(f"{folder} belongs to somebody else; remove it and run again.")
        shutil.chown(folder, user)
        if run_as(user, ["test", "-w", folder], check=False) == 0:
            return folder
    raise Trouble(f"The user {user} can reach no folder for {name}.")


def user_id(name: str) -> int:
    return pwd.getpwnam(name).pw_uid


def run_as(
    user: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    check: bool = True,
) -> int:
    """Run a command as this user, who may not see our folder; Trouble with its words on failure."""
    entry = pwd.getpwnam(user) if os.geteuid() == 0 else None
    # A server started here would keep standard output open; its words are in its log.
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": "/", **(env or {})},
        user=entry and entry.pw_uid,
        group=entry and entry.pw_gid,
        extra_groups=[] if entry else None,
    )
    if check and done.returncode:
        words = " ".join(done.stderr.split())[-400:]
        raise Trouble(f"{Path(command[0]).name} failed: {words or 'see its log'}")
    return done.returncode
