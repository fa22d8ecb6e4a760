"""The virtual environment: exactly what the lock file names, checked by hash."""

import hashlib
import shutil
import subprocess
import sys

from deploy.places import LOCK, PYTHON, ROOT, VENV
from deploy.steps import Trouble, check_writable, run_long, say

STAMP = VENV / "installed"
HALF_MADE = VENV / "half-made"


def make_environment() -> None:
    """Bring `.venv` in step with the lock; a half-made or foreign one is made anew."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted and works():
        return
    check_writable(ROOT)
    if VENV.exists() and (HALF_MADE.exists() or not works()):
        say("The virtual environment in .venv is half-made or broken; making it anew.")
        shutil.rmtree(VENV)
    if not VENV.exists():
        run_long(
            "venv: the virtual environment in .venv",
            [sys.executable, "-m", "venv", str(VENV)],
            advice="On Debian and Ubuntu it needs the package python3-venv.",
        )
    HALF_MADE.touch()
    run_long(
        "pip: the locked packages",
        [
            *(PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"),
            *("--require-hashes", "--prefer-binary", "-r", LOCK),
        ],
        advice="Is the package registry reachable? Running again goes on from what is cached.",
    )
    STAMP.write_text(wanted)
    HALF_MADE.unlink()


def fingerprint() -> str:
    """Of the lock, the Python that made the environment, and the folder its scripts name."""
    try:
        lock = LOCK.read_bytes()
    except OSError as error:
        raise Trouble(f"The lock file {LOCK} can't be read: {error.strerror}.") from error
    version = ".".join(str(number) for number in sys.version_info[:2])
    return hashlib.sha256(lock + f"{version} {ROOT}".encode()).hexdigest()


def works() -> bool:
    """Whether the environment's Python starts and has pip."""
    try:
        probe = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0
