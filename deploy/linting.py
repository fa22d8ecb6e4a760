"""`./run lint`: style, import contracts, types, migrations, deployment, architecture."""

import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator

from deploy.places import PYTHON, ROOT
from deploy.site import MANAGE, set_up
from deploy.steps import say
from deploy.testing import clean_environment

TOOLS = PYTHON.parent
CHECKS: dict[str, list[str]] = {
    "style": [str(TOOLS / "ruff"), "check", "--quiet"],
    "format": [str(TOOLS / "ruff"), "format", "--check", "--quiet"],
    "imports": [str(TOOLS / "lint-imports"), "--no-cache"],
    "types": [str(TOOLS / "mypy"), "--no-error-summary"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deployment": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "architecture": [str(PYTHON), "-m", "pytest", "-q", "tests/architecture"],
}


def run_lint() -> int:
    """Run every check, even after one fails; 1 if any did."""
    set_up()
    failed = list(failing_checks())
    say(f"Failed: {', '.join(failed)}." if failed else "Nothing to mend.")
    return 1 if failed else 0


def failing_checks() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **clean_environment(),
            "ENV_FILE": os.path.join(folder, "none"),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "BASE_URL": "https://consultation.example",
            "DATABASE_URL": f"sqlite:///{folder}/lint.sqlite3",
            "DATA_DIR": folder,
        }
        for name, command in CHECKS.items():
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            say(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}")
            if done.returncode:
                say(f"{done.stdout}{done.stderr}".rstrip())
                yield name
