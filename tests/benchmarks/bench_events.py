"""The calendar: a feed of 1,000 events (promises: <= 10 ms, 304 in <= 2 ms), a month among 100,000 occurrences.

The control is a bare page with session and template. The negative control builds the feed's text on the GET, as the
hub never does, and expands its rules.
"""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import ics, recurrence
from events.models import FeedVersion, Occurrence, Series, SeriesCalendar
from tests.benchmarks.measure import measured
from tests.factories.people import MemberFactory

SERIES = 1_000
OCCURRENCES = 100_000
FEED = "/events/calendar.ics"


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


@pytest.mark.django_db
def test_feed_of_1000_events_and_month_among_100_000_occurrences(site, client):
    make_series(SERIES)
    print(f"\n{connection.vendor}, {SERIES:,} weekly series, feed of {len(client.get(FEED).content) / 1024:,.0f} KiB")
    control = measured("control: a page with session and template (/departments/)", lambda: client.get("/departments/"))
    etag = client.get(FEED)["ETag"]
    cases = [
        ("feed", lambda: client.get(FEED)),
        ("feed, unchanged: 304", lambda: client.get(FEED, headers={"If-None-Match": etag})),
        ("negative control: text built and rules expanded on the GET", build_on_get),
    ]
    for name, call in cases:
        print(f"{'':<58} {measured(name, call) / control:.2f} x the control")
    assert client.get(FEED).content == client.get(FEED).content
    make_occurrences(OCCURRENCES)
    print(f"{OCCURRENCES:,} occurrences")
    for address in ("/events/?month=2026-11", "/events/list/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        p95 = measured(f"{address} ({len(queries)} queries)", lambda address=address: client.get(address))
        print(f"{'':<58} {p95 / control:.2f} x the control")
