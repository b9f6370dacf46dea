import community.people.zones
import community.safety.addresses
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import events.after.models.materials
import events.after.models.recordings
import modelcluster.fields
import uuid
import wagtail.models.preview
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only
from community.people.tables_at_once import CreateTables
from events.registering.overbooking import never_overbooked

OLD, NEW = ("events_registrationrules_accommodation_" + end for end in ("contact_id_46cae2fc", "handler_id_e019120f"))


def keep_its_name(apps, schema_editor):
    """In the long history a field was renamed and its index was not. Indexes come last, so their names do too."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.deferred_sql.append(f"ALTER INDEX {NEW} RENAME TO {OLD}")


class Migration(migrations.Migration):
    """All of events as it stands after 0030, and the triggers of what the database itself refuses."""

    replaces = [
        ("events", "0001_initial"),
        ("events", "0002_registration_recurrence_id_calendar_meets"),
        ("events", "0003_attendance"),
        ("events", "0004_attendance_append_only"),
        ("events", "0005_changes_of_dates"),
        ("events", "0010_waiting_list"),
        ("events", "0011_places_never_overbooked"),
        ("events", "0012_registration_rules"),
        ("events", "0015_what_an_event_says"),
        ("events", "0016_say_how_to_take_part"),
        ("events", "0017_own_feeds"),
        ("events", "0020_check_in_by_oneself"),
        ("events", "0025_calendar_imports"),
        ("events", "0026_outside_calendars"),
        ("events", "0027_after_events"),
        ("events", "0028_events_handed_in"),
        ("events", "0029_event_templates"),
        ("events", "0030_courses_of_events"),
    ]

    initial = True

    dependencies = [
        ("hub_forum", "0060_list_imports"),
        ("people", "0002_audit_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("wagtailcore", "0098_apitoken"),
        ("workgroups", "0001_initial"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="FeedVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True, verbose_name="feed")),
                        ("number", models.PositiveBigIntegerField(default=0, verbose_name="version")),
                        ("changed_at", models.DateTimeField(verbose_name="last change")),
                        ("since", models.DateTimeField(verbose_name="shows what ends after")),
                    ],
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                        (
                            "has_unpublished_changes",
                            models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                        ),
                        (
                            "first_published_at",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="first published at"
                            ),
                        ),
                        (
                            "last_published_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                        ),
                        ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                        ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                        ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                        ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("slug", models.SlugField(editable=False, max_length=80, unique=True, verbose_name="address")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("training", "Training"),
                                    ("clinic", "Clinic"),
                                    ("meeting", "Work-group meeting"),
                                    ("showcase", "Showcase"),
                                    ("challenge", "Data challenge"),
                                    ("code-a-thon", "Code-a-thon"),
                                    ("conference", "Conference"),
                                ],
                                default="training",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="One sentence: what people get out of it.",
                                max_length=240,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "body",
                            models.TextField(
                                blank=True,
                                help_text="Agenda, what to bring. Leave an empty line between paragraphs.",
                                max_length=5000,
                                verbose_name="details",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("everybody", "Everybody"),
                                    ("group", "Active members of the work group only"),
                                ],
                                default="everybody",
                                max_length=10,
                                verbose_name="who may see it",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("online", "Online"),
                                    ("in-person", "In person"),
                                    ("hybrid", "In person and online"),
                                ],
                                default="online",
                                max_length=10,
                                verbose_name="where people meet",
                            ),
                        ),
                        (
                            "venue",
                            models.CharField(
                                blank=True,
                                help_text="Building, street, city and room.",
                                max_length=200,
                                verbose_name="place",
                            ),
                        ),
                        (
                            "join_link",
                            models.CharField(
                                blank=True,
                                help_text="Shown only to people who registered.",
                                max_length=500,
                                validators=[django.core.validators.URLValidator(schemes=["https", "http"])],
                                verbose_name="link to join",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="For each date. Leave empty when there is room for everybody.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100000),
                                ],
                                verbose_name="number of places",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first date")),
                        ("starts_at", models.TimeField(verbose_name="starts at")),
                        (
                            "duration",
                            models.PositiveIntegerField(
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20160),
                                ],
                                verbose_name="minutes",
                            ),
                        ),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("America/Los_Angeles", "Pacific Time"),
                                    ("America/Phoenix", "Arizona Time"),
                                    ("America/Denver", "Mountain Time"),
                                    ("America/Chicago", "Central Time"),
                                    ("America/New_York", "Eastern Time"),
                                    ("America/Anchorage", "Alaska Time"),
                                    ("Pacific/Honolulu", "Hawaii Time"),
                                    ("Europe/London", "UK Time"),
                                    ("UTC", "UTC"),
                                ],
                                default="America/Los_Angeles",
                                max_length=64,
                                validators=[community.people.zones.check_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(
                                blank=True,
                                help_text="Only for “by a rule”, for example FREQ=MONTHLY;BYDAY=-1FR;COUNT=12.",
                                max_length=200,
                                verbose_name="rule",
                            ),
                        ),
                        ("form_token", models.UUIDField(editable=False, null=True)),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series",
                                to="people.department",
                                verbose_name="department",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series",
                                to="workgroups.workgroup",
                                verbose_name="work group",
                            ),
                        ),
                        (
                            "latest_revision",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.revision",
                                verbose_name="latest revision",
                            ),
                        ),
                        (
                            "live_revision",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.revision",
                                verbose_name="live revision",
                            ),
                        ),
                        (
                            "organizers",
                            models.ManyToManyField(
                                blank=True,
                                related_name="organized_series",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="organizers",
                            ),
                        ),
                        (
                            "scheduled_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skip_holidays",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="Dates on which the state’s offices are closed do not take place. They count as one of the times.",
                                verbose_name="leave out state holidays",
                            ),
                        ),
                        (
                            "accessibility",
                            models.TextField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="For example captions, sign language, step-free way, quiet room. Needed before you publish.",
                                max_length=1000,
                                verbose_name="accessibility",
                            ),
                        ),
                        (
                            "accommodation_contact",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="An e-mail address or phone number for what people need to take part. Needed before you publish.",
                                max_length=200,
                                verbose_name="contact for accommodation",
                            ),
                        ),
                        (
                            "credit_hours",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                help_text="Hours of training credit for each date. Leave empty when it gives none.",
                                max_digits=4,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.5")),
                                    django.core.validators.MaxValueValidator(Decimal("40")),
                                ],
                                verbose_name="credit hours",
                            ),
                        ),
                        (
                            "topics",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True,
                                help_text="What people find it by in the calendar.",
                                limit_choices_to={"is_kept": True},
                                related_name="series",
                                to="hub_forum.tag",
                                verbose_name="topics",
                            ),
                        ),
                        (
                            "courses",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True,
                                help_text="Whoever takes one of these finds the event among its dates.",
                                limit_choices_to={"is_open": True},
                                related_name="series",
                                to="events.courseentry",
                                verbose_name="courses",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "event",
                        "verbose_name_plural": "events",
                        "indexes": [models.Index(fields=["live", "visibility"], name="events_series_open")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheduled_by", "form_token"), name="events_series_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("visibility", "group"), _negated=True),
                                    ("group__isnull", False),
                                    _connector="OR",
                                ),
                                name="events_private_series_has_group",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("duration__gte", 1), ("duration__lte", 20160)),
                                name="events_series_duration",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity", None), ("capacity__gte", 1), _connector="OR"),
                                name="events_series_has_places",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("credit_hours", None),
                                    models.Q(("credit_hours__gt", 0), ("credit_hours__lte", Decimal("40"))),
                                    _connector="OR",
                                ),
                                name="events_series_credit",
                            ),
                        ],
                    },
                    bases=(wagtail.models.preview.PreviewableMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Occurrence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recurrence_id", models.CharField(max_length=15, verbose_name="wall time in the series")),
                        ("start_at", models.DateTimeField(verbose_name="starts")),
                        ("end_at", models.DateTimeField(verbose_name="ends")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("scheduled", "Scheduled"),
                                    ("cancelled", "Cancelled"),
                                    ("dropped", "No longer in the series"),
                                ],
                                default="scheduled",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it was cancelled")),
                        ("capacity", models.PositiveIntegerField(null=True, verbose_name="places")),
                        ("registered_count", models.PositiveIntegerField(default=0, verbose_name="registered")),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occurrences",
                                to="events.series",
                            ),
                        ),
                        (
                            "own_format",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("online", "Online"),
                                    ("in-person", "In person"),
                                    ("hybrid", "In person and online"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="where people meet",
                            ),
                        ),
                        (
                            "own_join_link",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=500, verbose_name="link to join"
                            ),
                        ),
                        (
                            "own_venue",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="place"
                            ),
                        ),
                        ("numbers_given", models.PositiveIntegerField(db_default=0, default=0)),
                        ("offered_count", models.PositiveIntegerField(db_default=0, default=0, verbose_name="offered")),
                        ("waiting_count", models.PositiveIntegerField(db_default=0, default=0, verbose_name="waiting")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["start_at", "id"], name="events_occurrence_start"),
                            models.Index(fields=["end_at"], name="events_occurrence_end"),
                            models.Index(
                                condition=models.Q(("waiting_count__gt", 0)),
                                fields=["start_at"],
                                name="events_occurrence_awaited",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "recurrence_id"), name="events_one_occurrence_per_date"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end_at__gt", models.F("start_at"))), name="events_ends_after_start"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["scheduled", "cancelled", "dropped"])),
                                name="events_known_status",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for a place"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Offered a place"),
                                    ("registered", "Registered"),
                                    ("withdrawn", "Withdrawn"),
                                    ("expired", "Did not take the offer in time"),
                                    ("declined", "Declined by an organizer"),
                                ],
                                default="registered",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "registered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="registered"),
                        ),
                        ("form_token", models.UUIDField(editable=False, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="events.occurrence",
                            ),
                        ),
                        (
                            "recurrence_id",
                            models.CharField(blank=True, db_default="", default="", editable=False, max_length=15),
                        ),
                        ("uid", models.CharField(blank=True, db_default="", default="", editable=False, max_length=36)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True, verbose_name="number")),
                        ("offered_until", models.DateTimeField(null=True, verbose_name="offered until")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="why they have no place",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("occurrence", "member"), name="events_one_registration_each"
                            ),
                            models.UniqueConstraint(
                                fields=("member", "form_token"), name="events_registration_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "requested",
                                            "waiting",
                                            "offered",
                                            "registered",
                                            "withdrawn",
                                            "expired",
                                            "declined",
                                        ],
                                    )
                                ),
                                name="events_known_registration_state",
                            ),
                            models.UniqueConstraint(
                                fields=("occurrence", "number"), name="events_registration_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("offered_until__isnull", False), ("state", "offered")),
                                    models.Q(
                                        models.Q(("state", "offered"), _negated=True), ("offered_until__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="events_offer_has_an_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("requested", "waiting", "offered")), _negated=True),
                                    ("number__isnull", False),
                                    _connector="OR",
                                ),
                                name="events_line_has_an_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="events_declined_says_why",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["occurrence", "state", "number"], name="events_registration_line"),
                            models.Index(
                                condition=models.Q(("state", "offered")),
                                fields=["offered_until"],
                                name="events_registration_offers",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeriesCalendar",
                    fields=[
                        (
                            "series",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="calendar",
                                serialize=False,
                                to="events.series",
                            ),
                        ),
                        ("block", models.TextField(verbose_name="VEVENTs")),
                        ("zone", models.CharField(max_length=64, verbose_name="time zone")),
                        ("sequence", models.PositiveIntegerField(default=0, verbose_name="sequence")),
                        ("stamped_at", models.DateTimeField(verbose_name="last change")),
                        ("is_public", models.BooleanField(default=False, verbose_name="in the public calendar")),
                        ("last_end_at", models.DateTimeField(verbose_name="last occurrence ends")),
                        (
                            "meets",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=64, verbose_name="where people meet"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(db_default=0, default=0, verbose_name="version")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["is_public", "last_end_at"], name="events_calendar_public")],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_present", models.BooleanField(verbose_name="was there")),
                        (
                            "check_in",
                            models.CharField(
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
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written by",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="events.occurrence",
                            ),
                        ),
                        ("minutes", models.PositiveIntegerField(null=True, verbose_name="minutes there")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["occurrence", "member", "-id"], name="events_attendance_latest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("check_in__in", ["list", "code", "qr"])),
                                name="events_known_check_in",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minutes", None),
                                    models.Q(("is_present", True), ("minutes__gte", 1), ("minutes__lte", 20160)),
                                    _connector="OR",
                                ),
                                name="events_minutes_of_who_was_there",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Continuation",
                    fields=[
                        (
                            "series",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="continues",
                                serialize=False,
                                to="events.series",
                            ),
                        ),
                        ("begins_on", models.DateField(verbose_name="from this day of the former series")),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="events.series",
                                verbose_name="where it all began",
                            ),
                        ),
                        (
                            "former",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continuations",
                                to="events.series",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("series", models.F("former")), _negated=True),
                                name="events_continues_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DateChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recurrence_id", models.CharField(max_length=15, verbose_name="date of the series")),
                        (
                            "change",
                            models.CharField(
                                choices=[("out", "Taken out"), ("extra", "Extra date"), ("moved", "Changed")],
                                max_length=5,
                                verbose_name="what differs",
                            ),
                        ),
                        ("starts_on", models.DateField(null=True, verbose_name="date")),
                        ("starts_at", models.TimeField(null=True, verbose_name="starts at")),
                        ("duration", models.PositiveIntegerField(null=True, verbose_name="minutes")),
                        (
                            "format",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("online", "Online"),
                                    ("in-person", "In person"),
                                    ("hybrid", "In person and online"),
                                ],
                                max_length=10,
                                verbose_name="where people meet",
                            ),
                        ),
                        ("venue", models.CharField(blank=True, max_length=200, verbose_name="place")),
                        ("join_link", models.CharField(blank=True, max_length=500, verbose_name="link to join")),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="date_changes",
                                to="events.series",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "recurrence_id"), name="events_one_change_per_date"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("change__in", ["out", "extra", "moved"])),
                                name="events_known_change",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("change", "out"), ("duration", None), ("starts_at", None), ("starts_on", None)
                                    ),
                                    models.Q(
                                        models.Q(("change", "out"), _negated=True),
                                        ("duration__gte", 1),
                                        ("starts_at__isnull", False),
                                        ("starts_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="events_change_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for a place"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Offered a place"),
                                    ("registered", "Registered"),
                                    ("withdrawn", "Withdrawn"),
                                    ("expired", "Did not take the offer in time"),
                                    ("declined", "Declined by an organizer"),
                                ],
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True, verbose_name="number")),
                        ("at", models.DateTimeField(verbose_name="when")),
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
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="events.registration",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "requested",
                                            "waiting",
                                            "offered",
                                            "registered",
                                            "withdrawn",
                                            "expired",
                                            "declined",
                                        ],
                                    )
                                ),
                                name="events_known_step",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccommodationRequest",
                    fields=[
                        (
                            "registration",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="accommodation",
                                serialize=False,
                                to="events.registration",
                            ),
                        ),
                        ("text", models.TextField(max_length=1000, verbose_name="what they need")),
                        ("written_at", models.DateTimeField(verbose_name="written")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="events_need_says_something"
                            )
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
                        ("text", models.CharField(max_length=500, verbose_name="answer")),
                        (
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="events.registration",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="events.question",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("registration", "question"), name="events_one_answer_each")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.CharField(max_length=200, verbose_name="question")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "A short text"),
                                    ("choice", "One of several choices"),
                                    ("yes-no", "Yes or no"),
                                ],
                                default="text",
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "choices",
                            models.TextField(blank=True, max_length=2000, verbose_name="choices, one on each line"),
                        ),
                        ("is_required", models.BooleanField(default=False, verbose_name="everybody must answer")),
                        ("is_retired", models.BooleanField(default=False)),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="events.series",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["series", "place"], name="events_question_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="events_question_asks_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["text", "choice", "yes-no"])),
                                name="events_known_question_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "choice"), _negated=True),
                                    models.Q(("choices", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="events_choice_has_choices",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationRules",
                    fields=[
                        (
                            "series",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="registration_rules",
                                serialize=False,
                                to="events.series",
                            ),
                        ),
                        (
                            "is_by_approval",
                            models.BooleanField(
                                default=False,
                                help_text="People ask for a place, and you say yes, or no with a reason.",
                                verbose_name="Organizers let people in",
                            ),
                        ),
                        (
                            "opens_days",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Leave empty to open it at once.",
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(730)],
                                verbose_name="Registration opens: days before the date",
                            ),
                        ),
                        (
                            "closes_hours",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Leave empty to let people in until it is over.",
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(2160)],
                                verbose_name="Registration closes: hours before the date begins",
                            ),
                        ),
                        (
                            "withdraw_hours",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Leave empty to let them withdraw until it is over.",
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(2160)],
                                verbose_name="People can withdraw until: hours before the date begins",
                            ),
                        ),
                        (
                            "department_quota",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="People who wait count too. Leave empty for no limit.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10000),
                                ],
                                verbose_name="Most people of one department, on each date",
                            ),
                        ),
                        ("question_count", models.PositiveIntegerField(default=0, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "accommodation_handler",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who handles what people need",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("department_quota", None), ("department_quota__gte", 1), _connector="OR"
                                ),
                                name="events_quota_lets_somebody_in",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=64, verbose_name="feed")),
                        ("etag", models.CharField(max_length=64, verbose_name="version")),
                        ("changed_at", models.DateTimeField(verbose_name="last change")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="own_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "name"), name="events_own_feed_once")
                        ],
                    },
                ),
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
                migrations.CreateModel(
                    name="CalendarImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("came_from", models.CharField(max_length=2000, verbose_name="file or address")),
                        ("is_address", models.BooleanField(default=False)),
                        ("source", models.BinaryField(default=b"")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("running", "Being read"),
                                    ("done", "Done"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                        ("refusal", models.CharField(blank=True, max_length=500, verbose_name="why it was refused")),
                        ("read", models.PositiveIntegerField(default=0, verbose_name="events in the calendar")),
                        ("place", models.PositiveIntegerField(default=0)),
                        ("made", models.PositiveIntegerField(default=0, verbose_name="new drafts")),
                        ("renewed", models.PositiveIntegerField(default=0, verbose_name="drafts brought up to date")),
                        ("known", models.PositiveIntegerField(default=0, verbose_name="there before, unchanged")),
                        ("kept", models.PositiveIntegerField(default=0, verbose_name="changed here, and left alone")),
                        ("over", models.PositiveIntegerField(default=0, verbose_name="over already")),
                        ("left_out", models.PositiveIntegerField(default=0, verbose_name="left out")),
                        ("remarks", models.JSONField(default=list, verbose_name="remarks")),
                        ("form_token", models.UUIDField(editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_imports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workgroups.workgroup",
                                verbose_name="work group",
                            ),
                        ),
                        ("gone", models.PositiveIntegerField(default=0, verbose_name="no longer there, and kept here")),
                        (
                            "removed",
                            models.PositiveIntegerField(
                                default=0, verbose_name="drafts taken away, for they are no longer there"
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="events.outsidecalendar",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("by", "form_token"), name="events_import_once_per_form"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "running", "done", "refused"])),
                                name="events_known_import_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    (
                                        "read",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("made"), "+", models.F("renewed")
                                                        ),
                                                        "+",
                                                        models.F("known"),
                                                    ),
                                                    "+",
                                                    models.F("kept"),
                                                ),
                                                "+",
                                                models.F("over"),
                                            ),
                                            "+",
                                            models.F("left_out"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="events_import_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("refusal", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="events_import_refusal_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64)),
                        ("facts", models.CharField(max_length=64)),
                        ("seen", models.CharField(max_length=64)),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workgroups.workgroup",
                            ),
                        ),
                        (
                            "latest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="events.calendarimport",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imported_from",
                                to="events.series",
                            ),
                        ),
                        (
                            "outside",
                            models.CharField(
                                choices=[
                                    ("same", "As it was taken"),
                                    ("changed", "Changed there; here it stayed as it is"),
                                    ("gone", "No longer there"),
                                    ("over", "Over"),
                                ],
                                default="same",
                                max_length=10,
                            ),
                        ),
                        ("runs_until", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("group__isnull", False)),
                                fields=("group", "key"),
                                name="events_imported_once_in_group",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("group", None)), fields=("key",), name="events_imported_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outside__in", ["same", "changed", "gone", "over"])),
                                name="events_known_outside_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutsideCalendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=2000, verbose_name="address")),
                        ("address_hash", models.CharField(editable=False, max_length=64)),
                        (
                            "since",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="kept up to date since"
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(null=True, verbose_name="stopped")),
                        (
                            "next_at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="next refresh"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(null=True, verbose_name="last asked")),
                        ("checked_at", models.DateTimeField(null=True, verbose_name="last refresh")),
                        ("read_at", models.DateTimeField(null=True)),
                        ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                        ("failing_since", models.DateTimeField(null=True, verbose_name="failing since")),
                        ("error", models.CharField(blank=True, max_length=500, verbose_name="last error")),
                        ("etag", models.CharField(blank=True, max_length=200)),
                        ("modified", models.CharField(blank=True, max_length=100)),
                        ("body_hash", models.CharField(blank=True, max_length=64)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outside_calendars",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workgroups.workgroup",
                                verbose_name="work group",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("group__isnull", False)),
                                fields=("group", "address_hash"),
                                name="events_outside_once_in_group",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("group", None)),
                                fields=("address_hash",),
                                name="events_outside_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error", ""), ("failing_since", None), ("failures", 0)),
                                    models.Q(
                                        ("failing_since__isnull", False),
                                        ("failures__gt", 0),
                                        models.Q(("error", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="events_outside_failure_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="What it is, for example: Slides of part 1.",
                                max_length=120,
                                verbose_name="title",
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="materials",
                                to="events.occurrence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="events_material_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["viewers", "taking-part"])),
                                name="events_material_known_audience",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("file", ""),
                                        ("name", ""),
                                        ("size", 0),
                                        models.Q(("address", ""), _negated=True),
                                    ),
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
                            models.UniqueConstraint(fields=("by", "form_token"), name="events_material_once_per_form"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Minutes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minutes",
                                to="events.occurrence",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("html", ""), _negated=True), name="events_minutes_say_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "approved", "published"])),
                                name="events_minutes_known_state",
                            ),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True), ("number__gte", 1), _connector="OR"
                                ),
                                name="events_minutes_published_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("text", models.TextField(verbose_name="text")),
                        ("html", models.TextField(editable=False)),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="what was corrected")),
                        ("at", models.DateTimeField(verbose_name="published")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="published by",
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="events.minutes",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-number",),
                        "constraints": [
                            models.UniqueConstraint(fields=("minutes", "number"), name="events_minutes_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1), models.Q(("html", ""), _negated=True)),
                                name="events_minutes_version_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1), models.Q(("note", ""), _negated=True), _connector="OR"
                                ),
                                name="events_minutes_correction_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome_notes",
                                to="events.occurrence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="events_outcome_says_something"
                            ),
                            models.UniqueConstraint(fields=("by", "form_token"), name="events_outcome_once_per_form"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recording",
                                to="events.occurrence",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["viewers", "taking-part"])),
                                name="events_recording_known_audience",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file", ""), ("seconds", None), ("size", 0)),
                                    models.Q(("address", ""), ("size__gte", 1), models.Q(("name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="events_recording_is_file_or_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shown_at", None),
                                    models.Q(
                                        models.Q(("captions", ""), _negated=True),
                                        models.Q(("transcript", ""), _negated=True),
                                        models.Q(
                                            models.Q(("file", ""), _negated=True),
                                            models.Q(
                                                models.Q(("address", ""), _negated=True), ("has_captions_there", True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="events_recording_shown_with_captions",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="begun")),
                        ("closes_at", models.DateTimeField(verbose_name="closes")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occurrence",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="survey",
                                to="events.occurrence",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("at"))), name="events_survey_closes_later"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked")),
                        (
                            "useful",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (5, "Yes, very much"),
                                    (4, "Mostly"),
                                    (3, "Partly"),
                                    (2, "Hardly"),
                                    (1, "Not at all"),
                                ],
                                null=True,
                                verbose_name="Was it useful for your work?",
                            ),
                        ),
                        (
                            "clear",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (5, "Yes, very much"),
                                    (4, "Mostly"),
                                    (3, "Partly"),
                                    (2, "Hardly"),
                                    (1, "Not at all"),
                                ],
                                null=True,
                                verbose_name="Was it easy to follow?",
                            ),
                        ),
                        (
                            "reach",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (5, "Yes, very much"),
                                    (4, "Mostly"),
                                    (3, "Partly"),
                                    (2, "Hardly"),
                                    (1, "Not at all"),
                                ],
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
                                choices=[(3, "Yes"), (2, "Maybe"), (1, "No")],
                                null=True,
                                verbose_name="Would you come again?",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                verbose_name="What should we keep, and what should we change?",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                        ("skipped_at", models.DateTimeField(null=True, verbose_name="skipped")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="events.survey"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("survey", "member"), name="events_survey_asks_once"),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(("answered_at", None), ("skipped_at", None), _connector="OR"),
                                name="events_survey_answered_or_skipped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("useful__isnull", True), ("useful__in", [5, 4, 3, 2, 1]), _connector="OR"
                                ),
                                name="events_survey_known_useful",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("clear__isnull", True), ("clear__in", [5, 4, 3, 2, 1]), _connector="OR"
                                ),
                                name="events_survey_known_clear",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reach__isnull", True), ("reach__in", [5, 4, 3, 2, 1]), _connector="OR"
                                ),
                                name="events_survey_known_reach",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("length__isnull", True), ("length__in", [1, 2, 3]), _connector="OR"
                                ),
                                name="events_survey_known_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("again__isnull", True), ("again__in", [3, 2, 1]), _connector="OR"),
                                name="events_survey_known_again",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
                    fields=[
                        (
                            "series",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="proposal",
                                serialize=False,
                                to="events.series",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a decision"),
                                    ("returned", "Came back"),
                                    ("published", "Published"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("handed_in_at", models.DateTimeField(null=True, verbose_name="handed in")),
                        ("handed_in_count", models.PositiveIntegerField(default=0)),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                        ("reason", models.CharField(blank=True, max_length=1000, verbose_name="what to change")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_proposals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["handed_in_at"],
                                name="events_proposals_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "waiting", "returned", "published"])),
                                name="events_known_proposal_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("handed_in_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="events_proposal_waits_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(
                                        models.Q(("reason", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="events_proposal_returned_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name of the template")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("training", "Training"),
                                    ("clinic", "Clinic"),
                                    ("meeting", "Work-group meeting"),
                                    ("showcase", "Showcase"),
                                    ("challenge", "Data challenge"),
                                    ("code-a-thon", "Code-a-thon"),
                                    ("conference", "Conference"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("said", models.JSONField()),
                        ("rules", models.JSONField(default=dict)),
                        ("questions", models.JSONField(default=list)),
                        ("saved_at", models.DateTimeField(verbose_name="saved")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_templates",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_templates",
                                to="workgroups.workgroup",
                                verbose_name="for the work group",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="events_template_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "training",
                                            "clinic",
                                            "meeting",
                                            "showcase",
                                            "challenge",
                                            "code-a-thon",
                                            "conference",
                                        ],
                                    )
                                ),
                                name="events_template_known_kind",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("group__isnull", False)),
                                fields=("group", "name"),
                                name="events_template_once_in_a_group",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("group", None)),
                                fields=("by", "name"),
                                name="events_template_once_of_one_member",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseEntry",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=255, verbose_name="name")),
                        ("slug", models.CharField(db_index=True, max_length=255, verbose_name="address")),
                        ("url", models.CharField(max_length=500, verbose_name="page")),
                        ("is_open", models.BooleanField(default=True, verbose_name="people may read it")),
                    ],
                ),
                migrations.CreateModel(
                    name="CourseSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="held",
                                to="events.courseentry",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="course_series",
                                to="events.series",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "series"), name="events_course_series_once")
                        ],
                    },
                ),
            ],
        ),
        append_only("events_attendance"),
        append_only("events_registrationstep"),
        never_overbooked(),
        append_only("events_minutesversion"),
        migrations.RunPython(keep_its_name, migrations.RunPython.noop),
    ]
