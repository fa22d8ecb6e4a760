"""Set-up of a fresh clone.

From nothing but a checkout to a site that could serve: virtual environment, locked packages
(from pip's cache where it has them), look, database, static files.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        report("./run setup, first time", seconds(["./run", "setup"], clone))
        report("./run setup, nothing to do", seconds(["./run", "setup"], clone))
        report("migrate, empty SQLite", seconds(["./run", "manage", "migrate"], clone))
        collect = ["./run", "manage", "collectstatic", "--noinput"]
        report("collectstatic, with compression", seconds(collect, clone))


def seconds(command: Sequence[str], folder: Path) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - started


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def report(what: str, took: float) -> None:
    print(f"{what}\t{took:.1f} s", flush=True)


if __name__ == "__main__":
    main()
