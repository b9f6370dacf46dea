"""What was brought in from outside calendars, so that the same calendar again doubles nothing."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import ImportState, Outside
from .querysets import CalendarImportQuerySet, ImportedEventQuerySet, OutsideCalendarQuerySet

# Each event of a calendar is counted in exactly one of these.
ENDS = ("made", "renewed", "known", "kept", "over", "left_out")


class OutsideCalendar(models.Model):
    """A calendar that is kept up to date: its address is asked again and again, until somebody stops it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="outside_calendars")
    group = models.ForeignKey(
        "workgroups.WorkGroup", models.PROTECT, null=True, related_name="+", verbose_name=_("work group")
    )
    address = models.CharField(_("address"), max_length=2_000)
    address_hash = models.CharField(max_length=64, editable=False)  # an address is too long for an index
    since = models.DateTimeField(_("kept up to date since"), default=timezone.now)
    stopped_at = models.DateTimeField(_("stopped"), null=True)
    next_at = models.DateTimeField(_("next refresh"), default=timezone.now, db_index=True)
    asked_at = models.DateTimeField(_("last asked"), null=True)
    checked_at = models.DateTimeField(_("last refresh"), null=True)  # that went well
    read_at = models.DateTimeField(null=True)  # when all of it was last read
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)  # as the server wrote it
    body_hash = models.CharField(max_length=64, blank=True)

    objects = OutsideCalendarQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "address_hash"], condition=Q(group__isnull=False), name="events_outside_once_in_group"
            ),
            models.UniqueConstraint(fields=["address_hash"], condition=Q(group=None), name="events_outside_once"),
            models.CheckConstraint(
                condition=Q(failures=0, error="", failing_since=None)
                | (Q(failures__gt=0, failing_since__isnull=False) & ~Q(error="")),
                name="events_outside_failure_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("events:outside_calendar", kwargs={"pk": self.pk})


class CalendarImport(models.Model):
    """One run over one calendar. The numbers add up to the events that were read."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_imports")
    group = models.ForeignKey(
        "workgroups.WorkGroup", models.PROTECT, null=True, related_name="+", verbose_name=_("work group")
    )
    calendar = models.ForeignKey(OutsideCalendar, models.PROTECT, null=True, related_name="imports")
    came_from = models.CharField(_("file or address"), max_length=2_000)
    is_address = models.BooleanField(default=False)
    source = models.BinaryField(default=b"", editable=False)  # until it is read
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    refusal = models.CharField(_("why it was refused"), max_length=500, blank=True)
    read = models.PositiveIntegerField(_("events in the calendar"), default=0)
    place = models.PositiveIntegerField(default=0)  # how far it got
    made = models.PositiveIntegerField(_("new drafts"), default=0)
    renewed = models.PositiveIntegerField(_("drafts brought up to date"), default=0)
    known = models.PositiveIntegerField(_("there before, unchanged"), default=0)
    kept = models.PositiveIntegerField(_("changed here, and left alone"), default=0)
    over = models.PositiveIntegerField(_("over already"), default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    removed = models.PositiveIntegerField(_("drafts taken away, for they are no longer there"), default=0)
    gone = models.PositiveIntegerField(_("no longer there, and kept here"), default=0)
    remarks = models.JSONField(_("remarks"), default=list)
    form_token = models.UUIDField(null=True, editable=False)

    objects = CalendarImportQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "form_token"], name="events_import_once_per_form"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="events_known_import_state"),
            models.CheckConstraint(
                condition=~Q(state=ImportState.DONE)
                | Q(read=F("made") + F("renewed") + F("known") + F("kept") + F("over") + F("left_out")),
                name="events_import_adds_up",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.REFUSED) | ~Q(refusal=""), name="events_import_refusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.came_from

    def get_absolute_url(self) -> str:
        return reverse("events:import", kwargs={"pk": self.pk})

    @property
    def changes(self) -> int:
        """How many drafts and events this run touched, or told somebody of."""
        return int(self.made + self.renewed + self.removed + self.gone)

    @property
    def is_ended(self) -> bool:
        """Nothing more will happen."""
        return self.state in {ImportState.DONE, ImportState.REFUSED}

    @property
    def ended_with(self) -> int:
        """How many events have met their end so far."""
        return sum(getattr(self, name) for name in ENDS)


class ImportedEvent(models.Model):
    """An event of an outside calendar and the series it became.

    `key` is a hash of UID and RECURRENCE-ID, `facts` one of what the calendar said, `seen` one of the series as the
    import left it. `runs_until` is the last day up to which a series that has no end there goes on here.
    """

    group = models.ForeignKey("workgroups.WorkGroup", models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=64)
    series = models.ForeignKey("events.Series", models.CASCADE, related_name="imported_from")
    facts = models.CharField(max_length=64)
    seen = models.CharField(max_length=64)
    latest = models.ForeignKey(CalendarImport, models.PROTECT, related_name="events")
    outside = models.CharField(max_length=10, choices=Outside, default=Outside.SAME)
    runs_until = models.DateField(null=True)

    objects = ImportedEventQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "key"], condition=Q(group__isnull=False), name="events_imported_once_in_group"
            ),
            models.UniqueConstraint(fields=["key"], condition=Q(group=None), name="events_imported_once"),
            models.CheckConstraint(condition=Q(outside__in=Outside.values), name="events_known_outside_state"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:12]} as {self.series_id}"
