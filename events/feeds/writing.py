"""The writers: one list as iCalendar, as JSON and as Atom. The same rows give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from icalendar import Event
from icalendar.parser import Contentline, Parameters

from community.safety.characters import without_controls
from events import ics
from events.enums import Format
from events.times import held_in_words
from forum.feeds.atom import for_xml

from .listing import courses_of, topics_of

if TYPE_CHECKING:
    from django.core.paginator import Page

    from events.models import Occurrence, Series

ICS, JSON, ATOM = "ics", "json", "atom"
CONTENT_TYPES = {ICS: ics.CONTENT_TYPE, JSON: "application/json", ATOM: "application/atom+xml; charset=utf-8"}
PER_PAGE = {JSON: 100, ATOM: 50}
_NAME = "X-WR-CALNAME"


@dataclass(frozen=True)
class Document:
    """What a feed is called, and where: `page` shows the same on the site, `address` is its own; as paths."""

    title: str
    page: str
    address: str
    changed_at: datetime


def calendar_text(document: Document, rows: Iterable[tuple[str, str]]) -> str:
    """A calendar file from blocks with their zones."""
    found = list(rows)
    return ics.calendar([block for block, _zone in found], zones={z for _b, z in found}, name=_named(document.title))


def _named(title: str) -> str:
    """The title as a value of iCalendar, escaped and folded."""
    line = Contentline.from_parts(_NAME, Parameters(), without_controls(title)).to_ical().decode()
    return line.removeprefix(f"{_NAME}:")


def day_text(*, uid: str, title: str, address: str, on: date, made: date, sequence: int) -> str:
    """A whole day as a VEVENT: it is no appointment, so it takes no time."""
    event = Event()
    stamp = datetime(made.year, made.month, made.day, tzinfo=UTC)
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", without_controls(title))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return str(event.to_ical().decode())


def json_text(document: Document, page: Page[Occurrence]) -> str:
    """The dates of one page, with the addresses of the pages beside it."""
    rows = list(page.object_list)
    topics, courses = topics_of(shown := {row.series_id for row in rows}), courses_of(shown)
    said = {
        "title": document.title,
        "url": settings.SITE_ADDRESS + document.page,
        "count": page.paginator.count,
        "next": _at(document, page.next_page_number()) if page.has_next() else None,
        "events": [_date(row, topics.get(row.series_id, []), courses.get(row.series_id, [])) for row in rows],
    }
    return json.dumps(said, ensure_ascii=False)


def _at(document: Document, number: int) -> str:
    sign = "&" if "?" in document.address else "?"
    return f"{settings.SITE_ADDRESS}{document.address}{sign}page={number}"


def _date(row: Occurrence, topics: list[str], courses: list[str]) -> dict[str, Any]:
    series = row.series
    return {
        "uid": str(series.uid),
        "recurrence_id": row.recurrence_id,
        "title": series.title,
        "summary": series.summary,
        "kind": series.kind,
        "start": row.start_at.astimezone(UTC).isoformat(),
        "end": row.end_at.astimezone(UTC).isoformat(),
        "zone": series.zone,
        "status": row.status,
        "format": row.format,
        "venue": "" if row.format == Format.ONLINE else row.venue,
        "group": series.group.name if series.group else None,
        "department": series.department.name if series.department else None,
        "topics": topics,
        "courses": courses,
        "credit_hours": float(series.credit_hours) if series.credit_hours else None,
        "accessibility": series.accessibility,
        "accommodation_contact": series.accommodation_contact,
        "url": settings.SITE_ADDRESS + row.get_absolute_url(),
    }


def atom_text(document: Document, page: Page[Series]) -> str:
    """The series of one page as entries; RFC 5005 leads from page to page."""
    rows = list(page.object_list)
    topics, courses = topics_of(shown := {series.pk for series in rows}), courses_of(shown)
    feed = _Atom(
        title=for_xml(document.title),
        link=settings.SITE_ADDRESS + document.page,
        description="",
        language="en",
        feed_url=settings.SITE_ADDRESS + document.address,
        feed_guid=settings.SITE_ADDRESS + document.address,
        changed_at=document.changed_at,
        next_page=_at(document, page.next_page_number()) if page.has_next() else "",
    )
    for series in rows:
        lines = [held_in_words(series), series.summary, series.venue, series.accessibility]
        feed.add_item(
            title=for_xml(series.title),
            link=settings.SITE_ADDRESS + series.get_absolute_url(),
            unique_id=f"urn:uuid:{series.uid}",
            description=for_xml(linebreaks("\n".join(line for line in lines if line), autoescape=True)),  # it is HTML
            categories=[
                for_xml(name)
                for name in (str(series.get_kind_display()), *topics.get(series.pk, []), *courses.get(series.pk, []))
            ],
            author_name=for_xml(series.group.name if series.group else settings.SITE_NAME),
            pubdate=series.first_published_at or series.calendar.stamped_at,
            updateddate=series.calendar.stamped_at,
        )
    return feed.writeString("utf-8")


class _Atom(Atom1Feed):
    """Django's, with a date that is the same for the same events, and a link to the next page."""

    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return changed_at

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next_page"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_page"]})


def title_of(sentence: str, *, is_all: bool) -> str:
    """What a feed is called in a list of calendars."""
    return settings.SITE_NAME if is_all else _("%(site)s: %(what)s") % {"site": settings.SITE_NAME, "what": sentence}
