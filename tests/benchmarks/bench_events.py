"""The calendar: a feed of 1,000 events (promises: <= 10 ms, 304 in <= 2 ms) and of 10,000; narrowed, and as one's own.

Month, week, list, past, JSON and Atom among 100,000 occurrences (promises: the month in <= 6 queries).

A served hub, measured while calendars that are made to stall it are brought in.

The control is a bare page with session and template. The negative control builds the feed's text on the GET, as the
hub never does, and expands its rules.
"""

import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from time import monotonic as time_now
from time import sleep

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import ics, recurrence, services
from events.models import FeedVersion, Occurrence, Series, SeriesCalendar
from forum.feeds.services import make_key
from tests.benchmarks.measure import measured
from tests.browser.hub import served_hub
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

SERIES = 1_000
OCCURRENCES = 100_000
FEED = "/events/calendar.ics"
PAGES = ("/events/", "/events/list/", FEED)
BOMBS = """
from community.people.models import Member
from events.importing.services.bringing import ask_for_import
from tests.events.importing.calendars import CASES
by = Member.objects.get(email="organizer@hub.example")
for case in CASES:
    ask_for_import(by=by, group=None, came_from=f"{case.name}.ics", data=case.data)
"""
LEFT = "from events.models import CalendarImport as C; print(C.objects.unfinished().count(), C.objects.count())"
ROUNDS = 60
VISITORS = 6


def make_series(count):
    """Published weekly series with their stored text; rows and text as the services write them."""
    member, now = MemberFactory(), timezone.now()
    first = timezone.localdate() - timedelta(days=20)
    Series.objects.bulk_create(
        Series(
            title=f"Open data clinic number {n}",
            slug=f"clinic-{n}",
            summary="Bring a dataset that is stuck and leave with the next step.",
            starts_on=first + timedelta(days=n % 30),
            starts_at=time(8 + n % 9),
            rule="FREQ=WEEKLY;COUNT=100",
            live=True,
            scheduled_by=member,
        )
        for n in range(count)
    )
    SeriesCalendar.objects.bulk_create(
        SeriesCalendar(
            series=series,
            block=ics.block(series, cancelled=[], sequence=0, stamped_at=now),
            zone=series.zone,
            stamped_at=now,
            is_public=True,
            last_end_at=now + timedelta(days=700),
        )
        for series in Series.objects.order_by("pk")
    )
    FeedVersion.objects.create(name="public", number=1, changed_at=now, since=now - timedelta(days=92))


def make_occurrences(count):
    """100,000 rows over 20 years."""
    series = list(Series.objects.order_by("pk"))
    begin = datetime(2016, 1, 1, 17, tzinfo=UTC)
    Occurrence.objects.bulk_create(
        (
            Occurrence(
                series=series[n % len(series)],
                recurrence_id=f"{n:015}",
                start_at=begin + timedelta(minutes=105 * n),
                end_at=begin + timedelta(minutes=105 * n + 60),
            )
            for n in range(count)
        ),
        batch_size=2_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def build_on_get():
    at = timezone.now()
    for series in Series.objects.order_by("pk"):
        ics.block(series, cancelled=[], sequence=0, stamped_at=at)
        recurrence.expand(
            series.parsed_rule, start=series.start, until=recurrence.to_wall(at + timedelta(days=365), series.zone)
        )


def make_own(client):
    """A member whose group holds a tenth of the series; returns the addresses of their own feeds."""
    reader, group = MemberFactory(), WorkGroupFactory(slug="ours")
    MembershipFactory(group=group, member=reader)
    Series.objects.filter(pk__in=list(Series.objects.values_list("pk", flat=True)[::10])).update(group=group)
    key = make_key(member=reader).key
    addresses = [f"/events/calendar/{key}/{name}" for name in ("mine.ics", "events.ics")]
    for address in addresses:
        client.get(address)
    return addresses


def feed_cases(client, address):
    etag = client.get(address)["ETag"]
    return [
        (address[:40], lambda: client.get(address)),
        ("    unchanged: 304", lambda: client.get(address, headers={"If-None-Match": etag})),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [SERIES, 10 * SERIES])
def test_feeds(count, site, client):
    make_series(count)
    print(f"\n{connection.vendor}, {count:,} weekly series, feed of {len(client.get(FEED).content) / 1024:,.0f} KiB")
    control = measured("control: a page with session and template (/departments/)", lambda: client.get("/departments/"))
    cases = [case for address in (FEED, f"{FEED}?kind=training&format=online") for case in feed_cases(client, address)]
    for address in make_own(client):
        cases += feed_cases(client, address)
    if count == SERIES:
        cases.append(("negative control: text built and rules expanded on the GET", build_on_get))
    for name, call in cases:
        print(f"{'':<58} {measured(name, call) / control:.2f} x the control")
    assert client.get(FEED).content == client.get(FEED).content


@pytest.mark.django_db
def test_views_among_100_000_occurrences(site, client):
    make_series(SERIES)
    make_occurrences(OCCURRENCES)
    control = measured("control: a page with session and template (/departments/)", lambda: client.get("/departments/"))
    print(f"{OCCURRENCES:,} occurrences")
    pages = ("", "?month=2026-11", "?month=2026-11&kind=training&format=online", "list/", "list/?kind=training")
    lists = ("calendar/week/", "calendar/past/", "calendar/past/?kind=training", "calendar/events.json")
    for address in (f"/events/{page}" for page in (*pages, *lists, "calendar/events.atom")):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        p95 = measured(f"{address[:40]} ({len(queries)} queries)", lambda address=address: client.get(address))
        print(f"{'':<58} {p95 / control:.2f} x the control")
        assert len(queries) <= 6


@pytest.mark.django_db
def test_saving_a_weekly_series_for_two_years(site, client):
    """The control is a bare page. The negative control saves each date by itself, as a loop of `save()` would."""
    member = MemberFactory()
    print(f"\n{connection.vendor}, a weekly series of 104 dates")
    control = measured("control: a page with session and template (/departments/)", lambda: client.get("/departments/"))

    def weekly():
        return Series(
            title="Open data clinic",
            summary="Bring a dataset that is stuck and leave with the next step.",
            starts_on=timezone.localdate() + timedelta(days=1),
            starts_at=time(10),
            rule="FREQ=WEEKLY;COUNT=104",
            accessibility="Live captions.",
            accommodation_contact="organizers@hub.example",
        )

    made = services.schedule(series=weekly(), by=member)
    titles = iter(range(1_000))
    hours = iter(range(1_000))

    def rename():
        edited = Series.objects.get(pk=made.pk)
        edited.title = f"Open data clinic {next(titles)}"
        services.revise(series=edited, by=member, version=edited.latest_revision_id)

    def retime():
        edited = Series.objects.get(pk=made.pk)
        edited.starts_at = time(8 + next(hours) % 9)
        services.revise(series=edited, by=member, version=edited.latest_revision_id)

    def each_by_itself():
        for row in made.occurrences.all():
            row.save()

    cases = [
        ("schedule: 104 new dates", lambda: services.schedule(series=weekly(), by=member)),
        ("revise: another title", rename),
        ("revise: another time, 104 dates move", retime),
        ("settle: nothing to do", lambda: services.settle(series=made)),
        ("negative control: 104 dates saved one by one", each_by_itself),
    ]
    for name, call in cases:
        with CaptureQueriesContext(connection) as queries:
            call()
        p95 = measured(f"{name} ({len(queries)} queries)", call)
        print(f"{'':<58} {p95 / control:.2f} x the control")


def ask_pages(hub):
    for page in PAGES:
        assert hub.get(page)[0] == 200


def shell(hub, program):
    return hub.manage("shell", "--no-imports", "-c", program).strip().splitlines()[-1:]


ASK_ON = "import sys, urllib.request as web\nwhile True: web.urlopen(sys.argv[1]).read()"


@contextmanager
def crowded(address, count):
    """As many visitors who ask for a page again and again: what reading calendars in the web server would be like."""
    running = [subprocess.Popen([sys.executable, "-c", ASK_ON, address]) for _visitor in range(count)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def test_server_while_calendars_are_brought_in(tmp_path):
    """gunicorn and the task cluster, as `make run` starts them; the tasks read each file in a process of its own.

    The negative control keeps the web server itself busy meanwhile: the measure must see it.
    """
    with served_hub(tmp_path) as hub:
        print(f"\n{len(PAGES)} pages of a served hub, one after the other, by one visitor")
        alone = measured("control: nothing else to do", lambda: ask_pages(hub), runs=ROUNDS)
        shell(hub, BOMBS)
        began = time_now()
        meanwhile = measured("while calendars are brought in", lambda: ask_pages(hub), runs=ROUNDS)
        lasted = time_now() - began
        while not (left := shell(hub, LEFT)[0]).startswith("0 "):
            sleep(1)
        print(f"{'':<58} {meanwhile / alone:.2f} x the control, over {lasted:.0f} s")
        print(f"{left.split()[1]} calendars were read, the last one {time_now() - began:.0f} s after the first")
        with crowded(hub.url("/events/"), VISITORS):
            slow = measured("negative control: the server itself is busy", lambda: ask_pages(hub), runs=ROUNDS)
        print(f"{'':<58} {slow / alone:.2f} x the control")
        assert slow > 2 * alone
