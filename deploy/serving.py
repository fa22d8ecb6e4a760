"""The site running: web server and worker, started and ended together."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import NoReturn

from deploy.places import PYTHON, ROOT, VAR
from deploy.ports import LOOPBACK, answers, check_free
from deploy.settings_file import has_base_url, make_site_settings
from deploy.site import MANAGE, PORT, collect_static, migrate, set_up
from deploy.steps import Trouble, say

# Workers and threads were measured on two cores.
GUNICORN = (
    *(str(PYTHON), "-m", "gunicorn", "config.wsgi", "--worker-class", "gthread"),
    *("--workers", "2", "--threads", "8", "--graceful-timeout", "5", "--no-control-socket"),
    *("--log-level", "warning"),
)
Process = subprocess.Popen[bytes]


def serve(port: int | None) -> None:
    """Set up, then serve the machine's own site until Ctrl-C."""
    chosen = port or PORT
    check_free(chosen, verb="serve")
    set_up()
    make_site_settings(chosen)
    env = dict(os.environ)
    if port and not has_base_url(port):
        # Another port than the settings name, for this time.
        env["BASE_URL"] = f"http://localhost:{port}"
    migrate(env)
    collect_static(env, VAR)
    run_site(env, chosen)


def run_site(env: Mapping[str, str], port: int) -> None:
    """Web server and worker, ended together: by Ctrl-C, or when one of them ends."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    started: dict[str, Process] = {}
    try:
        started["The web server"] = start([*GUNICORN, "--bind", f"{LOOPBACK}:{port}"], env)
        started["The worker"] = start([*MANAGE, "qcluster"], env)
        wait_until_ready(started["The web server"], port)
        say(f"\nThe site is at http://localhost:{port}/ (Ctrl-C stops it).")
        watch(started)
    except KeyboardInterrupt:
        say("\nStopping.")
    finally:
        stop(list(started.values()))


def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def start(command: Sequence[str], env: Mapping[str, str]) -> Process:
    # A session of its own: Ctrl-C reaches us alone, and we end the others in order.
    return subprocess.Popen(
        list(command), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True
    )


def wait_until_ready(web: Process, port: int) -> None:
    for _ in range(600):
        if answers(port):
            return
        if web.poll() is not None:
            raise Trouble("The web server did not start; its reason stands above.")
        time.sleep(0.1)
    raise Trouble("The web server did not answer within a minute; its messages stand above.")


def watch(started: Mapping[str, Process]) -> NoReturn:
    while True:
        for name, process in started.items():
            if process.poll() is not None:
                raise Trouble(f"{name} ended by itself; its reason stands above.")
        time.sleep(0.5)


def stop(processes: Sequence[Process], patience: float = 15.0) -> None:
    """Ask each process to end; after `patience` seconds, end its whole group."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + patience
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
