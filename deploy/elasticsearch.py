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
from dataclasses import asdict, dataclass
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
    """Where it lies, who runs it, where it listens."""

    home: str
    user: str
    port: int
    version: str = VERSION

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def programs(self) -> Path:
        return Path(self.home, f"elasticsearch-{self.version}")

    @property
    def process_file(self) -> Path:
        return Path(self.home, "process")


def start_elasticsearch() -> SearchServer:
    """The running server: the one there is, started, or a new one. Trouble where none can be."""
    server = known_server() or make_server()
    if process_of(server):
        return server
    server = SearchServer(server.home, server.user, first_free(server.port))
    configure(server)
    STATE.write_text(json.dumps(asdict(server)))
    env = {
        "ES_JAVA_HOME": str(machine.java_home()),
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
        "ES_TMPDIR": f"{server.home}/tmp",
    }
    program = server.programs / "bin" / "elasticsearch"
    run_as(server.user, [program, "-d", "-p", server.process_file], env=env)
    wait_until_healthy(server)
    return server


def stop_elasticsearch() -> bool:
    """Whether there was one of ours to stop."""
    server = known_server()
    process = process_of(server) if server else None
    if process is None or server is None:
        return False
    # A test may have left it halted, and then it would not hear that it shall end.
    os.kill(process, signal.SIGCONT)
    os.kill(process, signal.SIGTERM)
    for _ in range(300):
        if process_of(server) is None:
            return True
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    return True


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
    return server if server.version == VERSION and server.programs.is_dir() else None


def process_of(server: SearchServer) -> int | None:
    """The number of its process while it lives; after a crash it may be another program's."""
    try:
        process = int(server.process_file.read_text())
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return process if str(server.programs).encode() in command else None


def make_server() -> SearchServer:
    user = unprivileged_user()
    home = reachable_folder(user, "elasticsearch")
    server = SearchServer(str(home), user, FIRST_PORT)
    distribution = fetch_distribution()
    shutil.rmtree(server.programs, ignore_errors=True)
    with zipfile.ZipFile(distribution) as packed:
        packed.extractall(home)
    for program in (server.programs / "bin").iterdir():
        program.chmod(0o755)
    distribution.unlink()  # Maven keeps its own
    return server


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
        (home / name).mkdir(mode=0o700, exist_ok=True)
    settings = CONFIGURATION.format(
        host=LOOPBACK, home=home, port=server.port, transport=first_free(server.port + 100)
    )
    (server.programs / "config" / "elasticsearch.yml").write_text(settings)
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            shutil.chown(path, server.user)


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
