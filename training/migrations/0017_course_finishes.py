import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0016_lesson_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseFinish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="which time")),
                ("lessons", models.JSONField(verbose_name="the lessons of then, by key")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="finishes", to="training.coursepage"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="course_finishes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "course", "number"), name="training_finish_numbered"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="training_finish_from_one"),
                ]
            },
        ),
        append_only("training_coursefinish"),
    ]
