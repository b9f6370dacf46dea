import django.db.models.deletion
import forum.forum_conversation.forum_attachments.models
from django.db import migrations, models

from community.people.tables_at_once import CreateTables


class Migration(migrations.Migration):
    """Attachments as they stand after 0002."""

    replaces = [("forum_attachments", "0001_initial"), ("forum_attachments", "0002_attachment_name_size_type")]

    initial = True

    dependencies = [
        ("forum_conversation", "0001_initial"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=120,
                                upload_to=forum.forum_conversation.forum_attachments.models.stored_path,
                                verbose_name="file",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="forum_conversation.post",
                            ),
                        ),
                        ("content_type", models.CharField(max_length=120, verbose_name="type")),
                        ("name", models.CharField(max_length=255, verbose_name="name")),
                        ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                    ],
                    options={
                        "verbose_name": "attachment",
                        "verbose_name_plural": "attachments",
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="forum_attachment_has_name"
                            )
                        ],
                        "ordering": ("pk",),
                    },
                )
            ],
        ),
    ]
