import community.safety.addresses
import django.core.validators
import django.db.models.deletion
import events.after.models.materials
import events.after.models.recordings
from django.conf import settings
from django.db import migrations, models


from community.people.append_only import append_only

_GUARD = append_only("events_attendance")


class Migration(migrations.Migration):
    """What hangs on a date; minutes of attendance.

    SQLite makes the table of attendance again and loses its trigger: it is lifted, and put back.
    """

    dependencies = [
        ("events", "0026_outside_calendars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(_GUARD.reverse_code, _GUARD.code),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "title",
                    models.CharField(
                        help_text="What it is, for example: Slides of part 1.", max_length=120, verbose_name="title"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("viewers", "Everybody who may see the event"),
                            ("taking-part", "Only who is registered or was there"),
                        ],
                        default="viewers",
                        max_length=20,
                        verbose_name="who may have it",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[community.safety.addresses.check_address],
                        verbose_name="link",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        upload_to=events.after.models.materials.material_path,
                        verbose_name="file",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name of the file")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                ("at", models.DateTimeField(verbose_name="given")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("form_token", models.UUIDField(editable=False, null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved, not published yet"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=0, verbose_name="published versions")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved")),
            ],
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(editable=False)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what was corrected")),
                ("at", models.DateTimeField(verbose_name="published")),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="OutcomeNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    models.CharField(
                        help_text="Two or three sentences. Numbers help: datasets published, people reached, hours saved.",
                        max_length=600,
                        verbose_name="what came of it",
                    ),
                ),
                ("links", models.JSONField(blank=True, default=list)),
                ("at", models.DateTimeField(verbose_name="written")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("form_token", models.UUIDField(editable=False, null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="address of the video",
                    ),
                ),
                (
                    "has_captions_there",
                    models.BooleanField(default=False, verbose_name="the video at that address shows captions"),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        upload_to=events.after.models.recordings.recording_path,
                        verbose_name="video",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name of the file")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                ("content_type", models.CharField(blank=True, max_length=120, verbose_name="type")),
                ("seconds", models.PositiveIntegerField(null=True, verbose_name="seconds it plays")),
                ("captions", models.TextField(blank=True, max_length=1000000, verbose_name="captions")),
                ("transcript", models.TextField(blank=True, max_length=1000000, verbose_name="transcript")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("viewers", "Everybody who may see the event"),
                            ("taking-part", "Only who is registered or was there"),
                        ],
                        default="viewers",
                        max_length=20,
                        verbose_name="who may watch it",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("at", models.DateTimeField(verbose_name="changed")),
                ("shown_at", models.DateTimeField(null=True, verbose_name="shown since")),
            ],
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="begun")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
            ],
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "useful",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "Yes, very much"), (4, "Mostly"), (3, "Partly"), (2, "Hardly"), (1, "Not at all")],
                        null=True,
                        verbose_name="Was it useful for your work?",
                    ),
                ),
                (
                    "clear",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "Yes, very much"), (4, "Mostly"), (3, "Partly"), (2, "Hardly"), (1, "Not at all")],
                        null=True,
                        verbose_name="Was it easy to follow?",
                    ),
                ),
                (
                    "reach",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "Yes, very much"), (4, "Mostly"), (3, "Partly"), (2, "Hardly"), (1, "Not at all")],
                        null=True,
                        verbose_name="Could you take part fully: see, hear, read and speak?",
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Too short"), (2, "About right"), (3, "Too long")],
                        null=True,
                        verbose_name="How long was it?",
                    ),
                ),
                (
                    "again",
                    models.PositiveSmallIntegerField(
                        choices=[(3, "Yes"), (2, "Maybe"), (1, "No")], null=True, verbose_name="Would you come again?"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="What should we keep, and what should we change?"
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                ("skipped_at", models.DateTimeField(null=True, verbose_name="skipped")),
            ],
        ),
        migrations.AddField(
            model_name="attendance",
            name="minutes",
            field=models.PositiveIntegerField(null=True, verbose_name="minutes there"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes", None),
                    models.Q(("is_present", True), ("minutes__gte", 1), ("minutes__lte", 20160)),
                    _connector="OR",
                ),
                name="events_minutes_of_who_was_there",
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="occurrence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="materials", to="events.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="approved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="occurrence",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="events.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minutesversion",
            name="approved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minutesversion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="published by",
            ),
        ),
        migrations.AddField(
            model_name="minutesversion",
            name="minutes",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="events.minutes"
            ),
        ),
        migrations.AddField(
            model_name="outcomenote",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outcomenote",
            name="occurrence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="outcome_notes", to="events.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="occurrence",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="recording", to="events.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="occurrence",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="survey", to="events.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="surveyanswer",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="surveyanswer",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="events.survey"
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="events_material_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["viewers", "taking-part"])), name="events_material_known_audience"
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), ("name", ""), ("size", 0), models.Q(("address", ""), _negated=True)),
                    models.Q(
                        ("address", ""),
                        ("size__gte", 1),
                        models.Q(("file", ""), _negated=True),
                        models.Q(("name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="events_material_is_file_or_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("by", "form_token"), name="events_material_once_per_form"),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(("html", ""), _negated=True), name="events_minutes_say_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "approved", "published"])), name="events_minutes_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="events_minutes_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True), ("number__gte", 1), _connector="OR"
                ),
                name="events_minutes_published_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesversion",
            constraint=models.UniqueConstraint(fields=("minutes", "number"), name="events_minutes_version_once"),
        ),
        migrations.AddConstraint(
            model_name="minutesversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), models.Q(("html", ""), _negated=True)),
                name="events_minutes_version_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("note", ""), _negated=True), _connector="OR"),
                name="events_minutes_correction_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="events_outcome_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomenote",
            constraint=models.UniqueConstraint(fields=("by", "form_token"), name="events_outcome_once_per_form"),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["viewers", "taking-part"])), name="events_recording_known_audience"
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), ("seconds", None), ("size", 0)),
                    models.Q(("address", ""), ("size__gte", 1), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="events_recording_is_file_or_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_at", None),
                    models.Q(
                        models.Q(("captions", ""), _negated=True),
                        models.Q(("transcript", ""), _negated=True),
                        models.Q(
                            models.Q(("file", ""), _negated=True),
                            models.Q(models.Q(("address", ""), _negated=True), ("has_captions_there", True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="events_recording_shown_with_captions",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("at"))), name="events_survey_closes_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.UniqueConstraint(fields=("survey", "member"), name="events_survey_asks_once"),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", False),
                    models.Q(
                        ("again__isnull", True),
                        ("clear__isnull", True),
                        ("length__isnull", True),
                        ("reach__isnull", True),
                        ("useful__isnull", True),
                        ("words", ""),
                    ),
                    _connector="OR",
                ),
                name="events_survey_unanswered_says_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_at", None), ("skipped_at", None), _connector="OR"),
                name="events_survey_answered_or_skipped",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("useful__isnull", True), ("useful__in", [5, 4, 3, 2, 1]), _connector="OR"),
                name="events_survey_known_useful",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("clear__isnull", True), ("clear__in", [5, 4, 3, 2, 1]), _connector="OR"),
                name="events_survey_known_clear",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reach__isnull", True), ("reach__in", [5, 4, 3, 2, 1]), _connector="OR"),
                name="events_survey_known_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("length__isnull", True), ("length__in", [1, 2, 3]), _connector="OR"),
                name="events_survey_known_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("again__isnull", True), ("again__in", [3, 2, 1]), _connector="OR"),
                name="events_survey_known_again",
            ),
        ),
        migrations.RunPython(_GUARD.code, _GUARD.reverse_code),
        append_only("events_minutesversion"),
    ]
