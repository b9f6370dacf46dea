import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0040_more_reserved_slugs'),
        ('forum_conversation', '0010_posts_of_a_writer'),
        ('hub_forum', '0002_forum_moderators'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('approve', 'Approved'), ('keep', 'Left as it is'), ('hide', 'Hidden'), ('restore', 'Shown again'), ('edit', 'Edited'), ('warn', 'Writer warned'), ('suspend', 'Writer suspended'), ('release', 'Suspension ended'), ('remove', 'Removed by its writer')], max_length=8, verbose_name='what was decided')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='reason')),
                ('title', models.CharField(max_length=255, verbose_name='title of the topic then')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='told_rulings', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='forum_conversation.post')),
            ],
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=1000, verbose_name='in your words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered', to='hub_forum.ruling')),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='hub_forum.ruling')),
            ],
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fault', models.CharField(choices=[('private', 'It shows personal or confidential data'), ('unkind', 'It attacks or insults somebody'), ('spam', 'It advertises something'), ('place', 'It belongs elsewhere'), ('other', 'Something else')], max_length=8, verbose_name='what is wrong')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='in your words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='forum_conversation.post')),
                ('ruling', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='hub_forum.ruling')),
            ],
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended early')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WaitingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('newcomers', 'Posts of newcomers'), ('word', 'A word or phrase'), ('domain', 'A link to a website')], max_length=9, verbose_name='what waits')),
                ('value', models.CharField(blank=True, max_length=80, verbose_name='word or website')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='waiting_rules', to='forum.forum')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('kind', 'value', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Withheld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('waiting', 'Waits for a moderator'), ('hidden', 'Hidden by a moderator'), ('removed', 'Removed by its writer')], max_length=8, verbose_name='why')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='reason')),
                ('rule', models.CharField(blank=True, max_length=120, verbose_name='what made it wait')),
                ('was_shown', models.BooleanField(default=False, verbose_name='readers have seen it')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='withheld', to='forum_conversation.post')),
            ],
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['approve', 'keep', 'hide', 'restore', 'edit', 'warn', 'suspend', 'release', 'remove'])), name='forum_ruling_known_act'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act__in', ('hide', 'edit', 'warn', 'suspend')), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='forum_ruling_against_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='forum_objection_has_words'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(condition=models.Q(('ruling__isnull', True)), fields=('post', 'member'), name='forum_flag_open_once'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('fault__in', ['private', 'unkind', 'spam', 'place', 'other'])), name='forum_flag_known_fault'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fault', 'other'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='forum_flag_other_has_words'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('member',), name='forum_one_suspension_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('at'))), name='forum_suspension_ends_later'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='forum_suspension_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='waitingrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['newcomers', 'word', 'domain'])), name='forum_rule_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='waitingrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'newcomers'), ('value', '')), models.Q(models.Q(('kind', 'newcomers'), _negated=True), models.Q(('value', ''), _negated=True)), _connector='OR'), name='forum_rule_says_what'),
        ),
        migrations.AddConstraint(
            model_name='waitingrule',
            constraint=models.UniqueConstraint(condition=models.Q(('board__isnull', False)), fields=('board', 'kind', 'value'), name='forum_rule_once_in_a_board'),
        ),
        migrations.AddConstraint(
            model_name='waitingrule',
            constraint=models.UniqueConstraint(condition=models.Q(('board__isnull', True)), fields=('kind', 'value'), name='forum_rule_once_for_all'),
        ),
        migrations.AddConstraint(
            model_name='withheld',
            constraint=models.CheckConstraint(condition=models.Q(('why__in', ['waiting', 'hidden', 'removed'])), name='forum_withheld_known_why'),
        ),
        migrations.AddConstraint(
            model_name='withheld',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', 'hidden'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='forum_hidden_with_reason'),
        ),
    ]
