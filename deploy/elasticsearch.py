"""`./run services`: an Elasticsearch of our own for tests, one node on loopback with a small heap.

The distribution is the one its makers publish for integration tests (no extra modules, no Java),
fetched by Maven and checked against the sum below.
"""

import hashlib
import json
import os
import shutil
import signal
import time
import urllib.request
import zipfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from deploy import machine
from deploy.ports import LOOPBACK, first_free
from deploy.steps import Trouble, run_long
from deploy.unprivileged import FOLDER, reachable_folder, run_as, unprivileged_user

VERSION = "8.19.7"
SHA256 = "cb7f86fb6e68e85ef6f531ae5c68458ecfe42371150403b22b2ed21381581cbb"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
STATE = FOLDER / "elasticsearch.json"
FETCHED = FOLDER / f"elasticsearch-{VERSION}.zip"
FIRST_PORT = 59200
HEAP = "512m"
# For a program of few seconds: to make it fast would take longer than to run it.
STARTS_QUICKLY = "-XX:TieredStopAtLevel=1"
PATIENCE = 60.0  # seconds until it must answer
CONFIGURATION = """\
cluster.name: consultation
node.name: consultation
discovery.type: single-node
network.host: {host}
http.port: {port}
transport.port: {transport}
path.data: {home}/data
path.logs: {home}/logs
xpack.security.enabled: false
action.auto_create_index: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


@dataclass(frozen=True)
class SearchServer:
    """Where its programs and its data lie, who runs it, where it listens."""

    programs: str
    home: str
    user: str
    port: int
    version: str = VERSION
    heap: str = HEAP
    options: str = ""

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def process_file(self) -> Path:
        return Path(self.home, "process")


def start_elasticsearch() -> SearchServer:
    """The running server: the one there is, started, or a new one. Trouble where none can be."""
    server = known_server() or make_server()
    if process_of(server):
        return server
    server = replace(server, port=first_free(server.port))
    STATE.write_text(json.dumps(asdict(server)))
    launch(server)
    return server


def launch(server: SearchServer) -> None:
    """Start it and wait until it answers."""
    configure(server)
    env = {
        "ES_JAVA_HOME": str(machine.java_home()),
        "ES_JAVA_OPTS": f"-Xms{server.heap} -Xmx{server.heap} {server.options}",
        # Of the small program that only starts the server.
        "CLI_JAVA_OPTS": STARTS_QUICKLY,
        "ES_TMPDIR": f"{server.home}/tmp",
        "ES_PATH_CONF": f"{server.home}/config",
    }
    program = Path(server.programs, "bin", "elasticsearch")
    run_as(server.user, [program, "-d", "-p", server.process_file], env=env)
    wait_until_healthy(server)


def stop_elasticsearch() -> bool:
    """Whether there was one of ours to stop."""
    server = known_server()
    process = process_of(server) if server else None
    if process is None or server is None:
        return False
    stop(server, process)
    return True


def stop(server: SearchServer, process: int) -> None:
    # A test may have left it halted, and then it would not hear that it shall end.
    os.kill(process, signal.SIGCONT)
    os.kill(process, signal.SIGTERM)
    for _ in range(300):
        if process_of(server) is None:
            return
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)


def running_elasticsearch() -> SearchServer | None:
    """Our server, if it runs now."""
    server = known_server()
    return server if server and process_of(server) else None


def known_server() -> SearchServer | None:
    """The server of an earlier start; None where there is none or it is of another version."""
    try:
        server = SearchServer(**json.loads(STATE.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return server if server.version == VERSION and Path(server.programs).is_dir() else None


def process_of(server: SearchServer) -> int | None:
    """The number of its process while it lives; after a crash it may be another program's."""
    try:
        process = int(server.process_file.read_text())
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    folder = f"-Djava.io.tmpdir={server.home}/tmp"
    return process if folder.encode() in command.split(b"\0") else None


def make_server() -> SearchServer:
    user = unprivileged_user()
    home = reachable_folder(user, "elasticsearch")
    programs = home / f"elasticsearch-{VERSION}"
    distribution = fetch_distribution()
    shutil.rmtree(programs, ignore_errors=True)
    with zipfile.ZipFile(distribution) as packed:
        packed.extractall(home)
    for program in (programs / "bin").iterdir():
        program.chmod(0o755)
    hand_over(programs, user)
    distribution.unlink()  # Maven keeps its own
    return SearchServer(str(programs), str(home), user, FIRST_PORT)


def fetch_distribution() -> Path:
    """The distribution, whole and unchanged; Trouble where it can't be had."""
    run_long(
        "elasticsearch: fetching the server for tests",
        [
            *("mvn", "--batch-mode", COPY, f"-Dartifact={ARTIFACT}"),
            *(f"-DoutputDirectory={FOLDER}", "-Dmdep.useBaseVersion=true"),
        ],
        advice="Is Maven's registry reachable? Without it, tests on Elasticsearch can't run.",
    )
    found = hashlib.sha256(FETCHED.read_bytes()).hexdigest()
    if found != SHA256:
        FETCHED.unlink()
        raise Trouble(
            f"What came as Elasticsearch {VERSION} is something else (SHA-256 {found}); "
            "it was thrown away."
        )
    return FETCHED


def configure(server: SearchServer) -> None:
    """Written anew at each start: the port may have changed."""
    home = Path(server.home)
    for name in ("data", "logs", "tmp"):
        (home / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copytree(Path(server.programs, "config"), home / "config", dirs_exist_ok=True)
    settings = CONFIGURATION.format(
        host=LOOPBACK, home=home, port=server.port, transport=first_free(server.port + 100)
    )
    (home / "config" / "elasticsearch.yml").write_text(settings)
    for name in ("config", "data", "logs", "tmp"):
        hand_over(home / name, server.user)
    shutil.chown(home, server.user)


def hand_over(folder: Path, user: str) -> None:
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, user)


def wait_until_healthy(server: SearchServer) -> None:
    """Raise Trouble unless it answers in time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{server.url}/_cluster/health", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise Trouble(f"Elasticsearch started but does not answer; its words are in {server.home}/logs")
