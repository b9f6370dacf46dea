import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from community.people.tables_at_once import CreateTables


class Migration(migrations.Migration):
    """Polls as they stand after 0020."""

    replaces = [("forum_polls", "0001_initial"), ("forum_polls", "0020_polls_with_one_vote")]

    initial = True

    dependencies = [
        ("forum_conversation", "0001_initial"),
        ("forum_conversation", "0020_topics_that_move"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="TopicPoll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created", models.DateTimeField(auto_now_add=True, verbose_name="Creation date")),
                        ("updated", models.DateTimeField(auto_now=True, verbose_name="Update date")),
                        ("question", models.CharField(max_length=200, verbose_name="question")),
                        (
                            "duration",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Poll duration, in days"),
                        ),
                        (
                            "max_options",
                            models.PositiveSmallIntegerField(default=1, verbose_name="most choices of one member"),
                        ),
                        ("user_changes", models.BooleanField(default=True, verbose_name="votes may be changed")),
                        (
                            "hide_results",
                            models.BooleanField(default=False, verbose_name="results show only after closing"),
                        ),
                        (
                            "topic",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="poll",
                                to="forum_conversation.topic",
                                verbose_name="Topic",
                            ),
                        ),
                        ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                    ],
                    options={
                        "verbose_name": "Topic poll",
                        "verbose_name_plural": "Topic polls",
                        "ordering": ["-updated"],
                        "get_latest_by": "updated",
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("question", ""), _negated=True), name="forum_poll_asks_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("max_options__gte", 1), ("max_options__lte", 10)),
                                name="forum_poll_some_choices",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hide_results", False), ("closes_at__isnull", False), _connector="OR"
                                ),
                                name="forum_poll_hidden_until_it_closes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicPollOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=120, verbose_name="choice")),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="options",
                                to="forum_polls.topicpoll",
                                verbose_name="Poll",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Topic poll option",
                        "verbose_name_plural": "Topic poll options",
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "text"), name="forum_poll_option_once"),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="forum_poll_option_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicPollVote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "anonymous_key",
                            models.CharField(
                                blank=True, max_length=100, null=True, verbose_name="Anonymous user forum key"
                            ),
                        ),
                        ("timestamp", models.DateTimeField(auto_now_add=True, verbose_name="Vote's date")),
                        (
                            "poll_option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="forum_polls.topicpolloption",
                                verbose_name="Poll option",
                            ),
                        ),
                        (
                            "voter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="poll_votes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(db_default=0, verbose_name="place")),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="forum_polls.topicpoll",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Topic poll vote",
                        "verbose_name_plural": "Topic poll votes",
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("poll", "voter", "place"), name="forum_poll_one_vote_in_a_place"
                            ),
                            models.UniqueConstraint(fields=("poll_option", "voter"), name="forum_poll_choice_once"),
                            models.CheckConstraint(condition=models.Q(("place__lt", 10)), name="forum_poll_few_votes"),
                        ],
                    },
                ),
            ],
        ),
    ]
