"""The verbs of `./run`."""

import argparse
import sys
from collections.abc import Callable, Sequence

from deploy import elasticsearch, machine, servers
from deploy.benchmarks import run_benchmarks
from deploy.demo import run_demo
from deploy.linting import run_lint
from deploy.serving import serve
from deploy.site import manage, set_up
from deploy.steps import Trouble, one_set_up_at_a_time, say
from deploy.testing import run_tests

HELP = """\
./run demo [FILE] [--once] [--port N]
    Sets everything up and shows a whole consultation on the law in FILE (a Word file; without
    one, on a sample decree), then serves it. --once stops after the PDF. Lives in var/demo/.
./run test [ARGS]
    Runs all tests; ARGS go to pytest. --all installs and starts what tests can use (PostgreSQL,
    Elasticsearch, Chromium) and fails where a part is missing; --long runs long counts in full.
./run serve [--port N]
    Serves this machine's own site with its worker, on the settings in var/.env.
./run worker
    A further worker for its jobs.
./run manage ...
    Django's commands on its own site.
./run services start|stop|status
    PostgreSQL and Elasticsearch of its own and a browser, for tests and for trying things.
./run lint
    Style, import contracts, types, migrations, deployment checks, architecture.
./run bench [NAME [OPTIONS]]
    Measures, and writes the figures into docs/benchmarks.md; with options it only shows them
    (search: --data DIR, --engine sqlite|postgresql|elasticsearch, --long).
./run setup
    Only installs what the others need.
"""


def main(arguments: Sequence[str]) -> int:
    verb, rest = (arguments[0], list(arguments[1:])) if arguments else ("help", [])
    verbs: dict[str, Callable[[list[str]], int | None]] = {
        "demo": demo,
        "test": run_tests,
        "serve": lambda given: serve(options("serve", given).port),
        "worker": lambda given: manage(["qcluster", *given]),
        "manage": manage,
        "services": services,
        "lint": lambda _: run_lint(),
        "bench": run_benchmarks,
        "setup": lambda _: set_up(),
    }
    if verb in ("help", "-h", "--help"):
        say(HELP)
        return 0
    if verb not in verbs:
        say(f"There is no verb {verb}.\n\n{HELP}")
        return 2
    try:
        return int(verbs[verb](rest) or 0)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def options(verb: str, given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./run {verb}")
    parser.add_argument("--port", type=port, help="a port on loopback; default: 8000")
    if verb == "demo":
        parser.add_argument("file", nargs="?", help="a law as a Word file")
        parser.add_argument("--once", action="store_true", help="stop after the PDF")
    return parser.parse_args(given)


def port(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1024 to 65535")
    return int(text)


def demo(given: Sequence[str]) -> None:
    chosen = options("demo", given)
    run_demo(chosen.file, once=chosen.once, port=chosen.port)


def services(given: Sequence[str]) -> None:
    act = given[0] if len(given) == 1 else ""
    if act == "start":
        with one_set_up_at_a_time():
            machine.install_missing(machine.FOR_ALL_TESTS)
        servers.start_postgresql()
        elasticsearch.start_elasticsearch()
    elif act == "stop":
        stopped = {
            "PostgreSQL": servers.stop_postgresql(),
            "Elasticsearch": elasticsearch.stop_elasticsearch(),
        }
        names = " and ".join(name for name, was_running in stopped.items() if was_running)
        say(f"{names} stopped." if names else "Nothing of ours was running.")
        return
    elif act != "status":
        raise Trouble("Say ./run services start, stop or status.")
    cluster = servers.running_cluster()
    say(f"PostgreSQL: {f'DATABASE_URL={cluster.url}' if cluster else 'not running'}")
    server = elasticsearch.running_elasticsearch()
    say(f"Elasticsearch: {f'ELASTICSEARCH_URL={server.url}' if server else 'not running'}")
    say(f"Chromium: {machine.chromium() or 'not installed'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
