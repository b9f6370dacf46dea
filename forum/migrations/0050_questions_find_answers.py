import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0050_questions_by_day'),
        ('hub_forum', '0042_outcomes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitNotice',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='wait_notice', serialize=False, to='forum_conversation.topic')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
        ),
        migrations.CreateModel(
            name='FirstAnswer',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='first_answer', serialize=False, to='forum_conversation.topic')),
                ('seconds', models.PositiveBigIntegerField(verbose_name='seconds it took')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum_conversation.post')),
            ],
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place')),
                ('is_second', models.BooleanField(default=False, verbose_name='in place of somebody')),
                ('reasons', models.JSONField(default=list, verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('declined_at', models.DateTimeField(blank=True, null=True, verbose_name='said no')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_questions', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='forum_conversation.topic')),
            ],
            options={
                'indexes': [models.Index(fields=['at', 'member'], name='forum_asked_lately'), models.Index(condition=models.Q(('declined_at', None)), fields=['member', '-at'], name='forum_asked_open')],
                'constraints': [models.UniqueConstraint(fields=('topic', 'member'), name='forum_asked_once'), models.UniqueConstraint(fields=('topic', 'place', 'is_second'), name='forum_asked_one_in_a_place'), models.UniqueConstraint(condition=models.Q(('declined_at', None)), fields=('topic', 'place'), name='forum_asked_place_is_given_on'), models.CheckConstraint(condition=models.Q(('place__lt', 3)), name='forum_asked_few')],
            },
        ),
    ]
