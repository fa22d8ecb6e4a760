"""Limits of a process that reads what somebody sent: memory, processor time, files it writes.

Become another program within them: python -m cms.importing.limited MB SECONDS MB PROGRAM …
"""

import os
import resource
import sys

_MEGABYTE = 1024 * 1024
_NICENESS = 10


def confine(*, memory_mb: int, cpu_s: int, written_mb: int = 0) -> None:
    """This process from now on; without `written_mb` it writes no file at all."""
    for kind, limit in (
        (resource.RLIMIT_AS, memory_mb * _MEGABYTE),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, written_mb * _MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.nice(_NICENESS)


def main(memory_mb: str, cpu_s: str, written_mb: str, *program: str) -> None:
    confine(memory_mb=int(memory_mb), cpu_s=int(cpu_s), written_mb=int(written_mb))
    os.execv(program[0], program)  # noqa: S606 - arguments go as a list, never through a shell


if __name__ == "__main__":
    main(*sys.argv[1:])
