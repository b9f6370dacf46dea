"""Bringing in a calendar: what becomes of its events, once, twice, and when somebody changed them here."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.people.models import AuditEntry
from community.safety.fetching import Fetched
from community.workgroups.models import WorkGroup
from events import services as events
from events.enums import Format, Visibility
from events.importing.models import ENDS
from events.importing.services import bringing as services
from events.importing.services.bringing import ask_for_import, carry_on
from events.models import CalendarImport, DateChange, ImportedEvent, Series
from tests.events.importing.calendars import CASES, LA, calendar, event
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
WEEKLY = ("DTEND;TZID=America/Los_Angeles:20270105T113000", "RRULE:FREQ=WEEKLY;COUNT=4")


@pytest.fixture
def by():
    return MemberFactory(is_staff=True)


def bring(by, *parts, data=b"", **kwargs):
    asked = ask_for_import(by=by, group=None, came_from="clinics.ics", data=data or calendar(*parts))
    return carry_on(pk=asked.pk, at=AT, **kwargs)


def numbers(row):
    assert row.read == row.ended_with
    return {name: getattr(row, name) for name in ENDS if getattr(row, name)}


def test_series_becomes_a_draft_with_its_exceptions(by):
    moved = event("RECURRENCE-ID;TZID=America/Los_Angeles:20270119T100000", "DURATION:PT2H",
                  "DTSTART;TZID=America/Los_Angeles:20270120T140000")  # fmt: skip
    row = bring(by, event(LA, *WEEKLY, "EXDATE:20270112T180000Z", "LOCATION:Room 5", "DESCRIPTION:Bring data"), moved)
    assert numbers(row) == {"made": 1}
    series = Series.objects.get()
    assert (series.live, series.title, series.summary) == (False, "Data clinic", "Bring data")
    assert (series.format, series.venue, series.duration) == (Format.IN_PERSON, "Room 5", 90)
    assert (series.rule, series.zone, f"{series.start}") == ("FREQ=WEEKLY;COUNT=4", "America/Los_Angeles",
                                                             "2027-01-05 10:00:00")  # fmt: skip
    assert list(series.organizers.all()) == [by]
    assert AuditEntry.objects.filter(action="schedule").count() == 1
    series = series.get_latest_revision_as_object()
    series.accessibility = "Live captions."
    events.revise(series=series, by=by, version=series.latest_revision_id)
    starts = [f"{one.local_start}" for one in series.occurrences.order_by("start_at")]
    assert starts == ["2027-01-05 10:00:00", "2027-01-20 14:00:00", "2027-01-26 10:00:00"]


def test_same_calendar_again_doubles_nothing_and_brings_drafts_up_to_date(by):
    bring(by, event(LA, uid="a"), event(LA, uid="b"), event(LA, uid="c"))
    assert numbers(bring(by, event(LA, uid="b"), event(LA, uid="a"), event(LA, uid="c"))) == {"known": 3}
    b = Series.objects.order_by("pk")[1].get_latest_revision_as_object()
    b.title = "Mended here"
    events.revise(series=b, by=by, version=b.latest_revision_id, publish=False)
    later = "DTSTART;TZID=America/Los_Angeles:20270106T150000"
    row = bring(by, event(later, *WEEKLY[1:], uid="a", title="Later"), event(later, uid="b"), event(LA, uid="c"))
    assert numbers(row) == {"renewed": 1, "kept": 1, "known": 1}
    assert Series.objects.count() == 3
    a, b, _c = (one.get_latest_revision_as_object() for one in Series.objects.order_by("pk"))
    assert (a.title, f"{a.start}", a.rule, a.live) == ("Later", "2027-01-06 15:00:00", "FREQ=WEEKLY;COUNT=4", False)
    assert (b.title, f"{b.start}") == ("Mended here", "2027-01-05 10:00:00")
    assert Series.objects.get(pk=a.pk).title == "Later"


def test_report_names_line_event_and_reason(by):
    row = bring(by, event(LA, uid="a"), event(LA, "RRULE:FREQ=SECONDLY", uid="b", title="Alarm"),
                event("DTSTART:tomorrow", uid="c"), event("DTSTART:20200101T000000Z", uid="d"),
                event(LA, "STATUS:CANCELLED", uid="e"), event(LA, uid="a"))  # fmt: skip
    assert numbers(row) == {"made": 1, "over": 1, "left_out": 4}
    assert row.state == "done"
    assert "Line 21, “Data clinic”: “tomorrow” is no date or time." in row.remarks
    assert any(said.startswith("Line 10, “Alarm”: A rule begins with FREQ=DAILY") for said in row.remarks)
    assert any("It is cancelled" in said for said in row.remarks)
    assert any("the same UID" in said for said in row.remarks)
    assert not bytes(row.source)


@pytest.mark.parametrize(
    ("lines", "start", "zone", "minutes"),
    [
        (["DTSTART;TZID=Pacific Standard Time:20270105T100000"], "2027-01-05 10:00", "America/Los_Angeles", 60),
        (["DTSTART;TZID=US/Eastern:20270105T100000"], "2027-01-05 10:00", "America/New_York", 60),
        (["DTSTART;TZID=Asia/Tokyo:20270106T030000"], "2027-01-05 10:00", "America/Los_Angeles", 60),
        (["DTSTART:20270105T180000Z", "DURATION:PT45M"], "2027-01-05 18:00", "UTC", 45),
        (["DTSTART:20270105T100000"], "2027-01-05 10:00", "America/Los_Angeles", 60),
        (["DTSTART;TZID=America/Los_Angeles:20270314T023000"], "2027-03-14 03:30", "America/Los_Angeles", 60),
        (["DTSTART;VALUE=DATE:20270105", "DTEND;VALUE=DATE:20270107"], "2027-01-05 00:00", "America/Los_Angeles", 2880),
    ],
)
def test_times_are_taken_right(by, lines, start, zone, minutes):
    assert numbers(bring(by, event(*lines))) == {"made": 1}
    series = Series.objects.get()
    assert (f"{series.start:%Y-%m-%d %H:%M}", series.zone, series.duration) == (start, zone, minutes)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_case_ends_with_a_report(by, case):
    """No case stops the task, and each event of it is counted once."""
    row = bring(by, data=case.data)
    assert row.state == "refused" or row.read == row.ended_with
    assert row.state == "done" or row.refusal.endswith(".")
    assert case.code == "" or row.refusal or row.left_out


def test_stopped_import_goes_on_where_it_was(by):
    asked = ask_for_import(by=by, group=None, came_from="a.ics",
                           data=calendar(*[event(LA, uid=str(number)) for number in range(4)]))  # fmt: skip
    places = [(row := carry_on(pk=asked.pk, at=AT, seconds=0)).place for _task in range(4)]
    assert places == [1, 2, 3, 4]
    assert numbers(row) == {"made": 4}
    assert carry_on(pk=asked.pk, at=AT).made == Series.objects.count() == 4


def test_same_task_twice_at_once_makes_one_draft(by):
    """The other one got further between our look and our count: what we wrote is taken back."""
    asked = ask_for_import(by=by, group=None, came_from="a.ics", data=calendar(event(LA)))
    CalendarImport.objects.filter(pk=asked.pk).update(state="running", read=1)
    stale = CalendarImport.objects.get(pk=asked.pk)
    carry_on(pk=asked.pk, at=AT)
    (whole,) = services.making.wholes(services._read(stale, None, AT).events)
    ImportedEvent.objects.all().delete()
    with pytest.raises(services.TakenMeanwhile):
        services._bring_in(stale, whole, AT)
    assert Series.objects.count() == 1


def test_address_is_asked_through_the_door(by):
    asked = ask_for_import(by=by, group=None, came_from="http://10.0.0.1/calendar.ics")
    row = carry_on(pk=asked.pk)
    assert (row.state, row.refusal) == ("refused", "“10.0.0.1” leads to an address outside the public internet.")


@pytest.mark.parametrize(("status", "state"), [(200, "done"), (404, "refused")])
def test_answer_of_an_address(by, status, state):
    def fetch(url, **options):
        return Fetched(status, {}, calendar(event(LA)), url)

    asked = ask_for_import(by=by, group=None, came_from="https://calendar.ca.gov/all.ics")
    assert carry_on(pk=asked.pk, at=AT, fetch=fetch).state == state


def test_form_sends_a_file_once(client_for, by):
    client = client_for(by)
    token = "4f1c1a52-6a0c-4bb0-9a3f-0d7ac3a2a001"
    for _time in range(2):
        file = SimpleUploadedFile("clinics.ics", calendar(event(LA)))
        answer = client.post("/events/imports/new/", {"file": file, "form_token": token})
        assert answer.status_code == 302
    row = CalendarImport.objects.get()
    assert "The calendar is read soon" in client.get(answer["Location"]).content.decode()
    carry_on(pk=row.pk)
    page = client.get(answer["Location"]).content.decode()
    assert "New drafts: 1" in page
    assert "Data clinic" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "one of the two"),
        ({"address": "ftp://x.example/a.ics"}, "beginning with https://"),
        ({"address": "https://x.example/a.ics", "file": SimpleUploadedFile("a.ics", b"BEGIN:VCALENDAR")}, "of the two"),
        ({"file": SimpleUploadedFile("a.ics", b"GIF89a")}, "is not a calendar"),
        ({"file": SimpleUploadedFile("a.txt", b"BEGIN:VCALENDAR")}, "must end in .ics"),
    ],
)
def test_form_is_refused_with_a_sentence(client_for, by, values, said):
    answer = client_for(by).post(
        "/events/imports/new/", {**values, "form_token": "4f1c1a52-6a0c-4bb0-9a3f-0d7ac3a2a001"}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CalendarImport.objects.exists()


def test_list_costs_the_same_with_1_and_30(client_for, by, count_queries):
    ask_for_import(by=by, group=None, came_from="1.ics", data=b"x")
    with_one = count_queries(client_for(by), "/events/imports/")
    for number in range(30):
        ask_for_import(by=MemberFactory(), group=None, came_from=f"{number}.ics", data=b"x")
    assert count_queries(client_for(by), "/events/imports/") == with_one <= 15


def test_nobody_sees_drafts_before_an_organizer_published_them(client_for, by):
    bring(by, event(LA))
    series = Series.objects.get()
    assert series.visibility == Visibility.EVERYBODY
    assert client_for(MemberFactory()).get(series.get_absolute_url()).status_code == 404
    assert timezone.now() < series.end_of(series.start)
    assert not WorkGroup.objects.exists()
    assert not DateChange.objects.exists()
