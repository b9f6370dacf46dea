import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0020_topics_that_move'),
        ('forum_polls', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='topicpoll',
            name='closes_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='closes'),
        ),
        migrations.AddField(
            model_name='topicpollvote',
            name='place',
            field=models.PositiveSmallIntegerField(db_default=0, verbose_name='place'),
        ),
        migrations.AddField(
            model_name='topicpollvote',
            name='poll',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='forum_polls.topicpoll'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='topicpoll',
            name='hide_results',
            field=models.BooleanField(default=False, verbose_name='results show only after closing'),
        ),
        migrations.AlterField(
            model_name='topicpoll',
            name='max_options',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='most choices of one member'),
        ),
        migrations.AlterField(
            model_name='topicpoll',
            name='question',
            field=models.CharField(max_length=200, verbose_name='question'),
        ),
        migrations.AlterField(
            model_name='topicpoll',
            name='user_changes',
            field=models.BooleanField(default=True, verbose_name='votes may be changed'),
        ),
        migrations.AlterField(
            model_name='topicpolloption',
            name='text',
            field=models.CharField(max_length=120, verbose_name='choice'),
        ),
        migrations.AlterField(
            model_name='topicpollvote',
            name='voter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='poll_votes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='topicpoll',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='forum_poll_asks_something'),
        ),
        migrations.AddConstraint(
            model_name='topicpoll',
            constraint=models.CheckConstraint(condition=models.Q(('max_options__gte', 1), ('max_options__lte', 10)), name='forum_poll_some_choices'),
        ),
        migrations.AddConstraint(
            model_name='topicpoll',
            constraint=models.CheckConstraint(condition=models.Q(('hide_results', False), ('closes_at__isnull', False), _connector='OR'), name='forum_poll_hidden_until_it_closes'),
        ),
        migrations.AddConstraint(
            model_name='topicpolloption',
            constraint=models.UniqueConstraint(fields=('poll', 'text'), name='forum_poll_option_once'),
        ),
        migrations.AddConstraint(
            model_name='topicpolloption',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='forum_poll_option_says_something'),
        ),
        migrations.AddConstraint(
            model_name='topicpollvote',
            constraint=models.UniqueConstraint(fields=('poll', 'voter', 'place'), name='forum_poll_one_vote_in_a_place'),
        ),
        migrations.AddConstraint(
            model_name='topicpollvote',
            constraint=models.UniqueConstraint(fields=('poll_option', 'voter'), name='forum_poll_choice_once'),
        ),
        migrations.AddConstraint(
            model_name='topicpollvote',
            constraint=models.CheckConstraint(condition=models.Q(('place__lt', 10)), name='forum_poll_few_votes'),
        ),
    ]
