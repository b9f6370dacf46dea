import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only

_GUARD = append_only("events_attendance")


class Migration(migrations.Migration):
    """Attendance by code and QR code. SQLite makes the table again and loses its trigger: it is lifted, and put back."""

    dependencies = [
        ("events", "0017_own_feeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(_GUARD.reverse_code, _GUARD.code),
        migrations.RemoveConstraint(model_name="attendance", name="events_known_check_in"),
        migrations.AlterField(
            model_name="attendance",
            name="check_in",
            field=models.CharField(
                choices=[
                    ("list", "The organizer’s list"),
                    ("code", "The code of the date"),
                    ("qr", "The QR code of the date"),
                ],
                default="list",
                max_length=10,
                verbose_name="seen by",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("check_in__in", ["list", "code", "qr"])), name="events_known_check_in"
            ),
        ),
        migrations.RunPython(_GUARD.code, _GUARD.reverse_code),
        migrations.CreateModel(
            name="CheckInCode",
            fields=[
                (
                    "occurrence",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="check_in_code",
                        serialize=False,
                        to="events.occurrence",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                (
                    "admits_anybody",
                    models.BooleanField(
                        default=False,
                        help_text="Whoever may see the event and has the code gets a place and is marked as there.",
                        verbose_name="Let in who has no place, while there is room",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True), name="events_check_in_has_a_code"
                    )
                ],
            },
        ),
    ]
