"""Plan in, numbers of rows and counts out: one engine a database, all behind one door."""

from django.db import connection

from search.engines.port import FACETS, Cursor, DatabaseEngine, Engine, RawHit, RawPage
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine

__all__ = [
    "FACETS",
    "Cursor",
    "DatabaseEngine",
    "Engine",
    "RawHit",
    "RawPage",
    "database_engine",
]


def database_engine() -> DatabaseEngine:
    """Full text in the database itself."""
    return SqliteEngine() if connection.vendor == "sqlite" else PostgresqlEngine()
