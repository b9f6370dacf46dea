import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import training.models


class Migration(migrations.Migration):
    """Solutions open after an attempt, a file without them, and what changed between versions."""

    dependencies = [
        ("training", "0019_discussions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="notebookversion",
            name="solutions",
            field=models.JSONField(blank=True, default=list, verbose_name="where the solutions are in the HTML"),
        ),
        migrations.AddField(
            model_name="notebookversion",
            name="handout",
            field=models.FileField(
                blank=True,
                default="",
                max_length=120,
                upload_to=training.models.handout_path,
                verbose_name="file without solutions",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notebookversion",
            name="parts",
            field=models.JSONField(blank=True, default=list, verbose_name="what versions are compared by"),
        ),
        migrations.AddField(
            model_name="notebookversion",
            name="changes",
            field=models.JSONField(blank=True, default=list, verbose_name="what changed from the version before"),
        ),
        migrations.CreateModel(
            name="ExerciseAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("solution", models.CharField(max_length=20, verbose_name="key of the solution")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exercise_attempts",
                        to="training.lessonpage",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exercise_attempts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "lesson", "solution"), name="training_exercise_attempt_once"
                    )
                ],
            },
        ),
    ]
