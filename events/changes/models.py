"""Rows that hang on a series and are never in its revisions (docs/adr/0006, docs/adr/0037)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.enums import Format

from .enums import Change


class DateChange(models.Model):
    """One date that differs from what the rule says, under the key its occurrence has.

    `starts_on`, `starts_at` and `duration` say when it is held, in the zone of the series; `format` is empty when
    people meet where the series says. An extra date has a key of its own that no rule makes ("+20261203T1000").
    """

    series = models.ForeignKey("events.Series", models.PROTECT, related_name="date_changes")
    recurrence_id = models.CharField(_("date of the series"), max_length=15)
    change = models.CharField(_("what differs"), max_length=5, choices=Change)
    starts_on = models.DateField(_("date"), null=True)
    starts_at = models.TimeField(_("starts at"), null=True)
    duration = models.PositiveIntegerField(_("minutes"), null=True)
    format = models.CharField(_("where people meet"), max_length=10, choices=Format, blank=True)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    join_link = models.CharField(_("link to join"), max_length=500, blank=True)

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "recurrence_id"], name="events_one_change_per_date"),
            models.CheckConstraint(condition=Q(change__in=Change.values), name="events_known_change"),
            models.CheckConstraint(
                condition=Q(change=Change.OUT, starts_on=None, starts_at=None, duration=None)
                | (~Q(change=Change.OUT) & Q(starts_on__isnull=False, starts_at__isnull=False, duration__gte=1)),
                name="events_change_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.recurrence_id}: {self.change}"

    @property
    def is_extra(self) -> bool:
        """The rule does not make it."""
        return bool(self.change == Change.EXTRA)

    @property
    def start(self) -> datetime | None:
        """The wall time it is held at; None for one that is taken out."""
        return datetime.combine(self.starts_on, self.starts_at) if self.starts_on and self.starts_at else None


class Continuation(models.Model):
    """A series that another one goes on as, from a day of its calendar: "this and the following dates"."""

    series = models.OneToOneField("events.Series", models.PROTECT, primary_key=True, related_name="continues")
    former = models.ForeignKey("events.Series", models.PROTECT, related_name="continuations")
    first = models.ForeignKey("events.Series", models.PROTECT, related_name="+", verbose_name=_("where it all began"))
    begins_on = models.DateField(_("from this day of the former series"))

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(series=models.F("former")), name="events_continues_another"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} continues {self.former_id}"
