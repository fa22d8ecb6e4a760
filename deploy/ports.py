"""Ports of this machine, on loopback only."""

import socket

from deploy.steps import Trouble

LOOPBACK = "127.0.0.1"


def check_free(port: int, *, verb: str) -> None:
    """Raise Trouble where another program listens already."""
    if is_free(port):
        return
    raise Trouble(
        f"Port {port} is taken by another program. Stop it, or choose another port: "
        f"./run {verb} --port {port + 1}"
    )


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def first_free(start: int) -> int:
    """The first free port of a hundred from `start` on."""
    for port in range(start, start + 100):
        if is_free(port):
            return port
    raise Trouble(f"No free port between {start} and {start + 99}; stop something and run again.")


def answers(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0
