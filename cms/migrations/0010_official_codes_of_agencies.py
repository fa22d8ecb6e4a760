"""Agencies by the identifier of electronic exchange, and their superior bodies."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0009_words_of_dossier_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='agency',
            name='official_code',
            field=models.CharField(blank=True, help_text='Identifier of the body in electronic exchange: “H18.04”.', max_length=35, verbose_name='official code'),
        ),
        migrations.AlterField(
            model_name='agency',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cms.agency', verbose_name='superior body'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.UniqueConstraint(condition=models.Q(('official_code', ''), _negated=True), fields=('official_code',), name='one_agency_an_official_code'),
        ),
    ]
