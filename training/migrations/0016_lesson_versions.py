import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only

_GUARD = append_only("training_completion")
_CHOICES = [
    ("minor", "Minor: what was done stays done"),
    ("major", "Major: who has not finished the course does the lesson again"),
]
_CHANGES = [("first", "First version"), *_CHOICES]


class Migration(migrations.Migration):
    """SQLite makes the ledger's table again for the column and loses its trigger: it is lifted, and put back after."""

    dependencies = [
        ("training", "0015_submissions_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LessonVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("change", models.CharField(choices=_CHANGES, max_length=10, verbose_name="change")),
                ("what_changed", models.CharField(blank=True, max_length=300, verbose_name="what changed")),
                ("added", models.JSONField(blank=True, default=list, verbose_name="headings added")),
                ("removed", models.JSONField(blank=True, default=list, verbose_name="headings removed")),
                ("reworded", models.JSONField(blank=True, default=list, verbose_name="headings whose text changed")),
                (
                    "sections",
                    models.JSONField(blank=True, default=list, verbose_name="headings, each with a hash of its text"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="hash of what learners read")),
                ("at", models.DateTimeField(verbose_name="published")),
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
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="training.lessonpage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("lesson", "number"), name="training_version_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="training_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("change__in", ["first", "minor", "major"])),
                        name="training_version_known_change",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change", "first"), _negated=True), ("number", 1), _connector="OR"
                        ),
                        name="training_version_first_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change", "major"), _negated=True),
                            models.Q(("what_changed", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="training_version_major_says_what",
                    ),
                ]
            },
        ),
        append_only("training_lessonversion", goes_with_parent=True),
        migrations.AddField(
            model_name="lessonpage",
            name="change",
            field=models.CharField(choices=_CHOICES, default="minor", max_length=10, verbose_name="this change is"),
        ),
        migrations.AddField(
            model_name="lessonpage",
            name="what_changed",
            field=models.CharField(
                blank=True,
                help_text="One sentence. A major change needs it; learners who did an older version read it.",
                max_length=300,
                verbose_name="what changed, for learners",
            ),
        ),
        migrations.AddConstraint(
            model_name="lessonpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__in", ["minor", "major"])), name="training_lesson_known_change"
            ),
        ),
        migrations.RunPython(_GUARD.reverse_code, _GUARD.code),
        migrations.AddField(
            model_name="completion",
            name="version",
            field=models.PositiveIntegerField(default=0, verbose_name="version of the lesson"),
        ),
        migrations.RunPython(_GUARD.code, _GUARD.reverse_code),
    ]
