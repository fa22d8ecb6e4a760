"""Become another program within limits: python -m cms.importing.limited MB SECONDS MB PROGRAM …

The limits are of memory, of processor time, and of the size of any file it writes.
"""

import os
import resource
import sys

_MEGABYTE = 1024 * 1024
_NICENESS = 10


def main(memory_mb: str, cpu_s: str, written_mb: str, *program: str) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, int(memory_mb) * _MEGABYTE),
        (resource.RLIMIT_CPU, int(cpu_s)),
        (resource.RLIMIT_FSIZE, int(written_mb) * _MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.nice(_NICENESS)
    os.execv(program[0], program)  # noqa: S606 - arguments go as a list, never through a shell


if __name__ == "__main__":
    main(*sys.argv[1:])
