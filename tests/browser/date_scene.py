"""Series with dates that differ, for date_pages.py; part of scene.py."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from community.people.models import Member
from events import services as events
from events.changes.plan import Place, wall_of
from events.changes.services.dates import add_date, move_date, take_out
from events.changes.services.following import change_following, rest_of
from events.models import Series
from tests.factories.events import SeriesFactory


def dates(people: dict[str, Member]) -> dict[str, str]:
    """One series with a change of each kind, one without, one that was divided."""
    organizer = people["organizer"]
    weekly, plain, divided = (_weekly(organizer, name) for name in ("differs", "does not differ", "is divided"))
    rows = list(weekly.occurrences.select_related("series").order_by("start_at"))
    take_out(occurrence=rows[1], by=organizer)
    later = rows[2].local_start + timedelta(days=1)
    place = Place("hybrid", "915 Capitol Mall, Sacramento, room 587", "https://meet.hub.example/moved")
    move_date(occurrence=rows[2], start=later, minutes=90, place=place, by=organizer, seen=rows[2].seen)
    add_date(series=weekly, start=later + timedelta(days=2), minutes=30, by=organizer)
    events.cancel_occurrence(occurrence=rows[4], by=organizer, reason="The speaker is ill.")
    third = divided.occurrences.select_related("series").order_by("start_at")[2]
    rest = rest_of(divided, wall_of(third.recurrence_id))
    rest.title, rest.starts_at = "Scene weekly series, in the afternoon", time(14, 0)
    change_following(occurrence=third, changed=rest, by=organizer, version=divided.latest_revision_id)
    return {
        "weekly": weekly.get_absolute_url(),
        "plain_weekly": plain.get_absolute_url(),
        "divided": divided.get_absolute_url(),
        "weekly_date": rows[3].get_absolute_url(),
        "weekly_cancelled": rows[4].get_absolute_url(),
    }


def _weekly(organizer: Member, name: str) -> Series:
    day = timezone.localdate() + timedelta(days=40)
    title = f"Scene weekly series that {name}"
    made: Series = SeriesFactory(title=title, by=organizer, starts_on=day, rule="FREQ=WEEKLY;COUNT=8")
    return made
