import community.workgroups.models
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from community.people.tables_at_once import CreateTables


class Migration(migrations.Migration):
    """Work groups as they stand after 0002."""

    replaces = [("workgroups", "0001_initial"), ("workgroups", "0002_groups_in_a_box")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("member", "Member"), ("lead", "Lead")],
                                default="member",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked to join"),
                                    ("invited", "Invited"),
                                    ("active", "Member"),
                                    ("declined", "Declined"),
                                    ("refused", "Refused the invitation"),
                                    ("withdrawn", "Taken back"),
                                    ("left", "Left"),
                                    ("removed", "Removed"),
                                ],
                                default="requested",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="workgroups.workgroup",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["member", "state"], name="workgroups_member_state")],
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "member"), name="workgroups_one_membership_each"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "requested",
                                            "invited",
                                            "active",
                                            "declined",
                                            "refused",
                                            "withdrawn",
                                            "left",
                                            "removed",
                                        ],
                                    )
                                ),
                                name="workgroups_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", "member"), models.Q(("role", "lead"), ("state", "active")), _connector="OR"
                                ),
                                name="workgroups_lead_is_active",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("declined", "removed")), models.Q(("reason", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("declined", "removed")), _negated=True), ("reason", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="workgroups_reason_iff_sent_away",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                        ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                        ("purpose", models.TextField(max_length=1000, verbose_name="purpose")),
                        ("scope", models.TextField(blank=True, max_length=2000, verbose_name="scope")),
                        ("sponsor", models.CharField(blank=True, max_length=160, verbose_name="sponsor")),
                        (
                            "objectives",
                            models.TextField(blank=True, max_length=2000, verbose_name="objectives, one a line"),
                        ),
                        ("cadence", models.CharField(blank=True, max_length=120, verbose_name="how often it meets")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="charter is reviewed on")),
                        (
                            "members",
                            models.ManyToManyField(
                                related_name="work_groups", through="workgroups.Membership", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "achieved",
                            models.TextField(
                                blank=True, db_default="", default="", max_length=4000, verbose_name="what came of it"
                            ),
                        ),
                        ("charter_version", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                        ),
                        (
                            "founded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="founded"
                            ),
                        ),
                        (
                            "health",
                            models.CharField(
                                choices=[("green", "Active"), ("amber", "Quiet"), ("red", "Silent")],
                                db_default="green",
                                default="green",
                                editable=False,
                                max_length=10,
                                verbose_name="health",
                            ),
                        ),
                        ("is_private", models.BooleanField(db_default=False, default=False, verbose_name="private")),
                        ("life_at", models.DateTimeField(editable=False, null=True, verbose_name="last sign of life")),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="workgroups.workgroup",
                                verbose_name="its work goes on in",
                            ),
                        ),
                        (
                            "reopened_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="opened again"),
                        ),
                    ],
                    options={
                        "verbose_name": "work group",
                        "ordering": ("name",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("health__in", ["green", "amber", "red"])),
                                name="workgroups_known_health",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at", None), models.Q(("achieved", ""), _negated=True), _connector="OR"
                                ),
                                name="workgroups_closed_says_what_came_of_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into", None), ("closed_at__isnull", False), _connector="OR"
                                ),
                                name="workgroups_merged_is_closed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into", None),
                                    models.Q(("merged_into", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="workgroups_not_into_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CharterVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("charter", models.JSONField(verbose_name="charter")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
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
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="charter_versions",
                                to="workgroups.workgroup",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "number"), name="workgroups_charter_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deliverable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                        ("link", models.URLField(blank=True, max_length=300, verbose_name="link to it")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliverables",
                                to="workgroups.workgroup",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="workgroups_deliverable_has_title",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken out")),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="workgroups.workgroup",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="workgroups_document_has_title"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "file",
                            models.FileField(
                                max_length=120, upload_to=community.workgroups.models.stored_path, verbose_name="file"
                            ),
                        ),
                        ("name", models.CharField(max_length=255, verbose_name="name")),
                        ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                        ("content_type", models.CharField(max_length=120, verbose_name="type")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="what is new")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="workgroups.document",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "number"), name="workgroups_document_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("name", ""), _negated=True), ("size__gte", 1)),
                                name="workgroups_document_file_is_there",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
