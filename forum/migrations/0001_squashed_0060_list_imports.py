import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import forum.files.models
import uuid
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only
from community.people.tables_at_once import CreateTables

NAME = "Forum moderators"


def make_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name=NAME)


class Migration(migrations.Migration):
    """Our part of the forum as it stands after 0060, its group of moderators, and the triggers of what is written once."""

    replaces = [
        ("hub_forum", "0001_tags_and_shared_questions"),
        ("hub_forum", "0002_forum_moderators"),
        ("hub_forum", "0010_moderation"),
        ("hub_forum", "0011_rulings_append_only"),
        ("hub_forum", "0020_merged_and_split_topics"),
        ("hub_forum", "0030_revisions"),
        ("hub_forum", "0031_revisions_append_only"),
        ("hub_forum", "0032_drafts"),
        ("hub_forum", "0033_mentions"),
        ("hub_forum", "0034_pictures"),
        ("hub_forum", "0040_feed_keys"),
        ("hub_forum", "0041_reactions"),
        ("hub_forum", "0042_outcomes"),
        ("hub_forum", "0050_questions_find_answers"),
        ("hub_forum", "0060_list_imports"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("forum", "0002_board_links"),
        ("forum", "0040_more_reserved_slugs"),
        ("forum_conversation", "0004_topic_kinds_and_answers"),
        ("forum_conversation", "0010_posts_of_a_writer"),
        ("forum_conversation", "0020_topics_that_move"),
        ("forum_conversation", "0050_questions_by_day"),
        ("forum_conversation", "0062_index_of_unanswered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("workgroups", "0001_initial"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Tag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=30, verbose_name="name")),
                        ("slug", models.SlugField(max_length=30, unique=True, verbose_name="slug")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                        ("is_kept", models.BooleanField(default=False, verbose_name="in the editors' list")),
                        (
                            "topics",
                            models.ManyToManyField(
                                related_name="tags",
                                through="hub_forum.TopicTag",
                                to="forum_conversation.topic",
                                verbose_name="topics",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tag",
                        "verbose_name_plural": "tags",
                        "ordering": ("name", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("slug", ""), _negated=True)
                                ),
                                name="forum_tag_has_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="hub_forum.tag"
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("tag", "topic"), name="forum_tag_once_in_a_topic"),
                            models.UniqueConstraint(fields=("topic", "place"), name="forum_one_tag_in_a_place"),
                            models.CheckConstraint(condition=models.Q(("place__lt", 5)), name="forum_topic_few_tags"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SharedQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_questions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sharers",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("topic", "member"), name="forum_question_shared_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ruling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("approve", "Approved"),
                                    ("keep", "Left as it is"),
                                    ("hide", "Hidden"),
                                    ("restore", "Shown again"),
                                    ("edit", "Edited"),
                                    ("warn", "Writer warned"),
                                    ("suspend", "Writer suspended"),
                                    ("release", "Suspension ended"),
                                    ("remove", "Removed by its writer"),
                                ],
                                max_length=8,
                                verbose_name="what was decided",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                        ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                        ("title", models.CharField(max_length=255, verbose_name="title of the topic then")),
                        ("before", models.JSONField(default=dict, verbose_name="before")),
                        ("after", models.JSONField(default=dict, verbose_name="after")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told_rulings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rulings",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "act__in",
                                        [
                                            "approve",
                                            "keep",
                                            "hide",
                                            "restore",
                                            "edit",
                                            "warn",
                                            "suspend",
                                            "release",
                                            "remove",
                                        ],
                                    )
                                ),
                                name="forum_ruling_known_act",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("act__in", ("hide", "edit", "warn", "suspend")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="forum_ruling_against_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField(max_length=1000, verbose_name="in your words")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                        (
                            "answer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered",
                                to="hub_forum.ruling",
                            ),
                        ),
                        (
                            "ruling",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objection",
                                to="hub_forum.ruling",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="forum_objection_has_words"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Flag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fault",
                            models.CharField(
                                choices=[
                                    ("private", "It shows personal or confidential data"),
                                    ("unkind", "It attacks or insults somebody"),
                                    ("spam", "It advertises something"),
                                    ("place", "It belongs elsewhere"),
                                    ("other", "Something else"),
                                ],
                                max_length=8,
                                verbose_name="what is wrong",
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=1000, verbose_name="in your words")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="flags",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="flags",
                                to="forum_conversation.post",
                            ),
                        ),
                        (
                            "ruling",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="flags",
                                to="hub_forum.ruling",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ruling__isnull", True)),
                                fields=("post", "member"),
                                name="forum_flag_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fault__in", ["private", "unkind", "spam", "place", "other"])),
                                name="forum_flag_known_fault",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fault", "other"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="forum_flag_other_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suspension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("until", models.DateTimeField(verbose_name="until")),
                        ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended early")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suspensions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("member",),
                                name="forum_one_suspension_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("at"))), name="forum_suspension_ends_later"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="forum_suspension_has_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitingRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("newcomers", "Posts of newcomers"),
                                    ("word", "A word or phrase"),
                                    ("domain", "A link to a website"),
                                ],
                                max_length=9,
                                verbose_name="what waits",
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=80, verbose_name="word or website")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                        (
                            "board",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waiting_rules",
                                to="forum.forum",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("kind", "value", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["newcomers", "word", "domain"])),
                                name="forum_rule_known_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "newcomers"), ("value", "")),
                                    models.Q(
                                        models.Q(("kind", "newcomers"), _negated=True),
                                        models.Q(("value", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="forum_rule_says_what",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("board__isnull", False)),
                                fields=("board", "kind", "value"),
                                name="forum_rule_once_in_a_board",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("board__isnull", True)),
                                fields=("kind", "value"),
                                name="forum_rule_once_for_all",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Withheld",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for a moderator"),
                                    ("hidden", "Hidden by a moderator"),
                                    ("removed", "Removed by its writer"),
                                ],
                                max_length=8,
                                verbose_name="why",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                        ("rule", models.CharField(blank=True, max_length=120, verbose_name="what made it wait")),
                        ("was_shown", models.BooleanField(default=False, verbose_name="readers have seen it")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="withheld",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("why__in", ["waiting", "hidden", "removed"])),
                                name="forum_withheld_known_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("why", "hidden"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="forum_hidden_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergedTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="merged")),
                        (
                            "former",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merged_into",
                                to="forum_conversation.topic",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merged",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("former", models.F("into")), _negated=True),
                                name="forum_merged_into_another_topic",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SplitTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="split off")),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="splits",
                                to="forum_conversation.topic",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="split_from",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "topic"), name="forum_split_said_once"),
                            models.CheckConstraint(
                                condition=models.Q(("source", models.F("topic")), _negated=True),
                                name="forum_split_from_another_topic",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("title", models.CharField(blank=True, max_length=255, verbose_name="title")),
                        ("content", models.TextField(verbose_name="text")),
                        ("at", models.DateTimeField(verbose_name="written")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written by",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "number"), name="forum_revision_number"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="forum_revision_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=40, verbose_name="place")),
                        ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("others", models.JSONField(default=dict, verbose_name="other fields")),
                        ("saved_at", models.DateTimeField(verbose_name="saved")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["member", "-saved_at"], name="forum_draft_list"),
                            models.Index(fields=["saved_at"], name="forum_draft_age"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "place"), name="forum_draft_one_at_a_place"),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), ("title", ""), _negated=True),
                                name="forum_draft_holds_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "member"), name="forum_mention_once_in_a_post")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Picture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "file",
                            models.FileField(
                                max_length=120, upload_to=forum.files.models.picture_path, verbose_name="file"
                            ),
                        ),
                        ("alt", models.CharField(max_length=300, verbose_name="what it shows")),
                        ("width", models.PositiveIntegerField(verbose_name="width")),
                        ("height", models.PositiveIntegerField(verbose_name="height")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="put here")),
                        ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="first shown in a post")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pictures",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("used_at", None)), fields=["made_at"], name="forum_picture_unused"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("alt", ""), _negated=True), name="forum_picture_has_alt"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("height__gte", 1), ("width__gte", 1)), name="forum_picture_has_size"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PictureUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="hub_forum.picture"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="picture_uses",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("picture", "post"), name="forum_picture_once_in_a_post")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nonce",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number"),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feed_key",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Reaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("thanks", "Thanks"),
                                    ("agree", "I agree"),
                                    ("celebrate", "Well done"),
                                    ("curious", "Tell us more"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reactions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reactions",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "kind", "member"), name="forum_reaction_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["thanks", "agree", "celebrate", "curious"])),
                                name="forum_reaction_known_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=150, verbose_name="title")),
                        ("summary", models.TextField(verbose_name="summary")),
                        ("html", models.TextField(editable=False)),
                        (
                            "published_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="published"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                        ("form_token", models.UUIDField(editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="workgroups.workgroup",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="outcomes",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome",
                        "verbose_name_plural": "outcomes",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=["-published_at", "-id"],
                                name="forum_outcome_list",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("html", ""), _negated=True)
                                ),
                                name="forum_outcome_says_something",
                            ),
                            models.UniqueConstraint(fields=("by", "form_token"), name="forum_outcome_once_per_form"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomePost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_agreed", models.BooleanField(null=True, verbose_name="agreed")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                        ("html", models.TextField(blank=True, editable=False)),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quoted",
                                to="hub_forum.outcome",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("outcome", "post"), name="forum_outcome_quotes_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("is_agreed__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("is_agreed__isnull", False)),
                                    _connector="OR",
                                ),
                                name="forum_outcome_post_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("is_agreed", True),
                                        ("is_agreed__isnull", False),
                                        models.Q(("html", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("html", ""),
                                        models.Q(("is_agreed", False), ("is_agreed__isnull", True), _connector="OR"),
                                    ),
                                    _connector="OR",
                                ),
                                name="forum_outcome_post_words_iff_agreed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitNotice",
                    fields=[
                        (
                            "topic",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="wait_notice",
                                serialize=False,
                                to="forum_conversation.topic",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                    ],
                ),
                migrations.CreateModel(
                    name="FirstAnswer",
                    fields=[
                        (
                            "topic",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="first_answer",
                                serialize=False,
                                to="forum_conversation.topic",
                            ),
                        ),
                        ("seconds", models.PositiveBigIntegerField(verbose_name="seconds it took")),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Asked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("is_second", models.BooleanField(default=False, verbose_name="in place of somebody")),
                        ("reasons", models.JSONField(default=list, verbose_name="why")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                        ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="said no")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked_questions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["at", "member"], name="forum_asked_lately"),
                            models.Index(
                                condition=models.Q(("declined_at", None)),
                                fields=["member", "-at"],
                                name="forum_asked_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("topic", "member"), name="forum_asked_once"),
                            models.UniqueConstraint(
                                fields=("topic", "place", "is_second"), name="forum_asked_one_in_a_place"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("declined_at", None)),
                                fields=("topic", "place"),
                                name="forum_asked_place_is_given_on",
                            ),
                            models.CheckConstraint(condition=models.Q(("place__lt", 3)), name="forum_asked_few"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64, verbose_name="hash of its Message-ID")),
                        (
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.forum"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum_conversation.post",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("board", "key"), name="forum_message_imported_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255, verbose_name="file")),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="started")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                        ("read", models.PositiveIntegerField(default=0, verbose_name="messages in the file")),
                        ("posted", models.PositiveIntegerField(default=0, verbose_name="new")),
                        ("known", models.PositiveIntegerField(default=0, verbose_name="there before")),
                        ("repeated", models.PositiveIntegerField(default=0, verbose_name="twice in the file")),
                        ("empty", models.PositiveIntegerField(default=0, verbose_name="without text or files")),
                        ("unreadable", models.PositiveIntegerField(default=0, verbose_name="not readable")),
                        ("topics", models.PositiveIntegerField(default=0, verbose_name="new topics")),
                        ("posts", models.PositiveIntegerField(default=0, verbose_name="new posts")),
                        ("files", models.PositiveIntegerField(default=0, verbose_name="files taken")),
                        ("files_refused", models.PositiveIntegerField(default=0, verbose_name="files refused")),
                        ("mended", models.PositiveIntegerField(default=0, verbose_name="with mended encoding")),
                        ("remarks", models.JSONField(default=list, verbose_name="remarks")),
                        (
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forum.forum",
                                verbose_name="board",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import of a list archive",
                        "verbose_name_plural": "imports of list archives",
                        "ordering": ("-started_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    (
                                        "read",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("posted"), "+", models.F("known")
                                                    ),
                                                    "+",
                                                    models.F("repeated"),
                                                ),
                                                "+",
                                                models.F("empty"),
                                            ),
                                            "+",
                                            models.F("unreadable"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="forum_list_import_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("posts__gte", models.F("posted"))),
                                name="forum_list_import_posts_of_messages",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(make_group, migrations.RunPython.noop),
        append_only("hub_forum_ruling"),
        append_only("hub_forum_revision", goes_with_parent=True),
    ]
