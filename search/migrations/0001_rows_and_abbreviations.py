"""The rows that are searched, and the abbreviations the search knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Abbreviation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("short", models.CharField(max_length=20, verbose_name="short form")),
                ("long", models.CharField(max_length=120, verbose_name="long form")),
            ],
            options={
                "verbose_name": "abbreviation",
                "verbose_name_plural": "abbreviations",
                "ordering": ["short", "long"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("short", "long"), name="abbreviation_stands_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDoc",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provision", "Provision"),
                            ("opinion", "Opinion"),
                            ("row", "Row of a synthesis"),
                            ("draft", "Draft law"),
                            ("page", "Page"),
                        ],
                        max_length=12,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("group_key", models.CharField(blank=True, max_length=120)),
                ("title_folded", models.TextField()),
                ("body_folded", models.TextField(blank=True)),
                ("exact", models.TextField(blank=True)),
                ("version_id", models.BigIntegerField(null=True)),
                ("draft_id", models.BigIntegerField(null=True)),
                ("round_id", models.BigIntegerField(null=True)),
                ("agency_id", models.BigIntegerField(null=True)),
                ("eid_article", models.CharField(blank=True, max_length=20)),
                ("eid_clause", models.CharField(blank=True, max_length=20)),
                ("eid_point", models.CharField(blank=True, max_length=20)),
                ("visibility", models.CharField(max_length=10)),
                ("readers", models.TextField(blank=True)),
                ("lead_agency_id", models.BigIntegerField(null=True)),
                ("position", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "search row",
                "verbose_name_plural": "search rows",
                "indexes": [
                    models.Index(fields=["eid_article", "eid_clause"], name="search_row_of_article")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="one_search_row_a_thing"
                    )
                ],
            },
        ),
    ]
