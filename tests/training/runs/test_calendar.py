"""The last day of a run in the calendar of who takes it."""

import icalendar
import pytest

from forum.feeds.services import make_key
from training.runs.services.places import join, leave
from training.runs.services.planning import cancel_run


@pytest.fixture
def days(client, member):
    """What stands in the member's own calendar now."""
    address = f"/events/calendar/{make_key(member=member).key}/mine.ics"

    def read():
        events = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
        return [(str(event["SUMMARY"]), event["DTSTART"].dt, str(event["URL"])) for event in events]

    return read


def test_last_day_of_a_run_is_in_the_calendar_of_who_has_a_place(days, run, member):
    assert days() == []
    join(run=run, member=member)
    ((said, on, url),) = days()
    assert (said, on) == (f"Last day: {run.course.title}: {run.title}", run.ends_on)
    assert url.endswith(run.get_absolute_url())


@pytest.mark.parametrize("way", ["left", "cancelled", "not published"])
def test_it_goes_when_there_is_nothing_to_finish(way, days, run, member, teacher):
    join(run=run, member=member)
    if way == "left":
        leave(run=run, member=member)
    elif way == "cancelled":
        cancel_run(run=run, by=teacher, reason="Storm.")
    else:
        run.course.unpublish()
    assert days() == []
