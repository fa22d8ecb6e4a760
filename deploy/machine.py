"""What the operating system must have: looked for by use, installed by apt where it is missing."""

import ctypes
import importlib.util
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.steps import Trouble, run_long, say

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
POSTGRESQL_FOLDERS = Path("/usr/lib/postgresql")
JAVA_FOLDERS = Path("/usr/lib/jvm")
OLDEST_JAVA = 17
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@dataclass(frozen=True)
class Part:
    """One thing of the machine; `packages` are alternatives, the first that apt knows is taken."""

    name: str
    purpose: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


def library(soname: str) -> Callable[[], bool]:
    def is_there() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return is_there


def program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def has_liberation_serif() -> bool:
    """Version 2 at least: the first one lacks Vietnamese letters."""
    files = (
        path for folder in FONT_FOLDERS for path in folder.rglob("LiberationSerif-Regular.ttf")
    )
    return any(font_revision(path) >= 2 for path in files)


def font_revision(path: Path) -> float:
    """`fontRevision` of the table `head` of a TrueType file."""
    data = path.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    for position in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, position)
        if tag == b"head":
            return float(struct.unpack_from(">l", data, offset + 4)[0]) / 65536
    return 0.0


def chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def postgresql_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: the newest of Debian's, or what is on the path."""
    versions = [path for path in POSTGRESQL_FOLDERS.glob("*/bin") if (path / "initdb").is_file()]
    if versions:
        return max(versions, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def java_home() -> Path | None:
    """The folder of a Java that is new enough: the one on the path, or one of Debian's."""
    on_path = shutil.which("java")
    homes = [Path(on_path).resolve().parent.parent] if on_path else []
    homes += sorted(JAVA_FOLDERS.glob("java-*"))
    return next((home for home in homes if java_version(home) >= OLDEST_JAVA), None)


def java_version(home: Path) -> int:
    """17 of `JAVA_VERSION="17.0.15"`; 0 where the folder does not say or is no Java."""
    try:
        words = (home / "release").read_text()
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', words, re.MULTILINE)
    return int(found[1]) if found and (home / "bin" / "java").is_file() else 0


BASE = (
    Part(
        "Python's venv",
        "the virtual environment",
        (f"python3.{sys.version_info.minor}-venv", "python3-venv"),
        can_make_environments,
    ),
    Part("Pango", "sets the PDF", ("libpango-1.0-0",), library("libpango-1.0.so.0")),
    Part("PangoFT2", "sets the PDF", ("libpangoft2-1.0-0",), library("libpangoft2-1.0.so.0")),
    Part(
        "HarfBuzz", "cuts the fonts", ("libharfbuzz-subset0",), library("libharfbuzz-subset.so.0")
    ),
    Part(
        "Liberation Serif",
        "the face of official documents",
        ("fonts-liberation2", "fonts-liberation"),
        has_liberation_serif,
    ),
    Part("gettext", "builds the Vietnamese catalogue", ("gettext",), program("msgfmt")),
    Part("poppler", "reads the PDF back", ("poppler-utils",), program("pdftotext")),
)
CHROMIUM = Part("Chromium", "browser tests", ("chromium",), lambda: chromium() is not None)
POSTGRESQL = Part(
    "PostgreSQL",
    "tests on the production database",
    ("postgresql",),
    lambda: postgresql_programs() is not None,
)
LIBREOFFICE = Part(
    "LibreOffice",
    "reading old Word files",
    ("libreoffice-writer-nogui", "libreoffice-writer"),
    program("soffice"),
)
JAVA = Part(
    "Java",
    "runs Elasticsearch for tests",
    ("openjdk-17-jre-headless", "openjdk-21-jre-headless", "default-jre-headless"),
    lambda: java_home() is not None,
)
MAVEN = Part("Maven", "fetches Elasticsearch for tests", ("maven",), program("mvn"))
# What `./run test --all` and `./run services start` ask for beside what the product needs.
FOR_ALL_TESTS = (CHROMIUM, POSTGRESQL, LIBREOFFICE, JAVA, MAVEN)


def install_missing(parts: Iterable[Part]) -> None:
    """Install what is not there, and look again; Trouble where that can't be done."""
    missing = [part for part in parts if not part.is_there()]
    if not missing:
        return
    wanted = ", ".join(f"{part.name} ({part.purpose})" for part in missing)
    if shutil.which("apt-get") is None:
        raise Trouble(
            f"Missing on this machine: {wanted}. It has no apt-get, so install them with its own "
            f"package manager; Debian calls them: {' '.join(p.packages[0] for p in missing)}."
        )
    privilege = privileged_prefix([part.packages[0] for part in missing])
    say(f"Missing on this machine: {wanted}.")
    apt = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    run_long("apt-get update", [*apt, "update"], advice="Is the package registry reachable?")
    packages = sorted({available(part) for part in missing})
    say(f"Installing with apt-get: {' '.join(packages)}")
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    run_long("apt-get install", install, advice="Mend what apt-get names above and run again.")
    # A library that was not there a moment ago is found without a new process, but a Python
    # module only after the finder has forgotten what it saw.
    importlib.invalidate_caches()
    still = [part.name for part in missing if not part.is_there()]
    if still:
        raise Trouble(f"Installed, and yet not found: {', '.join(still)}. Look at the log above.")


def privileged_prefix(packages: Sequence[str]) -> list[str]:
    """Nothing for root, `sudo` for others; Trouble where neither will do."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise Trouble(
            "System packages are missing, and this user is not root and has no sudo. "
            f"Ask an administrator to run: apt-get install {' '.join(packages)}"
        )
    # Ask for the password now: the installation itself has no terminal.
    asked = subprocess.run(["sudo", "-v"] if sys.stdin.isatty() else ["sudo", "-n", "true"])
    if asked.returncode:
        raise Trouble(
            "sudo refused. Ask an administrator to run: "
            f"apt-get install {' '.join(packages)}, then run this again."
        )
    return ["sudo"]


def available(part: Part) -> str:
    """The first of the part's packages that apt can install here."""
    for package in part.packages:
        policy = subprocess.run(
            ["apt-cache", "policy", package], capture_output=True, text=True, env=plain_language()
        )
        if "Candidate:" in policy.stdout and "Candidate: (none)" not in policy.stdout:
            return package
    if part is CHROMIUM:
        raise Trouble(
            "This system has no Chromium package (on Ubuntu it is a snap). Install it with "
            "`sudo snap install chromium`, or Google Chrome, and run again; without it, "
            "`./run test` runs everything but the browser tests."
        )
    raise Trouble(f"apt-get knows no package for {part.name} ({' or '.join(part.packages)}).")


def plain_language() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}
