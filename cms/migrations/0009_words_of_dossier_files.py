"""What could be read of the files of dossiers, for the search."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0008_both_ways_of_tracked_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='DossierWords',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='readable', serialize=False, to='cms.dossierfile')),
                ('words', models.TextField()),
            ],
            options={
                'verbose_name': 'words of a file of a dossier',
                'verbose_name_plural': 'words of files of dossiers',
            },
        ),
    ]
