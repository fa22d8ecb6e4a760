"""Both databases hold the same site."""

import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.both_databases
@pytest.mark.django_db
def test_every_migration_is_applied():
    call_command("migrate", check_unapplied=True, verbosity=0)


@pytest.mark.both_databases
@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check_changes=True, verbosity=0)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_pass_on_postgresql_is_on_postgresql():
    assert connection.vendor == "postgresql"


@pytest.mark.django_db
def test_sqlite_takes_the_write_lock_at_the_start_and_keeps_references():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "recursive_triggers")
        }

    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
