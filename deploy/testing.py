"""`./run test`: the whole suite on SQLite, and what concerns PostgreSQL on PostgreSQL."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from deploy import elasticsearch, machine, servers
from deploy.places import PYTHON, ROOT
from deploy.settings_file import OWN_NAMES
from deploy.site import set_up
from deploy.steps import Trouble, say

NO_TESTS_COLLECTED = 5
PACKAGES = ("cms", "consultation", "search")
COVERAGE = (*(f"--cov={name}" for name in PACKAGES), "--cov-report=term", "--cov-fail-under=85")


def run_tests(arguments: Sequence[str]) -> int:
    """Run pytest with these arguments; `--all` first brings up what tests can use."""
    everything = "--all" in arguments
    set_up(machine.FOR_ALL_TESTS if everything else ())
    with search_server(everything):
        was_running = servers.running_cluster()
        cluster = servers.start_postgresql() if everything else was_running
        if cluster:
            say(f"Tests on PostgreSQL (port {cluster.port}):")
            try:
                failed = on_postgresql(cluster.url, arguments)
            finally:
                if was_running is None:
                    servers.stop_postgresql()
            if failed:
                return failed
            say("All tests on SQLite:")
        whole = everything and all(argument.startswith("-") for argument in arguments)
        return pytest([*speed(arguments), *(COVERAGE if whole else ()), *arguments], bool(cluster))


@contextmanager
def search_server(everything: bool) -> Iterator[None]:
    """Elasticsearch while the tests run. Without it those that need it say so one by one,
    and with --all that is a failure; the others run all the same."""
    was_running = elasticsearch.running_elasticsearch()
    if everything and was_running is None:
        try:
            elasticsearch.start_elasticsearch()
        except Trouble as trouble:
            say(f"{trouble}\nTests on Elasticsearch will fail.")
    try:
        yield
    finally:
        if was_running is None:
            elasticsearch.stop_elasticsearch()


def on_postgresql(url: str, arguments: Sequence[str]) -> int:
    env = {**clean_environment(), "DATABASE_URL": url}
    chosen = [argument for argument in arguments if not argument.startswith("--cov")]
    command = [str(PYTHON), "-m", "pytest", "--pass=postgresql", *speed(arguments), *chosen]
    code = subprocess.run(command, cwd=ROOT, env=env).returncode
    return 0 if code == NO_TESTS_COLLECTED else code


def pytest(arguments: Sequence[str], had_postgresql: bool) -> int:
    passes = ["--pass=main"] if had_postgresql else []
    command = [str(PYTHON), "-m", "pytest", *passes, *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean_environment()).returncode


def speed(arguments: Sequence[str]) -> list[str]:
    """As many processes as cores, unless a few tests are named or the number is given."""
    is_own_choice = any(
        argument.startswith(("-n", "tests")) or argument in ("-s", "--pdb", "--lf", "-x")
        for argument in arguments
    )
    cores = min(os.cpu_count() or 1, 8)
    return [] if is_own_choice or cores == 1 else ["-n", str(cores), "--dist=worksteal"]


def clean_environment() -> Mapping[str, str]:
    """Tests bring their own settings, this machine's must not reach them; and a search server."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_NAMES}
    server = elasticsearch.running_elasticsearch()
    return {**kept, "TEST_ELASTICSEARCH_URL": server.url} if server else kept
