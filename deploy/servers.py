"""`./run services`: a PostgreSQL cluster of our own for tests and for trying things.

It listens on loopback, on a port of its own, as an unprivileged user; its state is in
`var/services/postgresql.json`. What somebody else started is left alone.
"""

import json
import os
import secrets
import shutil
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy import machine
from deploy.ports import LOOPBACK, first_free
from deploy.steps import Trouble, say
from deploy.unprivileged import FOLDER, reachable_folder, run_as, unprivileged_user

STATE = FOLDER / "postgresql.json"
FIRST_PORT = 55432
ROLE = "consultation"
# Nothing here outlives a power cut, so nothing waits for the disk.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Cluster:
    """Where the cluster lies, who runs it, and how to reach it."""

    data: str
    user: str
    port: int
    password: str

    @property
    def url(self) -> str:
        return f"postgres://{ROLE}:{self.password}@{LOOPBACK}:{self.port}/{ROLE}"


def start_postgresql() -> Cluster:
    """The running cluster: the one there is, started, or a new one."""
    programs = postgresql_programs()
    cluster = known_cluster(programs) or make_cluster(programs)
    if is_running(cluster):
        return cluster
    # The port may have been taken since; a cluster takes any.
    cluster = Cluster(**{**asdict(cluster), "port": first_free(cluster.port)})
    remember(cluster)
    options = f"-p {cluster.port} -c listen_addresses={LOOPBACK} -c unix_socket_directories=''"
    log = Path(cluster.data).with_name("postgresql.log")
    command = [str(programs / "pg_ctl"), "-D", cluster.data, "-w", "-t", "60", "-l", str(log)]
    run_as(cluster.user, [*command, "-o", f"{options} {SPEED}", "start"])
    make_database(programs, cluster)
    return cluster


def stop_postgresql() -> bool:
    """Whether there was one of ours to stop."""
    cluster = running_cluster()
    if cluster is None:
        return False
    stop = ["-D", cluster.data, "-m", "fast", "-w", "stop"]
    run_as(cluster.user, [postgresql_programs() / "pg_ctl", *stop])
    return True


def running_cluster() -> Cluster | None:
    """Our cluster, if it runs now."""
    programs = machine.postgresql_programs()
    cluster = known_cluster(programs) if programs else None
    return cluster if cluster and is_running(cluster) else None


def postgresql_programs() -> Path:
    programs = machine.postgresql_programs()
    if programs is None:
        raise Trouble("PostgreSQL is not installed: ./run services start installs it.")
    return programs


def known_cluster(programs: Path) -> Cluster | None:
    """The cluster of an earlier start; None where there is none or another version made it."""
    try:
        cluster = Cluster(**json.loads(STATE.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    try:
        made_by = (Path(cluster.data) / "PG_VERSION").read_text().strip()
    except OSError:
        return None
    found = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True)
    return cluster if f" {made_by}." in found.stdout else None


def is_running(cluster: Cluster) -> bool:
    try:
        process_id = (Path(cluster.data) / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(process_id), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, IndexError):
        return False
    # After a crash the number may belong to another program by now.
    try:
        return Path(f"/proc/{process_id}/comm").read_text().startswith("postgres")
    except OSError:
        return True


def make_cluster(programs: Path) -> Cluster:
    """A new cluster; what an earlier, half-finished attempt left is put away first."""
    user = unprivileged_user()
    folder = reachable_folder(user, "postgresql")
    data = folder / "data"
    if data.exists():
        aside = data.with_name(time.strftime("data-until-%Y%m%d-%H%M%S"))
        data.rename(aside)
        say(f"An unusable PostgreSQL cluster was put aside in {aside}.")
    password = secrets.token_hex(16)
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    shutil.chown(secret, user)
    command = [str(programs / "initdb"), "-D", str(data), "-U", ROLE, "--pwfile", str(secret)]
    run_as(user, [*command, "-N", "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8"])
    secret.unlink()
    cluster = Cluster(str(data), user, first_free(FIRST_PORT), password)
    remember(cluster)
    return cluster


def make_database(programs: Path, cluster: Cluster) -> None:
    """The database for trying things; tests make their own."""
    env = {**os.environ, "PGPASSWORD": cluster.password}
    made = subprocess.run(
        [
            *(programs / "createdb", "-h", LOOPBACK, "-p", str(cluster.port)),
            *("-U", ROLE, ROLE),
        ],
        env=env,
        capture_output=True,
        text=True,
    )
    if made.returncode and "already exists" not in made.stderr:
        raise Trouble(f"PostgreSQL runs but refuses a database: {made.stderr.strip()}")


def remember(cluster: Cluster) -> None:
    STATE.touch(mode=0o600)
    STATE.write_text(json.dumps(asdict(cluster)))
