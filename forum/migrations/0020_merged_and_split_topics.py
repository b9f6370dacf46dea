import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0020_topics_that_move'),
        ('hub_forum', '0011_rulings_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='MergedTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='merged')),
                ('former', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='merged_into', to='forum_conversation.topic')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='forum_conversation.topic')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('former', models.F('into')), _negated=True), name='forum_merged_into_another_topic')],
            },
        ),
        migrations.CreateModel(
            name='SplitTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='split off')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='splits', to='forum_conversation.topic')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='split_from', to='forum_conversation.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'topic'), name='forum_split_said_once'), models.CheckConstraint(condition=models.Q(('source', models.F('topic')), _negated=True), name='forum_split_from_another_topic')],
            },
        ),
    ]
