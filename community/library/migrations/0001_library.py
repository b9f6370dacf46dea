import community.library.models
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from community.library.holding import hold_library


class Migration(migrations.Migration):
    """Resources, their versions and files, downloads, citations; what was published and what replaces it is held."""

    initial = True

    dependencies = [
        ("people", "0060_profiles_and_skill_keys"),
        ("workgroups", "0002_groups_in_a_box"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("template", "Template"),
                            ("standard", "Standard"),
                            ("guide", "Guide"),
                            ("checklist", "Checklist"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("governance", "Governance"),
                            ("metadata", "Metadata"),
                            ("publishing", "Publishing"),
                            ("privacy", "Privacy"),
                            ("sharing", "Sharing between departments"),
                            ("accessibility", "Accessibility"),
                        ],
                        max_length=16,
                        verbose_name="topic",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("coordinators", "Data coordinators"),
                            ("stewards", "Data stewards"),
                            ("sponsors", "Executive sponsors"),
                            ("publishers", "Whoever publishes data"),
                            ("everybody", "Everybody who works with data"),
                        ],
                        max_length=16,
                        verbose_name="who it is for",
                    ),
                ),
                ("summary", models.CharField(max_length=240, verbose_name="in one sentence")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="first published")),
                ("download_count", models.PositiveIntegerField(default=0, editable=False, verbose_name="downloads")),
                ("edits", models.PositiveIntegerField(default=0, editable=False, verbose_name="times saved")),
                ("form_token", models.UUIDField(editable=False, null=True)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="people.department",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="workgroups.workgroup",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="library.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResourceVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Current"),
                            ("superseded", "Replaced by a later version"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("body", models.TextField(blank=True, max_length=32000, verbose_name="text")),
                ("html", models.TextField(blank=True, editable=False)),
                (
                    "change_note",
                    models.CharField(blank=True, max_length=300, verbose_name="what is new in this version"),
                ),
                ("edits", models.PositiveIntegerField(default=0, editable=False, verbose_name="times saved")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="why it was withdrawn"),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="library.resource"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResourceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.CharField(max_length=8, verbose_name="format")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "file",
                    models.FileField(
                        max_length=120, upload_to=community.library.models.stored_path, verbose_name="file"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(max_length=64)),
                ("accessibility", models.CharField(blank=True, max_length=300, verbose_name="accessibility note")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="library.resourceversion"
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.AddField(
            model_name="resource",
            name="current",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="library.resourceversion",
            ),
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=64)),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="library.resource"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="library.resourceversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="day")),
                ("mark", models.BinaryField(max_length=32, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="downloads", to="library.resourcefile"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("mark__isnull", False)), fields=["on"], name="library_marks_to_wipe"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "on", "mark"), name="library_download_once_a_day")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.UniqueConstraint(fields=("resource", "number"), name="library_version_number"),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("resource",), name="library_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")), fields=("resource",), name="library_one_published"
            ),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "superseded", "withdrawn"])),
                name="library_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="library_numbers_from_one"),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("published_by", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("published_at__isnull", False),
                        ("published_by__isnull", False),
                        models.Q(("html", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="library_published_has_words_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), ("number", 1), models.Q(("change_note", ""), _negated=True), _connector="OR"
                ),
                name="library_says_what_is_new",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_at", None),
                        ("withdrawn_because", ""),
                        ("withdrawn_by", None),
                    ),
                    _connector="OR",
                ),
                name="library_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourcefile",
            constraint=models.UniqueConstraint(fields=("version", "name"), name="library_file_name_once"),
        ),
        migrations.AddConstraint(
            model_name="resourcefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("format", ""), _negated=True),
                    ("size__gte", 1),
                    models.Q(("sha256", ""), _negated=True),
                ),
                name="library_file_is_there",
            ),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["title"], name="library_by_title"),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["-download_count"], name="library_most_downloaded"),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                fields=("started_by", "form_token"), name="library_resource_once_per_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["template", "standard", "guide", "checklist"])),
                name="library_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("topic__in", ["governance", "metadata", "publishing", "privacy", "sharing", "accessibility"])
                ),
                name="library_known_topic",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["coordinators", "stewards", "sponsors", "publishers", "everybody"])
                ),
                name="library_known_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("summary", ""), _negated=True)),
                name="library_resource_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("department", None), ("group__isnull", False)),
                    models.Q(("department__isnull", False), ("group", None)),
                    _connector="OR",
                ),
                name="library_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(("current", None), ("published_at__isnull", False), _connector="OR"),
                name="library_current_was_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superseded_by", None),
                    models.Q(
                        ("published_at__isnull", False), models.Q(("superseded_by", models.F("pk")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="library_superseded_was_published",
            ),
        ),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(fields=["kind", "key"], name="library_citations_of"),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version__isnull", False)),
                fields=("version", "kind", "key"),
                name="library_cited_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version", None)),
                fields=("resource", "kind", "key"),
                name="library_newest_cited_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                name="library_cited_by_something",
            ),
        ),
        hold_library(),
    ]
