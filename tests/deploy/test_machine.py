"""What the machine has, and what is said where something is missing."""

import os
import shutil
import struct

import pytest

from deploy import environment, machine, ports, steps
from deploy.steps import Trouble

MISSING = machine.Part("Pango", "sets the PDF", ("libpango-1.0-0",), lambda: False)


def test_a_part_that_is_there_is_not_installed(monkeypatch):
    monkeypatch.setattr(machine, "run_long", lambda *a, **k: pytest.fail("apt was called"))

    machine.install_missing([machine.Part("ls", "lists", ("coreutils",), machine.program("ls"))])


def test_a_user_without_root_or_sudo_is_told_what_to_ask_for(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(
        shutil, "which", lambda name: None if name == "sudo" else "/usr/bin/" + name
    )

    with pytest.raises(Trouble, match=r"apt-get install libpango-1\.0-0"):
        machine.install_missing([MISSING])


def test_a_system_without_apt_is_told_the_names(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(Trouble, match=r"It has no apt-get.*libpango-1\.0-0"):
        machine.install_missing([MISSING])


@pytest.mark.parametrize(("revision", "expected"), [(0x00020001, 2.0), (0x00011280, 1.07)])
def test_the_version_of_a_font_is_read_from_its_head(tmp_path, revision, expected):
    font = tmp_path / "LiberationSerif-Regular.ttf"
    table = struct.pack(">4sLLL", b"head", 0, 28, 54)
    font.write_bytes(
        struct.pack(">LHHHH", 0x00010000, 1, 0, 0, 0) + table + struct.pack(">Ll", 1, revision)
    )

    assert machine.font_revision(font) == pytest.approx(expected, abs=0.01)


def test_a_taken_port_is_said_with_another_one(unused_tcp_port_listener):
    with pytest.raises(Trouble, match=r"\./run serve --port"):
        ports.check_free(unused_tcp_port_listener, verb="serve")


@pytest.fixture
def unused_tcp_port_listener():
    with ports.socket.socket() as listener:
        listener.bind((ports.LOOPBACK, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    (tmp_path / "var").write_text("a file where a folder should be")

    with pytest.raises(Trouble, match="can't be written"):
        steps.check_writable(tmp_path / "var" / "log")


def test_a_half_made_environment_is_made_anew(tmp_path, monkeypatch):
    venv = tmp_path / ".venv"
    (venv / "lib" / "half").mkdir(parents=True)
    (venv / "half-made").touch()
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "installed")
    monkeypatch.setattr(environment, "HALF_MADE", venv / "half-made")
    monkeypatch.setattr(environment, "run_long", lambda *a, **k: venv.mkdir(exist_ok=True))

    environment.make_environment()

    assert [path.name for path in venv.iterdir()] == ["installed"]
