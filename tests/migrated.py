"""A migrated SQLite database, kept from run to run as long as no migration changes."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "tests"


def kept_copy() -> Path:
    """Where it lies: named after the locked packages and our migrations as they are now."""
    sources = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    content = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    return FOLDER / f"migrated-{content.hexdigest()[:16]}.sqlite3"


def take() -> bool:
    """Put the kept copy in the place of the test database; False where there is none."""
    if not kept_copy().is_file():
        return False
    shutil.copy(kept_copy(), settings.DATABASES["default"]["TEST"]["NAME"])
    return True


def keep() -> None:
    """Keep a copy of the test database, just migrated, instead of older ones."""
    copy = kept_copy()
    if copy.is_file():
        return
    for older in FOLDER.glob("migrated-*.sqlite3"):
        older.unlink(missing_ok=True)
    being_made = Path(settings.DATA_DIR) / copy.name
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(being_made)])
    being_made.replace(copy)
