import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only
from community.people.tables_at_once import CreateTables
from community.practices.independence import independent_reviewers


class Migration(migrations.Migration):
    """Practices, versions, reviews, adoptions; answers are written once, and reviewers are independent of authors."""

    initial = True

    dependencies = [
        ("people", "0050_member_may_be_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                        ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                    ],
                    options={
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="Authorship",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="authorships",
                                to="practices.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "member"), name="practices_author_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Practice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("draft", "Not published"),
                                    ("published", "Published"),
                                    ("retired", "Retired"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="standing",
                            ),
                        ),
                        (
                            "retired_because",
                            models.CharField(blank=True, max_length=300, verbose_name="why it was retired"),
                        ),
                        ("published_at", models.DateTimeField(null=True, verbose_name="first published")),
                        ("checked_at", models.DateTimeField(null=True, verbose_name="last said to hold")),
                        ("asked_at", models.DateTimeField(null=True, verbose_name="owner was asked")),
                        (
                            "adoption_count",
                            models.PositiveIntegerField(default=0, verbose_name="departments that use it"),
                        ),
                        ("form_token", models.UUIDField(editable=False, null=True)),
                        (
                            "authors",
                            models.ManyToManyField(
                                related_name="written_practices",
                                through="practices.Authorship",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practices",
                                to="people.department",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_practices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="practices.practice",
                            ),
                        ),
                        (
                            "current",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practices.version",
                                verbose_name="current",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["standing", "-published_at"], name="practices_newest"),
                            models.Index(fields=["standing", "-adoption_count"], name="practices_most_used"),
                            models.Index(
                                condition=models.Q(("standing", "published")),
                                fields=["checked_at"],
                                name="practices_stale",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "form_token"), name="practices_practice_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_at", None),
                                        ("current", None),
                                        ("published_at", None),
                                        ("standing", "draft"),
                                    ),
                                    models.Q(
                                        ("checked_at__isnull", False),
                                        ("current__isnull", False),
                                        ("published_at__isnull", False),
                                        ("standing__in", ("published", "retired")),
                                    ),
                                    _connector="OR",
                                ),
                                name="practices_published_has_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("superseded_by", None),
                                    models.Q(
                                        ("standing", "retired"),
                                        models.Q(("superseded_by", models.F("pk")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="practices_superseded_is_retired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("retired_because", ""), ("standing", "retired"), _connector="OR"),
                                name="practices_reason_of_retired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adoption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("adopted_on", models.DateField(verbose_name="since")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who said so",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adoptions",
                                to="people.department",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adoptions",
                                to="practices.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("practice", "department"),
                                name="practices_adopted_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="practices_withdrawn_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("left_at", models.DateTimeField(null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practice_seats",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="practices.version",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)),
                                fields=("version", "place"),
                                name="practices_place_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)),
                                fields=("version", "member"),
                                name="practices_reviewer_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)),
                                fields=("version", "department"),
                                name="practices_reviewers_of_departments",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__in", (1, 2, 3))), name="practices_three_places_at_most"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("approve", "Approve it"), ("changes", "Ask for changes")],
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        ("words", models.TextField(max_length=4000, verbose_name="words")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="practices.seat"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-round", "seat__place", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("seat", "round"), name="practices_answer_once_a_round"),
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["approve", "changes"])),
                                name="practices_known_verdict",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="practices_answer_has_words"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("review", "In review"),
                                    ("split", "Reviewers disagree"),
                                    ("changes", "Changes asked for"),
                                    ("approved", "Ready to publish"),
                                    ("published", "Published"),
                                    ("replaced", "Replaced by a later version"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("summary", models.CharField(blank=True, max_length=240, verbose_name="in one sentence")),
                        ("problem", models.TextField(blank=True, max_length=4000, verbose_name="problem")),
                        ("context", models.TextField(blank=True, max_length=4000, verbose_name="where it was tried")),
                        ("approach", models.TextField(blank=True, max_length=4000, verbose_name="approach")),
                        ("steps", models.TextField(blank=True, max_length=6000, verbose_name="steps, one a line")),
                        ("result", models.TextField(blank=True, max_length=4000, verbose_name="result")),
                        ("cost", models.TextField(blank=True, max_length=2000, verbose_name="what it takes")),
                        ("contact", models.CharField(blank=True, max_length=160, verbose_name="who to ask")),
                        (
                            "caution",
                            models.TextField(blank=True, max_length=2000, verbose_name="what to watch out for"),
                        ),
                        (
                            "change_note",
                            models.CharField(blank=True, max_length=300, verbose_name="what is new in this version"),
                        ),
                        ("edits", models.PositiveIntegerField(default=0, verbose_name="times saved")),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="times submitted")),
                        ("places", models.PositiveSmallIntegerField(default=2, verbose_name="places for reviewers")),
                        ("submitted_at", models.DateTimeField(null=True, verbose_name="submitted")),
                        (
                            "decided_because",
                            models.CharField(blank=True, max_length=300, verbose_name="why the editors decided so"),
                        ),
                        ("published_at", models.DateTimeField(null=True, verbose_name="published")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="practices.practice",
                            ),
                        ),
                        ("tags", models.ManyToManyField(blank=True, related_name="versions", to="practices.tag")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "submitted_at"], name="practices_waiting")],
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "number"), name="practices_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("draft", "review", "split", "changes", "approved"))),
                                fields=("practice",),
                                name="practices_one_open_version",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("practice",),
                                name="practices_one_published_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "review", "split", "changes", "approved", "published", "replaced"],
                                    )
                                ),
                                name="practices_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("places__in", (2, 3))), name="practices_two_or_three_places"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("round", 0), ("state__in", ("draft", "changes"))),
                                    ("round__gt", 0),
                                    _connector="OR",
                                ),
                                name="practices_submitted_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at", None),
                                        ("state__in", ("draft", "review", "split", "changes", "approved")),
                                    ),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        models.Q(
                                            ("state__in", ("draft", "review", "split", "changes", "approved")),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="practices_published_has_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(("decided_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="practices_decided_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("address", models.CharField(max_length=500, verbose_name="address")),
                        ("title", models.CharField(blank=True, max_length=160, verbose_name="name of the data")),
                        ("kind", models.CharField(blank=True, max_length=20)),
                        ("key", models.CharField(blank=True, max_length=64)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="practices.version",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "position"), name="practices_link_position"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("key", ""), ("kind", ""), models.Q(("title", ""), _negated=True)),
                                    models.Q(
                                        ("title", ""),
                                        models.Q(("kind", ""), _negated=True),
                                        models.Q(("key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="practices_link_to_data_or_entry",
                            ),
                        ],
                    },
                ),
            ],
        ),
        append_only("practices_answer", goes_with_parent=True),
        independent_reviewers(),
    ]
