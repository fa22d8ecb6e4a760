"""What citizens say, who they are (apart, erasable), their consents and secret links."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0010_official_codes_of_agencies'),
        ('consultation', '0011_receipts_of_what_was_sent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='full name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place of residence')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                ('language', models.CharField(default='vi', max_length=8)),
                ('shows_name', models.BooleanField(default=False, verbose_name='name is shown')),
                ('shows_place', models.BooleanField(default=True, verbose_name='place is shown')),
                ('salt', models.CharField(blank=True, max_length=32)),
                ('seal', models.CharField(max_length=64)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'author of a public comment',
                'verbose_name_plural': 'authors of public comments',
            },
        ),
        migrations.CreateModel(
            name='PublicComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('token', models.UUIDField(help_text='Minted with the form: sent twice, kept once.', unique=True)),
                ('receipt_code', models.CharField(max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('amend', 'Amend'), ('add', 'Add'), ('delete', 'Delete'), ('disagree', 'Disagree'), ('question', 'Unclear, a question'), ('technical', 'Drafting technique'), ('agree', 'Agree')], default='amend', max_length=10, verbose_name='kind')),
                ('text', models.TextField(blank=True, verbose_name='opinion')),
                ('proposed_wording', models.TextField(blank=True, verbose_name='proposed wording')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('fingerprint', models.CharField(help_text='Equal for words that differ only in case, marks or spaces.', max_length=64)),
                ('state', models.CharField(choices=[('pending', 'Awaiting review'), ('accepted', 'Published'), ('rejected', 'Not published'), ('withdrawn', 'Withdrawn by its author')], default='pending', max_length=10, verbose_name='state')),
                ('is_suspect', models.BooleanField(default=False, verbose_name='looks sent by a machine')),
                ('is_redacted', models.BooleanField(default=False, verbose_name='published with parts left out')),
                ('created_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('moderated_at', models.DateTimeField(blank=True, null=True)),
                ('rejection', models.CharField(blank=True, choices=[('off_topic', 'Not about this draft'), ('duplicate', 'The same words were sent already'), ('spam', 'Advertising, or sent by a machine'), ('abuse', 'Insults, or accusations against persons'), ('personal', 'Private matters of the author or of others'), ('petition', 'A petition or complaint, which another office handles'), ('other', 'Another reason')], max_length=10, verbose_name='why not published')),
                ('rejection_words', models.TextField(blank=True, verbose_name='words to the author')),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('lock_version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'public comment',
                'verbose_name_plural': 'public comments',
            },
        ),
        migrations.CreateModel(
            name='PublicConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('handle', 'Keep what was given, to confirm and to answer'), ('show_name', 'Show the name beside the comment')], max_length=10)),
                ('version', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
            },
        ),
        migrations.CreateModel(
            name='PublicLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('confirm', 'Confirm an e-mail address'), ('manage', "See and withdraw one's comment")], max_length=8)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'secret link',
                'verbose_name_plural': 'secret links',
            },
        ),
        migrations.AddField(
            model_name='round',
            name='public_deadline',
            field=models.DateTimeField(blank=True, null=True, verbose_name='deadline of the public'),
        ),
        migrations.AddField(
            model_name='round',
            name='takes_public',
            field=models.BooleanField(default=False, verbose_name='the public may comment'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('takes_public', False), ('is_public', True), _connector='OR'), name='the_public_is_asked_in_the_open'),
        ),
        migrations.AddField(
            model_name='publiccomment',
            name='dossier_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='public_comments', to='cms.dossierfile'),
        ),
        migrations.AddField(
            model_name='publiccomment',
            name='moderated_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='publiccomment',
            name='opinion',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='public_comment', to='consultation.opinion'),
        ),
        migrations.AddField(
            model_name='publiccomment',
            name='provision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='public_comments', to='cms.provision'),
        ),
        migrations.AddField(
            model_name='publiccomment',
            name='provision_text',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.provisiontext'),
        ),
        migrations.AddField(
            model_name='publiccomment',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='public_comments', to='consultation.round'),
        ),
        migrations.AddField(
            model_name='publicauthor',
            name='comment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='author', to='consultation.publiccomment'),
        ),
        migrations.AddField(
            model_name='publicconsent',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='consultation.publicauthor'),
        ),
        migrations.AddField(
            model_name='publiclink',
            name='comment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='consultation.publiccomment'),
        ),
        migrations.AddIndex(
            model_name='publiccomment',
            index=models.Index(fields=['round', 'state'], name='comment_in_queue'),
        ),
        migrations.AddIndex(
            model_name='publiccomment',
            index=models.Index(fields=['round', 'fingerprint'], name='comments_alike'),
        ),
        migrations.AddConstraint(
            model_name='publiccomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('provision', None), ('provision_text', None)), models.Q(('provision__isnull', False), ('provision_text__isnull', False)), _connector='OR'), name='comment_knows_the_text_it_speaks_of'),
        ),
        migrations.AddConstraint(
            model_name='publiccomment',
            constraint=models.CheckConstraint(condition=models.Q(('provision', None), ('dossier_file', None), _connector='OR'), name='a_comment_speaks_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='publiccomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('opinion__isnull', False), _connector='OR'), name='an_accepted_comment_is_an_opinion'),
        ),
        migrations.AddConstraint(
            model_name='publiccomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('rejection', ''), _negated=True), _connector='OR'), name='a_rejection_says_why'),
        ),
        migrations.AddIndex(
            model_name='publicauthor',
            index=models.Index(fields=['email'], name='author_by_email'),
        ),
        migrations.AddConstraint(
            model_name='publicauthor',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('email', ''), ('name', ''), ('organisation', ''), ('place', ''), ('salt', ''), ('shows_name', False)), _connector='OR'), name='an_erased_author_is_nobody'),
        ),
        migrations.AddConstraint(
            model_name='publicconsent',
            constraint=models.UniqueConstraint(fields=('author', 'purpose'), name='one_consent_a_purpose'),
        ),
        migrations.AddConstraint(
            model_name='publicconsent',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_consent_keeps_its_words'),
        ),
        migrations.AddConstraint(
            model_name='publiclink',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at', None), ('expires_at__gt', models.F('made_at')), _connector='OR'), name='a_link_lives_for_a_while'),
        ),
    ]
