"""Event series, their occurrences and registrations, and the stored calendar text.

A series is revisioned by Wagtail; nothing that hangs on it is. Occurrences are plain rows made by a service after a
series was published, because a snippet's inline children live in its revisions: publishing an older draft would delete
rows made since. The calendar text has a row of its own for the same reason (docs/adr/0006).
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from community.notifications.registries import place_of
from community.people.zones import DEFAULT_ZONE, ZONE_NAMES, check_zone, zone_in_words
from community.safety.characters import one_line

from . import recurrence, rule_words
from .enums import CheckIn, Format, Kind, RegistrationState, Status, Visibility
from .querysets import (
    LONGEST,
    AttendanceQuerySet,
    OccurrenceQuerySet,
    RegistrationQuerySet,
    SeriesCalendarQuerySet,
    SeriesQuerySet,
)
from .times import held_in_words
from .vtimezones import FIRST_YEAR

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST_MINUTES = LONGEST // timedelta(minutes=1)
LAST_YEAR = 2099


class Series(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """One event, or one that repeats: what it is, who it is for, and the wall time it is held at."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TRAINING)
    summary = models.CharField(_("summary"), max_length=240, help_text=_("One sentence: what people get out of it."))
    body = models.TextField(
        _("details"),
        blank=True,
        max_length=5_000,
        help_text=_("Agenda, what to bring. Leave an empty line between paragraphs."),
    )
    group = models.ForeignKey(
        "workgroups.WorkGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("work group"),
    )
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("department")
    )
    organizers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="organized_series", blank=True, verbose_name=_("organizers")
    )
    visibility = models.CharField(_("who may see it"), max_length=10, choices=Visibility, default=Visibility.EVERYBODY)
    format = models.CharField(_("where people meet"), max_length=10, choices=Format, default=Format.ONLINE)
    venue = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Building, street, city and room."))
    join_link = models.CharField(
        _("link to join"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Shown only to people who registered."),
    )
    capacity = models.PositiveIntegerField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("For each date. Leave empty when there is room for everybody."),
    )
    starts_on = models.DateField(_("first date"))
    starts_at = models.TimeField(_("starts at"))
    duration = models.PositiveIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    zone = models.CharField(
        _("time zone"), max_length=64, default=DEFAULT_ZONE, choices=list(ZONE_NAMES.items()), validators=[check_zone]
    )
    rule = models.CharField(
        _("rule"),
        max_length=recurrence.LONGEST_TEXT,
        blank=True,
        help_text=_("Only for “by a rule”, for example FREQ=MONTHLY;BYDAY=-1FR;COUNT=12."),
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    form_token = models.UUIDField(null=True, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="event_series", for_concrete_model=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheduled_by", "form_token"], name="events_series_once_per_form"),
            models.CheckConstraint(
                condition=~models.Q(visibility=Visibility.GROUP) | models.Q(group__isnull=False),
                name="events_private_series_has_group",
            ),
            models.CheckConstraint(
                condition=models.Q(duration__gte=1, duration__lte=MOST_MINUTES), name="events_series_duration"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="events_series_has_places"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["live", "visibility"], name="events_series_open")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", kwargs={"slug": self.slug})

    @property
    def revisions(self) -> Any:
        """Wagtail asks for its revisions here."""
        return self._revisions

    @property
    def place(self) -> str:
        """What one follows: the series."""
        return place_of("series", self.pk)

    @property
    def meets(self) -> str:
        """Where people meet, as something to compare: a change of it is told to who comes."""
        return sha256("\n".join((self.format, self.venue, self.join_link)).encode()).hexdigest()

    @property
    def start(self) -> datetime:
        """The wall time of the first occurrence."""
        return datetime.combine(self.starts_on, self.starts_at)

    @property
    def end(self) -> datetime:
        """The wall time at which the first occurrence ends."""
        return self.start + timedelta(minutes=self.duration)

    def end_of(self, wall: datetime) -> datetime:
        """The instant at which an occurrence that begins at `wall` ends.

        The duration is wall time, as calendar programs read DTEND: 10 p.m. to 8 a.m. stays so when clocks change in
        between. Where that would end before it begins (2:30 a.m. on a night without it), the minutes count.
        """
        length = timedelta(minutes=self.duration)
        begin = recurrence.to_utc(wall, self.zone)
        end = recurrence.to_utc(wall + length, self.zone)
        return end if end > begin else begin + length

    @property
    def parsed_rule(self) -> recurrence.Rule | None:
        """The rule, or None for a single event. Raises RuleRefused for one that was never validated."""
        return recurrence.parse(self.rule, start=self.start, zone=self.zone) if self.rule else None

    @property
    def rule_in_words(self) -> str:
        """ "Every Tuesday, until June 30, 2027"; empty for a single event."""
        return rule_words.in_words(self.parsed_rule, start=self.starts_on)

    @property
    def zone_in_words(self) -> str:
        """ "Pacific Time"."""
        return zone_in_words(self.zone)

    @property
    def is_private(self) -> bool:
        """Only for the members of its group."""
        return bool(self.visibility == Visibility.GROUP)

    def clean(self) -> None:
        """Check what no single field shows; runs on drafts too, so it allows for what is not filled in yet."""
        super().clean()
        errors = self._clean_lines()
        if self.starts_at:
            self.starts_at = self.starts_at.replace(second=0, microsecond=0)
        if self.visibility == Visibility.GROUP and self.group_id is None:
            errors["visibility"] = str(_("Choose the work group whose members may see it."))
        if self.format in {Format.IN_PERSON, Format.HYBRID} and not self.venue:
            errors["venue"] = str(_("Say where people meet."))
        if self.starts_on and self.starts_at and self.zone in ZONE_NAMES:
            errors |= self._time_errors()
        if errors:
            raise ValidationError(errors)

    def _clean_lines(self) -> dict[str, str]:
        """Take out of the one-line texts what nobody sees."""
        errors = {}
        for name in ("title", "summary", "venue"):
            try:
                setattr(self, name, one_line(getattr(self, name)))
            except ValidationError as refusal:
                errors[name] = str(refusal.message)
        return errors

    def _time_errors(self) -> dict[str, str]:
        if not FIRST_YEAR <= self.starts_on.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            return {"starts_on": str(_("Choose a date from %(first)d to %(last)d.") % years)}
        if not recurrence.exists(self.start, self.zone):
            text = _("On that day the clocks go forward and this time does not exist. Choose another time.")
            return {"starts_at": str(text)}
        try:
            self.rule = str(self.parsed_rule or "")
        except recurrence.RuleRefused as refusal:
            return {"rule": refusal.message}
        return {}

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "events/series_detail.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"series": self, "held": held_in_words(self), "page": None, "organizers": [], "may_edit": False}


class Occurrence(models.Model):
    """One date of a series. Everything that happens to people hangs here; made and changed by services only."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="occurrences")
    recurrence_id = models.CharField(_("wall time in the series"), max_length=15)  # as in iCalendar: 20261103T090000
    start_at = models.DateTimeField(_("starts"))
    end_at = models.DateTimeField(_("ends"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SCHEDULED)
    reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True)
    registered_count = models.PositiveIntegerField(_("registered"), default=0)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "recurrence_id"], name="events_one_occurrence_per_date"),
            models.CheckConstraint(condition=models.Q(end_at__gt=models.F("start_at")), name="events_ends_after_start"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="events_known_status"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["start_at", "id"], name="events_occurrence_start"),
            models.Index(fields=["end_at"], name="events_occurrence_end"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.recurrence_id}"

    def get_absolute_url(self) -> str:
        return reverse("events:occurrence", kwargs={"slug": self.series.slug, "pk": self.pk})

    @property
    def is_scheduled(self) -> bool:
        """It takes place."""
        return bool(self.status == Status.SCHEDULED)

    @property
    def is_over(self) -> bool:
        """It has ended."""
        return self.end_at <= timezone.now()

    @property
    def places_left(self) -> int | None:
        """How many can still register; None when there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.registered_count)

    @cached_property
    def local_start(self) -> datetime:
        """The naive wall time in the series' zone."""
        return recurrence.to_wall(self.start_at, self.series.zone)

    @cached_property
    def local_end(self) -> datetime:
        """The naive wall time in the series' zone."""
        return recurrence.to_wall(self.end_at, self.series.zone)


class Registration(models.Model):
    """One person's word to come on one date; the row stays when they withdraw."""

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="registrations")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState, default=RegistrationState.REGISTERED)
    registered_at = models.DateTimeField(_("registered"), default=timezone.now)
    # Under which date it stands in the calendar of who registered, when the series moves later (RFC 5545 3.8.4.4).
    recurrence_id = models.CharField(max_length=15, blank=True, default="", db_default="", editable=False)
    form_token = models.UUIDField(null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occurrence", "member"], name="events_one_registration_each"),
            models.UniqueConstraint(fields=["member", "form_token"], name="events_registration_once_per_form"),
            models.CheckConstraint(
                condition=models.Q(state__in=RegistrationState.values), name="events_known_registration_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.occurrence_id}: {self.state}"

    @property
    def is_registered(self) -> bool:
        """They come."""
        return bool(self.state == RegistrationState.REGISTERED)


class Attendance(models.Model):
    """Somebody was seen at a date, or that was taken back: append-only, the latest row of a member counts."""

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")
    is_present = models.BooleanField(_("was there"))
    check_in = models.CharField(_("seen by"), max_length=10, choices=CheckIn, default=CheckIn.LIST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    at = models.DateTimeField(_("when"))

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(check_in__in=CheckIn.values), name="events_known_check_in"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["occurrence", "member", "-id"], name="events_attendance_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.occurrence_id}: {self.is_present}"


class SeriesCalendar(models.Model):
    """The iCalendar text of one series, made when it was last settled. Never part of a revision."""

    series = models.OneToOneField(Series, models.PROTECT, primary_key=True, related_name="calendar")
    block = models.TextField(_("VEVENTs"))
    zone = models.CharField(_("time zone"), max_length=64)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    stamped_at = models.DateTimeField(_("last change"))
    is_public = models.BooleanField(_("in the public calendar"), default=False)
    last_end_at = models.DateTimeField(_("last occurrence ends"))
    meets = models.CharField(_("where people meet"), max_length=64, blank=True, default="", db_default="")

    objects = SeriesCalendarQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["is_public", "last_end_at"], name="events_calendar_public")]

    def __str__(self) -> str:
        return f"calendar of {self.series_id}"


class FeedVersion(models.Model):
    """The version of one feed: raised in the transaction of each change, so that a GET compares one row."""

    name = models.CharField(_("feed"), max_length=40, unique=True)
    number = models.PositiveBigIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("last change"))  # never goes back
    since = models.DateTimeField(_("shows what ends after"))

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
