import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import training.notebook_lessons.models


class Migration(migrations.Migration):
    """Datasets beside a notebook."""

    dependencies = [
        ("training", "0020_notebook_exercises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotebookFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        max_length=120, upload_to=training.notebook_lessons.models.file_path, verbose_name="file"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("file_hash", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("uploaded_at", models.DateTimeField(auto_now=True, verbose_name="uploaded")),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="training.notebooklessonpage",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("lesson", "name"), name="training_notebook_file_name_once")
                ],
            },
        ),
    ]
