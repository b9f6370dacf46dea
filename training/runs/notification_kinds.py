"""What people are told about runs: their place, answers, requests, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import CalendarPart, Kind, Subject, Told
from events import ics
from events.models import SeriesCalendar
from events.times import times_of

from .enums import PlaceState, RunTold
from .models import Run, RunEnrolment, RunSession

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.notifications.models import Notification
    from community.people.models import Member


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    """The runs, the reader's places in them, their sessions with their calendar: a query for each."""
    ids = {row.subject_id for row in notifications}
    runs = Run.objects.visible_to(reader).for_list().in_bulk(ids)
    places = {row.run_id: row for row in RunEnrolment.objects.of(reader).filter(run__in=runs)}
    sessions: dict[int, list[RunSession]] = {pk: [] for pk in runs}
    for session in RunSession.objects.filter(run__in=runs).for_list():
        sessions[session.run_id].append(session)
    told = {}
    for row in notifications:
        run = runs.get(row.subject_id)
        words = run and _told(row, run, places.get(run.pk), sessions[run.pk])
        if words:
            told[row.pk] = words
    return told


def _told(row: Notification, run: Run, place: RunEnrolment | None, sessions: list[RunSession]) -> Told | None:
    names = {"run": run.title, "course": run.course.title}
    if row.kind == RunTold.REQUESTED:
        sentence = _("Somebody asks for a place in “%(run)s” of “%(course)s”") % names
        return Told(sentence, run.title, f"{run.get_absolute_url()}roster/")
    if place is None or place.state == PlaceState.LEFT:
        return None
    if row.kind == RunTold.CHANGED:
        return _told_of_change(run, names, sessions)
    words = _SENTENCES.get((row.kind, place.state), _STANDING[place.state]) % names
    if place.state == PlaceState.DECLINED:
        return Told(words, run.title, run.get_absolute_url(), text=place.reason)
    part = _calendar(sessions) if place.is_in else None
    return Told(words, run.title, run.get_absolute_url(), text=_dates(run, sessions), calendar=part)


_STANDING: dict[str, StrOrPromise] = {
    PlaceState.IN: gettext_lazy("You have a place in “%(run)s” of “%(course)s”"),
    PlaceState.WAITING: gettext_lazy("You are on the waiting list of “%(run)s” of “%(course)s”"),
    PlaceState.REQUESTED: gettext_lazy("You asked for a place in “%(run)s” of “%(course)s”"),
    PlaceState.DECLINED: gettext_lazy("You have no place in “%(run)s” of “%(course)s”"),
}
_SENTENCES: dict[tuple[str, str], StrOrPromise] = {
    (RunTold.MOVED_UP, PlaceState.IN): gettext_lazy("A seat is free: you have a place in “%(run)s” of “%(course)s”"),
    (RunTold.ANSWERED, PlaceState.IN): gettext_lazy("Approved: you have a place in “%(run)s” of “%(course)s”"),
    (RunTold.ANSWERED, PlaceState.WAITING): gettext_lazy(
        "Approved: you are on the waiting list of “%(run)s” of “%(course)s”"
    ),
}


def _told_of_change(run: Run, names: dict[str, str], sessions: list[RunSession]) -> Told:
    if run.is_cancelled:
        sentence = _("Cancelled: “%(run)s” of “%(course)s”") % names
        return Told(sentence, run.title, run.get_absolute_url(), text=run.reason)
    sentence = _("Changed: “%(run)s” of “%(course)s”") % names
    return Told(sentence, run.title, run.get_absolute_url(), text=_dates(run, sessions))


def _dates(run: Run, sessions: list[RunSession]) -> str:
    """From when to when, and each session with its zone."""
    days = {"first": date_format(run.starts_on, "F j, Y"), "last": date_format(run.ends_on, "F j, Y")}
    lines = [_("From %(first)s to %(last)s.") % days]
    lines += [
        f"{times_of(session.occurrence).there}: {session.occurrence.series.title}"
        for session in sessions
        if session.occurrence.is_scheduled
    ]
    return "\n".join(lines)


def _calendar(sessions: list[RunSession]) -> CalendarPart | None:
    """Every date of the run for the reader's calendar, under the UIDs that later changes name."""
    series = {session.occurrence.series_id for session in sessions if session.occurrence.is_scheduled}
    rows = list(SeriesCalendar.objects.filter(series__in=series).order_by("pk").values_list("block", "zone"))
    if not rows:
        return None
    text = ics.calendar([block for block, _zone in rows], zones={zone for _block, zone in rows})
    return CalendarPart(text, "PUBLISH")


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d notice about “%(run)s”", "%(count)d notices about “%(run)s”", count)
    return words % {"count": count, "run": heading}


def _many_requests(count: int, heading: str) -> str:
    words = ngettext("%(count)d request for a place in “%(run)s”", "%(count)d requests for a place in “%(run)s”", count)
    return words % {"count": count, "run": heading}


RUN = Subject("run", visible=Run.objects.visible_to, describe=_describe)
_OPEN = gettext_lazy("Open the run")
KINDS = (
    *(
        Kind(told, "run", told.label, Level.INSTANT, many=_many, action=_OPEN, is_urgent=True)
        for told in (RunTold.PLACE, RunTold.MOVED_UP, RunTold.ANSWERED, RunTold.CHANGED)
    ),
    Kind(
        RunTold.REQUESTED,
        "run",
        RunTold.REQUESTED.label,
        Level.DAILY,
        many=_many_requests,
        action=gettext_lazy("Open the roster"),
    ),
)
