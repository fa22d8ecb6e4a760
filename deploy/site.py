"""The site: prepared (look, words, database, static files) and served with its worker."""

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from deploy import environment, machine
from deploy.places import CATALOGUES, LOCK, PYTHON, ROOT, VAR
from deploy.ports import LOOPBACK, answers, check_free
from deploy.settings_file import SITE_FILE, make_site_settings
from deploy.steps import Trouble, one_set_up_at_a_time, run_long, say

MANAGE = (str(PYTHON), "manage.py")
PORT = 8000
# Workers and threads were measured on two cores.
GUNICORN = (
    *(str(PYTHON), "-m", "gunicorn", "config.wsgi", "--worker-class", "gthread"),
    *("--workers", "2", "--threads", "8", "--graceful-timeout", "5", "--no-control-socket"),
    *("--log-level", "warning"),
)


def set_up(extra: Sequence[machine.Part] = ()) -> None:
    """Whatever the machine and the checkout still lack; quick when there is nothing to do."""
    with one_set_up_at_a_time():
        machine.install_missing([*machine.BASE, *extra])
        environment.make_environment()
        compile_catalogues()
        build_assets()


def build_assets() -> None:
    """One style sheet and the cut fonts, in var/assets."""
    if subprocess.run([PYTHON, "-m", "config.assets"], cwd=ROOT).returncode:
        raise Trouble("The style sheet and fonts were not built; the reason stands above.")


def compile_catalogues() -> None:
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        done = subprocess.run(
            ["msgfmt", "--check-format", "-o", compiled, source], capture_output=True, text=True
        )
        if done.returncode:
            raise Trouble(f"The catalogue {source} has a mistake: {done.stderr.strip()}")


def migrate(env: Mapping[str, str]) -> None:
    run_long(
        "migrate: the database",
        [*MANAGE, "migrate", "--noinput"],
        env=env,
        advice="Is DATABASE_URL right, and does its server run?",
    )


def collect_static(env: Mapping[str, str], data: Path) -> None:
    """Collect and compress what browsers get, if any of it changed."""
    stamp = data / "static" / ".collected"
    wanted = static_fingerprint()
    if not stamp.is_file() or stamp.read_text() != wanted:
        run_long("static: files of the site", [*MANAGE, "collectstatic", "--noinput"], env=env)
        stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes with the packages and with any file of ours that a browser gets."""
    files = sorted(
        path
        for folder in (ROOT / "static", VAR / "assets", *ROOT.glob("*/static"))
        for path in folder.rglob("*")
        if path.is_file()
    )
    seen = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files]
    return hashlib.sha256("\n".join(seen).encode() + LOCK.read_bytes()).hexdigest()


def serve(port: int | None) -> None:
    """Set up, then serve the machine's own site until Ctrl-C."""
    if port is not None:
        check_free(port, verb="serve")
    set_up()
    has_settings = any(name in os.environ for name in ("SECRET_KEY", "SECRET_KEY_FILE", "ENV_FILE"))
    if not has_settings:
        make_site_settings(port or PORT)
    env = dict(os.environ)
    if port is None:
        port = PORT
        check_free(port, verb="serve")
    elif "BASE_URL" not in env and f"BASE_URL=http://localhost:{port}\n" not in site_settings():
        env["BASE_URL"] = f"http://localhost:{port}"
    migrate(env)
    collect_static(env, VAR)
    run_site(env, port)


def site_settings() -> str:
    return SITE_FILE.read_text() if SITE_FILE.is_file() else ""


def run_site(env: Mapping[str, str], port: int) -> None:
    """Web server and worker, ended together: by Ctrl-C, or when one of them ends."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    web = [*GUNICORN, "--bind", f"{LOOPBACK}:{port}"]
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        started["The web server"] = start(web, env)
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


def start(command: Sequence[str], env: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C reaches us alone, and we end the others in order.
    return subprocess.Popen(
        list(command), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True
    )


def wait_until_ready(web: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(600):
        if answers(port):
            return
        if web.poll() is not None:
            raise Trouble("The web server did not start; its reason stands above.")
        time.sleep(0.1)
    raise Trouble("The web server did not answer within a minute; its messages stand above.")


def watch(started: Mapping[str, "subprocess.Popen[bytes]"]) -> NoReturn:
    while True:
        for name, process in started.items():
            if process.poll() is not None:
                raise Trouble(f"{name} ended by itself; its reason stands above.")
        time.sleep(0.5)


def stop(processes: Sequence["subprocess.Popen[bytes]"], patience: float = 15.0) -> None:
    """Ask each process group to end; after `patience` seconds, end it."""
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


def manage(arguments: Sequence[str]) -> NoReturn:
    """Become `manage.py` of the machine's own site."""
    set_up()
    if not any(name in os.environ for name in ("SECRET_KEY", "SECRET_KEY_FILE", "ENV_FILE")):
        make_site_settings(PORT)
    os.chdir(ROOT)
    os.execv(PYTHON, [*MANAGE, *arguments])
