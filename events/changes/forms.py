"""Shapes of input about one date, and about a series from one date on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Member
from community.safety.characters import one_line
from events import recurrence
from events.checking import LAST_YEAR
from events.enums import Format
from events.forms import SeriesForm, limit_groups
from events.models import MOST_MINUTES, DateChange, Occurrence, Series
from events.vtimezones import FIRST_YEAR

from .plan import Place

_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class DateForm(forms.Form):
    """When one date is held and, should that differ, where. After validation `start`, `minutes` and `place` say it."""

    starts_on = forms.DateField(label=gettext_lazy("Date"), widget=_DATE)
    starts_at = forms.TimeField(label=gettext_lazy("Starts at"), widget=_TIME)
    ends_at = forms.TimeField(label=gettext_lazy("Ends at"), widget=_TIME)
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=_DATE,
        help_text=gettext_lazy("Only when it lasts longer than a day."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Where people meet"),
        required=False,
        choices=[("", gettext_lazy("Where the other dates are held")), *Format.choices],
    )
    venue = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only when this date is held elsewhere: building, street, city and room."),
    )
    join_link = forms.URLField(
        label=gettext_lazy("Link to join"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Only when this date has a link of its own."),
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, series: Series, occurrence: Occurrence | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._series = series
        self.start: datetime | None = None
        self.minutes = series.duration
        if occurrence is not None:
            self.initial = {**_as_it_is(occurrence), **self.initial}
        else:
            self.initial = {"starts_at": series.starts_at, "ends_at": series.end.time(), **self.initial}

    @property
    def place(self) -> Place | None:
        """Where this date alone is held; None where the series says."""
        said = self.cleaned_data
        return Place(said["format"], said["venue"], said["join_link"]) if said["format"] else None

    def clean_venue(self) -> str:
        return one_line(self.cleaned_data["venue"])

    def clean_starts_at(self) -> Any:
        return self.cleaned_data["starts_at"].replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        """Read the time, its end and the place together."""
        said = super().clean() or self.cleaned_data
        if said.get("format") in {Format.IN_PERSON, Format.HYBRID} and said.get("venue") == "":
            self.add_error("venue", _("Say where people meet."))
        if not said.get("format") and (said.get("venue") or said.get("join_link")):
            self.add_error("format", _("Choose how people meet on this date, or empty place and link."))
        if {"starts_on", "starts_at"} <= said.keys():
            self._read_times(said)
        return said

    def _read_times(self, said: dict[str, Any]) -> None:
        start = datetime.combine(said["starts_on"], said["starts_at"])
        if not FIRST_YEAR <= start.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            self.add_error("starts_on", _("Choose a date from %(first)d to %(last)d.") % years)
            return
        if not recurrence.exists(start, self._series.zone):
            text = _("On that day the clocks go forward and this time does not exist. Choose another time.")
            self.add_error("starts_at", text)
        if not {"ends_at", "ends_on"} <= said.keys():
            return
        minutes = (datetime.combine(said["ends_on"] or said["starts_on"], said["ends_at"]) - start) // timedelta(
            minutes=1
        )
        if minutes <= 0:
            self.add_error("ends_at", _("The event ends before it begins. Choose a later time, or a later last day."))
        elif minutes > MOST_MINUTES:
            self.add_error("ends_on", _("A date lasts 14 days at most. Add another date instead."))
        self.start, self.minutes = start, minutes


def _as_it_is(occurrence: Occurrence) -> dict[str, Any]:
    start, end = occurrence.local_start, occurrence.local_end
    return {
        "starts_on": start.date(),
        "starts_at": start.time(),
        "ends_at": end.time(),
        "ends_on": end.date() if end.date() != start.date() else None,
        "format": occurrence.own_format,
        "venue": occurrence.own_venue,
        "join_link": occurrence.own_join_link,
        "seen": occurrence.seen,
    }


class PutBackForm(forms.Form):
    """Which date is to be as the rule says again."""

    recurrence_id = forms.CharField(max_length=DateChange._meta.get_field("recurrence_id").max_length)


class FollowingForm(SeriesForm):
    """The series from one date on, as a new one: published with the rest, so there is no draft of it."""

    def __init__(self, *args: Any, version: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = version
        self.fields.pop("draft", None)
        if not self.instance.group_id:  # whoever may change the former series may change the rest of it
            self.fields["group"].required = False
        self.fields["starts_on"].label = _("First of these dates")

    def _offer_groups(self, by: Member) -> None:
        """As for the former series, which they may publish."""
        limit_groups(self, by)


class CopyForm(SeriesForm):
    """A new event with the words of another one; its dates are still to be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, "starts_on": None, "ends_on": None, "until": None, "version": None}
