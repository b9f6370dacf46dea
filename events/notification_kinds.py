"""What people are told about events: registrations, changes and reminders to who comes, changes to who follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Place, Subject
from community.notifications.registries import Told as Words

from .enums import OF_WHO_COMES, Format, Told
from .models import Occurrence, Registration, Series
from .registering.invitations import invite
from .times import held_in_words, times_of

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member


def _describe_dates(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    mine = Registration.objects.open_to(reader).filter(occurrence__in=ids)
    found = {row.occurrence_id: row for row in mine.select_related("occurrence__series__calendar", "by")}
    return {row.pk: _date_words(reader, row, found[row.subject_id]) for row in notifications if row.subject_id in found}


def _date_words(reader: Member, row: Notification, registration: Registration) -> Words:
    occurrence = registration.occurrence
    values = {"title": occurrence.series.title, "when": times_of(occurrence).there}
    if not occurrence.is_scheduled:
        sentence = _("Cancelled: “%(title)s”, %(when)s") % values
    elif row.kind == Told.REGISTRATION and registration.by is not None:
        sentence = _("%(name)s registered you for “%(title)s”, %(when)s") % {**values, "name": registration.by}
    elif row.kind == Told.REGISTRATION:
        sentence = _("You are registered for “%(title)s”, %(when)s") % values
    elif row.kind == Told.REMINDER:
        sentence = _("Reminder: “%(title)s”, %(when)s") % values
    else:
        sentence = _("Changed: “%(title)s”, now %(when)s") % values
    part = None if row.kind == Told.REMINDER else invite(reader, registration, at=row.at)
    url = occurrence.get_absolute_url()
    return Words(sentence, occurrence.series.title, url, text=_date_text(occurrence), calendar=part)


def _date_text(occurrence: Occurrence) -> str:
    """When and where, with the link to join: the reader is registered."""
    times = times_of(occurrence)
    lines = [_("When: %(when)s") % {"when": times.there}]
    if times.here:
        lines.append(_("For you: %(when)s") % {"when": times.here})
    if not occurrence.is_scheduled:
        return "\n".join([*lines, _("Why: %(why)s") % {"why": occurrence.reason}] if occurrence.reason else lines)
    lines += _where(occurrence)
    if occurrence.join_link:
        lines.append(_("Join: %(link)s") % {"link": occurrence.join_link})
    return "\n".join(lines)


def _where(held: Series | Occurrence) -> list[str]:
    where = [held.venue] if held.venue and held.format != Format.ONLINE else []
    where += [_("online")] if held.format != Format.IN_PERSON else []
    return [_("Where: %(where)s") % {"where": ", ".join(where)}]


def _describe_series(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    found = Series.objects.open_to(reader).in_bulk([row.subject_id for row in notifications])
    return {row.pk: _series_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _series_words(series: Series) -> Words:
    lines = [_("When: %(when)s") % {"when": held_in_words(series)}, *_where(series)]
    sentence = _("“%(title)s” changed: see its dates") % {"title": series.title}
    return Words(sentence, series.title, series.get_absolute_url(), text="\n".join(lines))


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d notice about “%(title)s”", "%(count)d notices about “%(title)s”", count)
    return words % {"count": count, "title": heading}


DATE = Subject("occurrence", visible=Occurrence.objects.attended_by, describe=_describe_dates)
SERIES = Subject("series", visible=Series.objects.open_to, describe=_describe_series)
_OPEN = gettext_lazy("Open the event")
KINDS = (
    *(
        Kind(told, "occurrence", told.label, Level.INSTANT, many=_many, action=_OPEN, is_urgent=True)
        for told in OF_WHO_COMES
    ),
    Kind(Told.SERIES_CHANGED, "series", Told.SERIES_CHANGED.label, Level.DAILY, many=_many, action=_OPEN),
)
PLACE = Place(
    "series",
    gettext_lazy("Event"),
    visible=Series.objects.open_to,
    hint=gettext_lazy("Changes of its time or place, and dates that are called off."),
)
