import django.db.models.deletion
import uuid
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_user"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "directory of draft laws",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("eid", models.CharField(max_length=200)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "provision",
                "verbose_name_plural": "provisions",
            },
        ),
        migrations.CreateModel(
            name="SectionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("level", models.CharField(max_length=12, verbose_name="level")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
                ("marker", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "eid",
                    models.CharField(
                        editable=False, max_length=200, verbose_name="address in the law"
                    ),
                ),
                ("heading", models.TextField(blank=True, verbose_name="heading")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("law", 0), ("table", 1), ("image", 2), ("note", 3)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text of the law", "rows": 12},
                            ),
                            1: (
                                "wagtail.contrib.table_block.blocks.TableBlock",
                                (),
                                {"label": "Table"},
                            ),
                            2: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            3: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link"],
                                    "label": "Explanatory note",
                                },
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("image", 1)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.RichTextBlock", (), {"label": "Text"}),
                            1: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                        },
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="VersionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="number of the version"
                    ),
                ),
                (
                    "in_force",
                    models.BooleanField(
                        default=False, verbose_name="the law in force, for comparison"
                    ),
                ),
                (
                    "source_file",
                    models.FileField(
                        blank=True,
                        max_length=255,
                        upload_to="sources/%Y/%m",
                        verbose_name="original file",
                    ),
                ),
                ("source_name", models.CharField(blank=True, editable=False, max_length=255)),
                ("source_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "dated",
                    models.DateField(blank=True, null=True, verbose_name="date on the draft"),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=80, verbose_name="short name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ministry", "Ministry or central body"),
                            ("committee", "Provincial People's Committee"),
                            ("department", "Department"),
                            ("commune", "Commune or ward"),
                            ("front", "Fatherland Front and its members"),
                            ("elected", "Elected body"),
                            ("forces", "Police and military"),
                            ("justice", "Court, procuracy, enforcement"),
                            ("other", "Other body"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "protocol_order",
                    models.PositiveIntegerField(default=1000, verbose_name="protocol order"),
                ),
                (
                    "superior_name",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="superior body on letters"
                    ),
                ),
                (
                    "letter_symbol",
                    models.CharField(blank=True, max_length=40, verbose_name="symbol of letters"),
                ),
                (
                    "place_name",
                    models.CharField(blank=True, max_length=80, verbose_name="place on letters"),
                ),
                (
                    "signing_title",
                    models.TextField(
                        blank=True,
                        help_text="One line for each line of the block.",
                        verbose_name="signing title",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="cms.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "agency",
                "verbose_name_plural": "agencies",
                "ordering": ["protocol_order", "name"],
            },
        ),
        migrations.CreateModel(
            name="DraftPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "document_type",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("code", "Code"),
                            ("ordinance", "Ordinance"),
                            ("resolution", "Resolution"),
                            ("decree", "Decree"),
                            ("decision", "Decision"),
                            ("circular", "Circular"),
                            ("other", "Other document"),
                        ],
                        max_length=12,
                        verbose_name="type of document",
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="field")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("drafting", "Being drafted"),
                            ("adopted", "Adopted"),
                            ("dropped", "Dropped"),
                        ],
                        default="drafting",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences in plain words: what it is, whom it concerns.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "adopted_number",
                    models.CharField(blank=True, max_length=60, verbose_name="number when adopted"),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted on")),
                (
                    "drafting_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="cms.agency",
                        verbose_name="drafting agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft law",
                "verbose_name_plural": "draft laws",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ProvisionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.CharField(max_length=12)),
                ("number", models.CharField(blank=True, max_length=40)),
                (
                    "marker",
                    models.CharField(
                        blank=True, help_text="The label exactly as printed.", max_length=60
                    ),
                ),
                ("heading", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("table", models.JSONField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("position", models.PositiveIntegerField(help_text="Order in the version.")),
                (
                    "source",
                    models.JSONField(default=list, help_text="Paragraphs of the original file."),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="cms.provision",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a provision",
                "verbose_name_plural": "texts of provisions",
            },
        ),
        migrations.AddField(
            model_name="provision",
            name="current_text",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cms.provisiontext",
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="provisions",
                to="cms.sectionpage",
            ),
        ),
        migrations.AddField(
            model_name="sectionpage",
            name="version",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cms.versionpage",
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="provisions",
                to="cms.versionpage",
            ),
        ),
        migrations.AddIndex(
            model_name="provisiontext",
            index=models.Index(fields=["provision", "-published_at"], name="text_of_provision"),
        ),
        migrations.AddIndex(
            model_name="provision",
            index=models.Index(fields=["section"], name="provision_of_section"),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(
                fields=("version", "eid"), name="one_provision_an_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retired_at__isnull", False),
                    models.Q(("eid", ""), _negated=True),
                    _connector="OR",
                ),
                name="provision_has_an_address",
            ),
        ),
    ]
