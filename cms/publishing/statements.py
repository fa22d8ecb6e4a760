"""How much one statement may carry: SQLite is asked, since Django counts on its oldest limit."""

import sqlite3
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# Enough for a code in a few statements; a statement of a hundred thousand values is slow to plan.
ENOUGH = 30_000


def use_long_statements() -> None:
    connection_created.connect(_ask_limit, dispatch_uid="long_statements")


def _ask_limit(sender: type, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = min(limit, ENOUGH)
