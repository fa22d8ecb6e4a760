"""The migrated test database: kept from run to run, and put back after tests that commit.

Django would empty the tables instead: that takes away what migrations put there (the root page,
abbreviations), and the audit trail refuses it.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "tests"


def kept_copy() -> Path:
    """Where the SQLite copy lies: named after the packages and our migrations as they are now."""
    sources = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    content = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    return FOLDER / f"migrated-{content.hexdigest()[:16]}.sqlite3"


def own_copy() -> Path:
    """This process's copy: the kept one may be replaced by a run on other migrations."""
    return Path(settings.DATA_DIR) / "migrated.sqlite3"


def take() -> bool:
    """Put the kept copy in the place of the test database; False where there is none."""
    if not kept_copy().is_file():
        return False
    shutil.copy(kept_copy(), settings.DATABASES["default"]["TEST"]["NAME"])
    return True


def keep() -> None:
    """Copy the test database, just migrated; on SQLite for later runs too."""
    if connection.vendor == "postgresql":
        _copy_postgresql(source=_name(), target=_pristine_name())
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(own_copy())])
    if not kept_copy().is_file():
        for older in FOLDER.glob("migrated-*.sqlite3"):
            older.unlink(missing_ok=True)
        being_made = own_copy().with_suffix(".new")
        shutil.copy(own_copy(), being_made)
        being_made.replace(kept_copy())


def put_back() -> None:
    """Make the test database what it was before the test."""
    if connection.vendor == "postgresql":
        _copy_postgresql(source=_pristine_name(), target=_name())
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(own_copy())) as pristine:
        pristine.backup(connection.connection)


def forget() -> None:
    """Drop the copy on PostgreSQL; the one on SQLite goes with its folder."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_pristine_name()}"')


def _name() -> str:
    return connection.settings_dict["NAME"]


def _pristine_name() -> str:
    return f"{_name()}_migrated"


def _copy_postgresql(*, source: str, target: str) -> None:
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        # Threads of a live server may still hold theirs.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname IN (%s, %s) AND pid <> pg_backend_pid()",
            [source, target],
        )
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
