"""This, this and following, all: what is not changed keeps its row, its people, its UID."""

from datetime import UTC, datetime, time

import icalendar
import pytest
import time_machine

from events import services
from events.changes.services.dates import move_date
from events.models import Attendance, Occurrence, Registration, SeriesCalendar
from tests.events.changes.test_following import follow_from
from tests.events.test_occurrences import change, weekly
from tests.factories.events import wall
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def series():
    """Eight Tuesdays, two people at each; the first two are over, and somebody was seen there."""
    made = weekly(starts_on=wall("2026-11-10T00:00").date(), rule="FREQ=WEEKLY;COUNT=8;BYDAY=TU")
    people = MemberFactory.create_batch(2)
    for row in made.occurrences.order_by("start_at"):
        with time_machine.travel(min(NOW, row.start_at), tick=False):
            for member in people:
                services.register(occurrence=row, member=member)
            if row.start_at < NOW:
                services.mark_attendance(occurrence=row, marks={people[0]: True}, by=made.scheduled_by)
    return made


def rows():
    return {row["id"]: row for row in Occurrence.objects.values("id", "recurrence_id", "start_at", "end_at", "status")}


def people():
    registered = Registration.objects.order_by("pk").values_list("pk", "occurrence", "member", "state")
    return list(registered), list(Attendance.objects.order_by("pk").values_list("pk", "occurrence", "member"))


def uids():
    """The UIDs in the feed, those that were there first."""
    blocks = "".join(SeriesCalendar.objects.order_by("pk").values_list("block", flat=True))
    found = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{blocks}END:VCALENDAR\r\n").walk("VEVENT")
    return list(dict.fromkeys(str(event["UID"]) for event in found))


def nth(series, number):
    return series.occurrences.select_related("series").order_by("start_at")[number]


def this(series):
    row = nth(series, 4)
    move_date(
        occurrence=row, start=wall("2026-12-09T15:00"), minutes=60, place=None, by=series.scheduled_by, seen=row.seen
    )
    return {row.pk}


def this_and_following(series):
    changed = set(series.occurrences.order_by("start_at")[4:].values_list("pk", flat=True))
    follow_from(nth(series, 4), starts_at=time(15, 0))
    return changed


def every(series):
    changed = set(series.occurrences.filter(start_at__gt=NOW).values_list("pk", flat=True))
    change(series, starts_at=time(15, 0))
    return changed


def the_words(series):
    change(series, title="A typo mended")
    return set()


@pytest.mark.parametrize("edit", [this, this_and_following, every, the_words])
def test_what_is_not_changed_stays(edit, series):
    before, who, known, sequence = rows(), people(), uids(), SeriesCalendar.objects.get().sequence
    changed = edit(series)
    after = rows()
    assert after.keys() == before.keys()
    assert {pk for pk in after if after[pk]["start_at"] != before[pk]["start_at"]} == changed
    assert {pk: row for pk, row in after.items() if pk not in changed} == {
        pk: row for pk, row in before.items() if pk not in changed
    }
    assert people() == who
    assert uids()[: len(known)] == known
    assert (SeriesCalendar.objects.order_by("pk").first().sequence > sequence) is bool(changed)
