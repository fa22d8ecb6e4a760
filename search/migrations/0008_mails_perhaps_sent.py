"""A mail may have been handed over without anybody knowing whether it went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0007_outbox")]
    operations = [
        migrations.AlterField(
            "alertmessage",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("handed", "Perhaps sent"),
                    ("sent", "Sent"),
                    ("dropped", "Dropped"),
                    ("failed", "Could not be sent"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
    ]
