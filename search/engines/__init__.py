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
    "current_engine",
    "database_engine",
]


def current_engine() -> Engine:
    """The one that answers first."""
    return database_engine()


def database_engine() -> DatabaseEngine:
    """Full text in the database itself."""
    return SqliteEngine() if connection.vendor == "sqlite" else PostgresqlEngine()
