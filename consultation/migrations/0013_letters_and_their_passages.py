import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0010_official_codes_of_agencies"),
        ("consultation", "0012_public_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file", models.FileField(max_length=255, upload_to="stored/%Y/%m")),
                ("name", models.CharField(max_length=150, verbose_name="name of the file")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(help_text="Bytes")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_files",
                        to="consultation.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a letter",
                "verbose_name_plural": "files of letters",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "token",
                    models.UUIDField(
                        help_text="Minted with the row: sent twice, kept once.", unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Noted"),
                            ("read", "Being read"),
                            ("taken", "Taken over"),
                            ("dropped", "Taken back"),
                        ],
                        default="noted",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agree", "Agrees"),
                            ("agree_with_opinions", "Agrees, with opinions"),
                            ("disagree", "Disagrees"),
                            ("outside_remit", "Outside its remit"),
                        ],
                        max_length=20,
                        verbose_name="stance",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number of the letter")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="date of the letter")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("is_signed", models.BooleanField(default=True, verbose_name="signed")),
                (
                    "is_from_agency",
                    models.BooleanField(default=False, verbose_name="brought by the agency itself"),
                ),
                (
                    "is_additional",
                    models.BooleanField(
                        default=False, verbose_name="one more letter of the same agency"
                    ),
                ),
                (
                    "is_table",
                    models.BooleanField(default=False, verbose_name="a table in our template"),
                ),
                ("content", models.TextField(blank=True)),
                (
                    "pages",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Of a scan without text: how many pictures there are to look at.",
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("lock_version", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cms.agency",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="consultation.round",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="consultation.submission",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="consultation.letterfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
            },
        ),
        migrations.CreateModel(
            name="LetterPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "page",
                    models.PositiveIntegerField(
                        blank=True, help_text="Page of a scan, or row of a table.", null=True
                    ),
                ),
                (
                    "becomes",
                    models.CharField(
                        choices=[
                            ("opinion", "Opinion"),
                            ("agreement", "Agreement"),
                            ("head", "Head of the letter"),
                            ("greeting", "Opening and closing words"),
                            ("heading", "Heading"),
                            ("signature", "Signature and recipients"),
                            ("left_over", "Left over"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amend", "Amend"),
                            ("add", "Add"),
                            ("delete", "Delete"),
                            ("disagree", "Disagree"),
                            ("question", "Unclear, a question"),
                            ("technical", "Drafting technique"),
                            ("agree", "Agree"),
                        ],
                        default="amend",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="opinion")),
                (
                    "proposed_wording",
                    models.TextField(blank=True, verbose_name="proposed wording"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "troubles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Of a row of a table: what is wrong, cell by cell.",
                    ),
                ),
                ("is_confirmed", models.BooleanField(default=False)),
                ("lock_version", models.PositiveIntegerField(default=0)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="consultation.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage of a letter",
                "verbose_name_plural": "passages of letters",
            },
        ),
        migrations.CreateModel(
            name="LetterSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "dossier_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cms.dossierfile",
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_subject",
                        to="consultation.opinion",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="consultation.letterpassage",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cms.provision",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject of a passage",
                "verbose_name_plural": "subjects of passages",
            },
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("is_additional", False), models.Q(("state", "dropped"), _negated=True)
                ),
                fields=("round", "agency"),
                name="one_first_letter_an_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "taken"), _negated=True),
                    models.Q(("submission__isnull", False), ("taken_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_taken_letter_knows_its_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_signed", True), ("state", "taken"), _negated=True),
                    models.Q(
                        models.Q(("stance", ""), _negated=True),
                        models.Q(("number", ""), _negated=True),
                        ("dated__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_signed_letter_has_stance_number_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterpassage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", None), ("start", None)),
                    ("end__gt", models.F("start")),
                    _connector="OR",
                ),
                name="a_passage_has_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterpassage",
            constraint=models.UniqueConstraint(
                fields=("letter", "start"), name="one_passage_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettersubject",
            constraint=models.CheckConstraint(
                condition=models.Q(("provision", None), ("dossier_file", None), _connector="OR"),
                name="a_passage_speaks_of_one_thing_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettersubject",
            constraint=models.UniqueConstraint(
                fields=("passage", "provision"), name="a_passage_names_a_provision_once"
            ),
        ),
    ]
