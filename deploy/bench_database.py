"""An empty PostgreSQL database for one run of a benchmark."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy import servers
from deploy.ports import LOOPBACK
from deploy.steps import Trouble

NAME = "bench"


@contextmanager
def postgresql_database() -> Iterator[str]:
    """Its address. Our cluster is started if need be, and stopped again if it was not running."""
    was_running = servers.running_cluster()
    cluster = was_running or servers.start_postgresql()
    try:
        run_program(cluster, "dropdb", "--if-exists", "--force", NAME)
        run_program(cluster, "createdb", NAME)
        yield cluster.url.rpartition("/")[0] + f"/{NAME}"
        run_program(cluster, "dropdb", "--force", NAME)
    finally:
        if was_running is None:
            servers.stop_postgresql()


def run_program(cluster: servers.Cluster, name: str, *arguments: str) -> None:
    program = Path(servers.postgresql_programs()) / name
    where = ["-h", LOOPBACK, "-p", str(cluster.port), "-U", servers.ROLE]
    done = subprocess.run(
        [program, *where, *arguments],
        env={**os.environ, "PGPASSWORD": cluster.password},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Trouble(f"PostgreSQL refused {name}: {done.stderr.strip()}")
