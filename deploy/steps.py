"""How `./run` speaks: short lines, progress of what takes long, a sentence when it can't go on."""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.places import LOGS, ROOT, VAR

PATIENCE = 15.0  # seconds between two lines of progress where the output is not a terminal


class Trouble(Exception):
    """A sentence for the person at the screen: what is wrong, and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def run_long(
    title: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    advice: str = "",
) -> None:
    """Run a command that may take minutes: its output goes to a log, its progress to the screen."""
    log = LOGS / f"{title.split()[0].lower()}.log"
    started = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _watch(title, process, log, started)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        say("\n".join(log.read_text(errors="replace").splitlines()[-15:]))
        raise Trouble(f"{title} failed; everything it said is in {log}. {advice}".strip())
    _show(f"  {title}: {time.monotonic() - started:.0f} s", last=True)


def _watch(title: str, process: "subprocess.Popen[bytes]", log: Path, started: float) -> None:
    on_terminal = sys.stdout.isatty()
    said = started
    while process.poll() is None:
        time.sleep(0.1)
        now = time.monotonic()
        if now - said < (0.5 if on_terminal else PATIENCE):
            continue
        said = now
        _show(f"  {title} … {now - started:.0f} s  {_last_line(log)}", last=not on_terminal)


def _last_line(log: Path) -> str:
    with log.open("rb") as written:
        written.seek(max(0, log.stat().st_size - 4000))
        lines = written.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _show(text: str, *, last: bool) -> None:
    if not sys.stdout.isatty():
        say(text[:100])
        return
    sys.stdout.write(f"\r\x1b[K{text[:78]}" + ("\n" if last else ""))
    sys.stdout.flush()


def check_writable(folder: Path) -> None:
    """Raise Trouble unless this user can make files in the folder."""
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Trouble(
            f"The folder {folder} can't be written ({error.strerror}). Give this user the right "
            f"to write there (for example: sudo chown -R $USER {ROOT}) and run again."
        ) from error


@contextmanager
def one_set_up_at_a_time() -> Iterator[None]:
    """Two set-ups at once would spoil each other's virtual environment; the second waits."""
    check_writable(VAR)
    check_writable(LOGS)
    with (VAR / "set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running in this folder; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
