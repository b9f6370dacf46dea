"""What organizers are told about calendars that they brought in. Words follow what stands when they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject
from community.notifications.registries import Told as Words
from events.enums import Told
from events.models import CalendarImport, ImportedEvent, OutsideCalendar

from .enums import Outside

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.notifications.models import Notification
    from community.people.models import Member

_SHOWN = 60  # of an address


def short(address: str) -> str:
    """The address or name of a calendar as far as a line holds it; no link, for mails lead to the hub alone."""
    address = address.partition("://")[2] or address
    return address if len(address) <= _SHOWN else f"{address[: _SHOWN - 1]}…"


def _ids(notifications: list[Notification]) -> list[int]:
    return [row.subject_id for row in notifications]


def _describe_imports(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    found = CalendarImport.objects.visible_to(reader).for_list().in_bulk(_ids(notifications))
    return {row.pk: _import_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _import_words(row: CalendarImport) -> Words:
    title = short(row.came_from)
    if row.refusal:
        return Words(_("“%(title)s” was not brought in") % {"title": title}, title, row.get_absolute_url(), row.refusal)
    said = ngettext(
        "“%(title)s” was brought in: %(count)d new draft to look over",
        "“%(title)s” was brought in: %(count)d new drafts to look over",
        row.made,
    )
    return Words(said % {"title": title, "count": row.made}, title, row.get_absolute_url())


def _describe_calendars(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    found = failing_for(reader).in_bulk(_ids(notifications))
    return {row.pk: _calendar_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _calendar_words(calendar: OutsideCalendar) -> Words:
    title = short(calendar.address)
    sentence = _("“%(title)s” can’t be refreshed") % {"title": title}
    return Words(sentence, title, calendar.get_absolute_url(), text=calendar.error)


def failing_for(reader: Member) -> QuerySet[OutsideCalendar]:
    """A notice of a calendar that works again says nothing."""
    return OutsideCalendar.objects.visible_to(reader).failing()


def _describe_events(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    news = ImportedEvent.objects.with_news_for(reader).select_related("series")
    found = news.in_bulk(_ids(notifications))
    return {row.pk: _event_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _event_words(event: ImportedEvent) -> Words:
    title, url = event.series.title, event.series.get_absolute_url()
    if event.outside == Outside.GONE:
        text = _(
            "Nothing changed here. If it does not take place, cancel it, so that everybody who registered hears of it."
        )
        return Words(_("“%(title)s” is no longer in the calendar it came from") % {"title": title}, title, url, text)
    text = _("Nothing changed here. Compare, and change the event if it takes place at another time.")
    return Words(_("“%(title)s” changed in the calendar it came from") % {"title": title}, title, url, text)


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d notice about “%(title)s”", "%(count)d notices about “%(title)s”", count)
    return words % {"count": count, "title": heading}


SUBJECTS = (
    Subject("calendar_import", visible=CalendarImport.objects.visible_to, describe=_describe_imports),
    Subject("outside_calendar", visible=failing_for, describe=_describe_calendars),
    Subject("outside_event", visible=ImportedEvent.objects.with_news_for, describe=_describe_events),
)
_OPEN = gettext_lazy("Open the report")
KINDS = (
    Kind(Told.IMPORTED, "calendar_import", Told.IMPORTED.label, Level.SITE, many=_many, action=_OPEN),
    Kind(Told.OUTSIDE_FAILS, "outside_calendar", Told.OUTSIDE_FAILS.label, Level.DAILY, many=_many, action=_OPEN),
    Kind(
        Told.OUTSIDE_NEWS,
        "outside_event",
        Told.OUTSIDE_NEWS.label,
        Level.DAILY,
        many=_many,
        action=gettext_lazy("Open the event"),
    ),
)
