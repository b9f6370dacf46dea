import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0004_topic_kinds_and_answers'),
        ('hub_forum', '0041_reactions'),
        ('workgroups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('summary', models.TextField(verbose_name='summary')),
                ('html', models.TextField(editable=False)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='published')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('form_token', models.UUIDField(editable=False, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='workgroups.workgroup')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='outcomes', to='forum_conversation.topic')),
            ],
            options={
                'verbose_name': 'outcome',
                'verbose_name_plural': 'outcomes',
            },
        ),
        migrations.CreateModel(
            name='OutcomePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_agreed', models.BooleanField(null=True, verbose_name='agreed')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('html', models.TextField(blank=True, editable=False)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quoted', to='hub_forum.outcome')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum_conversation.post')),
            ],
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['-published_at', '-id'], name='forum_outcome_list'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('html', ''), _negated=True)), name='forum_outcome_says_something'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('by', 'form_token'), name='forum_outcome_once_per_form'),
        ),
        migrations.AddConstraint(
            model_name='outcomepost',
            constraint=models.UniqueConstraint(fields=('outcome', 'post'), name='forum_outcome_quotes_once'),
        ),
        migrations.AddConstraint(
            model_name='outcomepost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('is_agreed__isnull', True)), models.Q(('answered_at__isnull', False), ('is_agreed__isnull', False)), _connector='OR'), name='forum_outcome_post_answered'),
        ),
        migrations.AddConstraint(
            model_name='outcomepost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_agreed', True), ('is_agreed__isnull', False), models.Q(('html', ''), _negated=True)), models.Q(('html', ''), models.Q(('is_agreed', False), ('is_agreed__isnull', True), _connector='OR')), _connector='OR'), name='forum_outcome_post_words_iff_agreed'),
        ),
    ]
