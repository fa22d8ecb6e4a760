"""Columns for facets, and exact tokens of title and body apart.

The index on SQLite is taken down first and made anew at the end: Django may rebuild the table,
and its triggers would be lost with the old one. The new columns of facets fill up with
`rebuild_search`.
"""

from django.db import migrations, models

COLUMNS = ("title_folded", "body_folded", "title_exact", "body_exact")
NEW, OLD = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
NAMES = ", ".join(COLUMNS)
DROP_FIRST_INDEX = (
    "DROP TRIGGER search_row_changed",
    "DROP TRIGGER search_row_gone",
    "DROP TRIGGER search_row_made",
    "DROP TABLE search_vocabulary",
    "DROP TABLE search_fts",
)
CREATE_INDEX = (
    f"""
    CREATE VIRTUAL TABLE search_fts USING fts5(
        {NAMES}, content='search_searchdoc', content_rowid='id', tokenize="ascii tokenchars '_'"
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_fts', 'row')",
    f"""
    CREATE TRIGGER search_row_made AFTER INSERT ON search_searchdoc BEGIN
        INSERT INTO search_fts(rowid, {NAMES}) VALUES (new.id, {NEW});
    END
    """,  # noqa: S608
    f"""
    CREATE TRIGGER search_row_gone AFTER DELETE ON search_searchdoc BEGIN
        INSERT INTO search_fts(search_fts, rowid, {NAMES}) VALUES ('delete', old.id, {OLD});
    END
    """,  # noqa: S608
    f"""
    CREATE TRIGGER search_row_changed AFTER UPDATE OF id, {NAMES} ON search_searchdoc BEGIN
        INSERT INTO search_fts(search_fts, rowid, {NAMES}) VALUES ('delete', old.id, {OLD});
        INSERT INTO search_fts(rowid, {NAMES}) VALUES (new.id, {NEW});
    END
    """,  # noqa: S608
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
)


def on_sqlite(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement)

    return run


def part_exact_tokens(apps, schema_editor):
    """They stood in one column, the title's first: as many as the title has without marks."""
    rows = apps.get_model("search", "SearchDoc").objects.only("title_folded", "body_exact")
    batch = []
    for row in rows.iterator(chunk_size=500):
        exact = row.body_exact.split()
        titled = len(row.title_folded.split())
        row.title_exact, row.body_exact = " ".join(exact[:titled]), " ".join(exact[titled:])
        row.length = len(exact)
        batch.append(row)
        if len(batch) == 500:
            rows.bulk_update(batch, ["title_exact", "body_exact", "length"])
            batch = []
    if batch:
        rows.bulk_update(batch, ["title_exact", "body_exact", "length"])


def column(name, field):
    return migrations.AddField("searchdoc", name, field)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_common_abbreviations")]
    operations = [
        migrations.RunPython(on_sqlite(DROP_FIRST_INDEX)),
        migrations.RenameField("searchdoc", "exact", "body_exact"),
        column("title_exact", models.TextField(blank=True)),
        column("length", models.PositiveIntegerField(default=0)),
        column("document_type", models.CharField(blank=True, max_length=12)),
        column("field", models.CharField(blank=True, max_length=120)),
        column("year", models.PositiveSmallIntegerField(null=True)),
        column("opinion_kind", models.CharField(blank=True, max_length=20)),
        column("answer", models.CharField(blank=True, max_length=20)),
        column("revision", models.BigIntegerField(default=0)),
        migrations.AlterField(
            "searchdoc",
            "kind",
            models.CharField(
                choices=[
                    ("provision", "Provision"),
                    ("opinion", "Opinion"),
                    ("row", "Row of a synthesis"),
                    ("draft", "Draft law"),
                    ("page", "Page"),
                    ("file", "Document of a dossier"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunPython(part_exact_tokens),
        migrations.RunPython(on_sqlite(CREATE_INDEX)),
    ]
