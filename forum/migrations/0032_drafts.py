import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0004_topic_kinds_and_answers'),
        ('hub_forum', '0031_revisions_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=40, verbose_name='place')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('others', models.JSONField(default=dict, verbose_name='other fields')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['member', '-saved_at'], name='forum_draft_list'), models.Index(fields=['saved_at'], name='forum_draft_age')],
                'constraints': [models.UniqueConstraint(fields=('member', 'place'), name='forum_draft_one_at_a_place'), models.CheckConstraint(condition=models.Q(('text', ''), ('title', ''), _negated=True), name='forum_draft_holds_words')],
            },
        ),
    ]
