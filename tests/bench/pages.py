"""The main pages.

A demonstration on the Civil Code (or the sample decree where it is missing), served by gunicorn as
`./run serve` does. Queries and milliseconds of one request, and requests a second with eight
visitors at once; client and server share the cores. Last, the whole text beside a static file of
its size, asked for in turns: the smallest and the largest of five ratios.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy import ports, serving
from deploy.places import PYTHON
from deploy.settings_file import environment_with, sqlite_url, write_settings
from deploy.site import MANAGE

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT.parent / "shared" / "laws" / "bo-luat-dan-su-2015.docx"
FOLDER = ROOT / "var" / "bench"


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    port = ports.first_free(8600)
    env = demonstration(port)
    visit(env)
    with served(env, port):
        visit(env)
    shutil.rmtree(FOLDER)


def visit(env: dict[str, str]) -> None:
    """The first time only writes a static file of the size of the whole text."""
    subprocess.run([PYTHON, "-m", "tests.bench._visits"], cwd=ROOT, env=env, check=True)


def demonstration(port: int) -> dict[str, str]:
    """A site with a finished round, as `./run demo` makes it; returns its environment."""
    write_settings(
        FOLDER / ".env",
        {
            "DATA_DIR": str(FOLDER),
            "DATABASE_URL": sqlite_url(FOLDER / "bench.sqlite3"),
            "BASE_URL": f"http://localhost:{port}",
            "REQUIRE_SECOND_FACTOR": "False",
        },
    )
    env = environment_with(FOLDER / ".env")
    law = [str(LAW)] if LAW.is_file() else []
    for verb in (["migrate"], ["make_demo", *law], ["collectstatic", "--noinput"]):
        subprocess.run([*MANAGE, *verb], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return env


@contextmanager
def served(env: dict[str, str], port: int) -> Iterator[None]:
    web = serving.start([*serving.GUNICORN, "--bind", f"{ports.LOOPBACK}:{port}"], env)
    try:
        serving.wait_until_ready(web, port)
        yield
    finally:
        serving.stop([web])


if __name__ == "__main__":
    main()
