"""Writing and reading opinions.

300 provisions and 10,000 opinions: the counts beside the law, and the panel of the busiest
provision beside the same rows rendered from memory, in turns. Then what one opinion costs, by the
button of its form, with 1,000 to 100,000 stored (processor time; queries). Last, opinions sent to
a served site at 50 a second, whether or not it keeps pace: 30 seconds, or 300 with `--long`. With
`--engine postgresql` on PostgreSQL, else on SQLite.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy import ports
from deploy.places import PYTHON
from deploy.settings_file import environment_with, sqlite_url, write_settings
from tests.bench.pages import served

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench-opinions"


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    port = ports.first_free(8700)
    write_settings(
        FOLDER / ".env",
        {
            "DATA_DIR": str(FOLDER),
            "DATABASE_URL": database(),
            "BASE_URL": f"http://localhost:{port}",
            "REQUIRE_SECOND_FACTOR": "False",
        },
    )
    env = environment_with(FOLDER / ".env")
    part(env, "prepare")
    part(env, "measure")
    with served(env, port):
        part(env, "send")
    shutil.rmtree(FOLDER)


def database() -> str:
    """PostgreSQL's address comes from `./run bench` with the engine's name."""
    if "postgresql" in sys.argv:
        return os.environ["DATABASE_URL"]
    return sqlite_url(FOLDER / "bench.sqlite3")


def part(env: dict[str, str], name: str) -> None:
    command = [PYTHON, "-m", "tests.bench._opinions_measured", name, *sys.argv[1:]]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    main()
