import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('forum_conversation', '0004_topic_kinds_and_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=30, verbose_name='name')),
                ('slug', models.SlugField(max_length=30, unique=True, verbose_name='slug')),
                ('description', models.CharField(blank=True, max_length=200, verbose_name='what it is for')),
                ('is_kept', models.BooleanField(default=False, verbose_name="in the editors' list")),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TopicTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hub_forum.tag')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum_conversation.topic')),
            ],
        ),
        migrations.AddField(
            model_name='tag',
            name='topics',
            field=models.ManyToManyField(related_name='tags', through='hub_forum.TopicTag', to='forum_conversation.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='SharedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shared_questions', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sharers', to='forum_conversation.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'member'), name='forum_question_shared_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='topictag',
            constraint=models.UniqueConstraint(fields=('tag', 'topic'), name='forum_tag_once_in_a_topic'),
        ),
        migrations.AddConstraint(
            model_name='topictag',
            constraint=models.UniqueConstraint(fields=('topic', 'place'), name='forum_one_tag_in_a_place'),
        ),
        migrations.AddConstraint(
            model_name='topictag',
            constraint=models.CheckConstraint(condition=models.Q(('place__lt', 5)), name='forum_topic_few_tags'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='forum_tag_has_name'),
        ),
    ]
