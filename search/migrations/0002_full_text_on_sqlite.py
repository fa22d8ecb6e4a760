"""The FTS5 index over the rows' tokens, kept in step by triggers; SQLite only.

A later migration that makes SQLite rebuild `search_searchdoc` drops the triggers with the old
table and must create them again.
"""

from django.db import migrations

CREATE = (
    """
    CREATE VIRTUAL TABLE search_fts USING fts5(
        title_folded, body_folded, exact,
        content='search_searchdoc', content_rowid='id', tokenize="ascii tokenchars '_'"
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_fts', 'row')",
    """
    CREATE TRIGGER search_row_made AFTER INSERT ON search_searchdoc BEGIN
        INSERT INTO search_fts(rowid, title_folded, body_folded, exact)
        VALUES (new.id, new.title_folded, new.body_folded, new.exact);
    END
    """,
    """
    CREATE TRIGGER search_row_gone AFTER DELETE ON search_searchdoc BEGIN
        INSERT INTO search_fts(search_fts, rowid, title_folded, body_folded, exact)
        VALUES ('delete', old.id, old.title_folded, old.body_folded, old.exact);
    END
    """,
    """
    CREATE TRIGGER search_row_changed
    AFTER UPDATE OF id, title_folded, body_folded, exact ON search_searchdoc BEGIN
        INSERT INTO search_fts(search_fts, rowid, title_folded, body_folded, exact)
        VALUES ('delete', old.id, old.title_folded, old.body_folded, old.exact);
        INSERT INTO search_fts(rowid, title_folded, body_folded, exact)
        VALUES (new.id, new.title_folded, new.body_folded, new.exact);
    END
    """,
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
)
DROP = (
    "DROP TRIGGER search_row_changed",
    "DROP TRIGGER search_row_gone",
    "DROP TRIGGER search_row_made",
    "DROP TABLE search_vocabulary",
    "DROP TABLE search_fts",
)


def on_sqlite(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_rows_and_abbreviations")]
    operations = [migrations.RunPython(on_sqlite(CREATE), on_sqlite(DROP))]
