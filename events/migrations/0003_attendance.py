import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who was seen at a date; the next migration makes the rows append-only."""

    dependencies = [
        ("events", "0002_registration_recurrence_id_calendar_meets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_present", models.BooleanField(verbose_name="was there")),
                ("check_in", models.CharField(choices=[("list", "The organizer’s list")], default="list", max_length=10, verbose_name="seen by")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="written by")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to=settings.AUTH_USER_MODEL)),
                ("occurrence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="events.occurrence")),
            ],
            options={
                "indexes": [models.Index(fields=["occurrence", "member", "-id"], name="events_attendance_latest")],
                "constraints": [models.CheckConstraint(condition=models.Q(("check_in__in", ["list"])), name="events_known_check_in")],
            },
        ),
    ]
