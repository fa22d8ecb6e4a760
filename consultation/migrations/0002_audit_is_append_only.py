"""The database itself refuses to change or delete an entry of the audit chain."""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON consultation_auditentry
    BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END
    """,
    """
    CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON consultation_auditentry
    BEGIN SELECT RAISE(ABORT, 'an audit entry is never deleted'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER audit_entry_is_never_changed",
    "DROP TRIGGER audit_entry_is_never_deleted",
]
POSTGRESQL = [
    """
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an audit entry is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE
    ON consultation_auditentry FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_entry_is_append_only ON consultation_auditentry",
    "DROP FUNCTION refuse_audit_change()",
]


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(vendor, []):
        schema_editor.execute(statement)


def release(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}.get(vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_rounds_opinions_synthesis")]
    operations = [migrations.RunPython(protect, release)]
