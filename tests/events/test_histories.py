"""Whatever organizers do one after the other: the feed tells it, by another ETag and a date that never goes back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from community.people.errors import HubError
from events import services
from events.changes.plan import wall_of
from events.changes.services.dates import add_date, move_date, put_back, take_out
from events.changes.services.following import change_following, rest_of
from events.models import Series
from tests.events.feed_gate import faults
from tests.events.test_ics import read_by_python
from tests.factories.events import SeriesFactory, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
FEED = "/events/calendar.ics"


class History:
    """A hub with two series, and steps that organizers take: each says whether people see something else afterwards."""

    def __init__(self):
        self.first = SeriesFactory(starts_on=day("2026-11-24"), rule="FREQ=WEEKLY;COUNT=8;BYDAY=TU")
        SeriesFactory(starts_on=day("2026-12-08"), rule="FREQ=MONTHLY;COUNT=6;BYDAY=2TU,4TU")
        self.group = WorkGroupFactory()
        self.number = 0

    def change(self, series, **values):
        edited = Series.objects.get(pk=series.pk)
        before = [getattr(edited, name) for name in values]
        for name, value in values.items():
            setattr(edited, name, value)
        services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)
        return before != list(values.values())

    def rename(self, series, row):
        self.number += 1
        return self.change(series, title=f"Renamed {self.number}")

    def retime(self, series, row):
        return self.change(series, starts_at=time(8 + (series.starts_at.hour - 7) % 9))

    def lengthen(self, series, row):
        return self.change(series, duration=series.duration % 120 + 30)

    def hide(self, series, row):
        return self.change(series, visibility="group", group=self.group)

    def show(self, series, row):
        return self.change(series, visibility="everybody")

    def skip(self, series, row):
        self.change(series, skip_holidays=not series.skip_holidays)
        return False  # there may be none

    def withdraw(self, series, row):
        Series.objects.get(pk=series.pk).unpublish()
        return True

    def publish(self, series, row):
        Series.objects.get(pk=series.pk).latest_revision.publish()
        return False

    def new(self, series, row):
        SeriesFactory()
        return True

    def cancel(self, series, row):
        was = row.status
        return services.cancel_occurrence(occurrence=row, by=series.scheduled_by, reason="Storm.").status != was

    def bring_back(self, series, row):
        was = row.status
        return services.bring_back(occurrence=row, by=series.scheduled_by).status != was

    def move(self, series, row):
        start = row.local_start + timedelta(hours=25)
        by = series.scheduled_by
        move_date(occurrence=row, start=start, minutes=50, place=None, by=by, seen=row.seen)
        return True

    def take_out(self, series, row):
        was = row.status
        take_out(occurrence=row, by=series.scheduled_by)
        return was != "dropped"

    def put_back(self, series, row):
        for change in series.date_changes.all()[:1]:
            put_back(series=series, recurrence_id=change.recurrence_id, by=series.scheduled_by)
        return False

    def add(self, series, row):
        self.number += 1
        start = datetime(2027, 1, 7, 9) + timedelta(hours=self.number)  # noqa: DTZ001
        add_date(series=series, start=start, minutes=30, by=series.scheduled_by)
        return True

    def divide(self, series, row):
        with suppress(ValueError):
            rest = rest_of(series, wall_of(row.recurrence_id))
            by = series.scheduled_by
            change_following(occurrence=row, changed=rest, by=by, version=series.latest_revision_id)
            return True
        return False

    def register(self, series, row):
        services.register(occurrence=row, member=MemberFactory())

    def rest(self, series, row):
        services.settle(series=series)
        services.extend_all()


STEPS = [name for name in vars(History) if not name.startswith("_") and name != "change"]


def take(history: History, step: str, which: int) -> bool | None:
    """True: something else is to be seen; None: nothing is; False: perhaps. A refusal changes nothing."""
    every = list(Series.objects.order_by("pk"))
    series = every[which % len(every)]
    rows = list(series.occurrences.select_related("series").order_by("start_at"))
    row = rows[which % len(rows)]
    is_open = series.live and series.visibility == "everybody"
    call: Callable[..., bool | None] = getattr(history, step)
    try:
        with transaction.atomic():
            changed = call(series, row)
    except HubError:
        return None
    return changed if changed is None or is_open or step == "new" else False


def read(client: Client, address: str) -> tuple[int, bytes, str, datetime | None]:
    answer = client.get(address)
    if answer.status_code != 200:
        return answer.status_code, b"", "", None
    assert client.get(address).content == answer.content
    assert faults(answer.content) == []
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, len(queries) <= 2) == (304, True)
    return 200, answer.content, answer["ETag"], parsedate_to_datetime(answer["Last-Modified"])


def live_through(steps) -> None:
    """Take the steps; after each, look at the feed and at the first series' file as a visitor does."""
    client = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        history = History()
        own = f"{history.first.get_absolute_url()}calendar.ics"
        before = {address: read(client, address) for address in (FEED, own)}
        latest = {address: seen[3] for address, seen in before.items()}
        for step, which, minutes in steps:
            clock.shift(timedelta(minutes=minutes))
            changed = take(history, step, which)
            for address in (FEED, own):
                was, now = before[address], read(client, address)
                if was[1] != now[1] or (changed and address == FEED):
                    assert was[2] != now[2], (step, address)
                if changed is None:
                    assert was[:3] == now[:3], (step, address)
                if now[3] is not None and latest[address] is not None:
                    assert now[3] >= latest[address], (step, address)
                before[address] = now
                latest[address] = now[3] or latest[address]
        check_instants(client)


def check_instants(client: Client) -> None:
    """The feed says what the rows of public series say."""
    found = Series.objects.filter(live=True, visibility="everybody")
    ours = sorted(
        (int(row.start_at.timestamp()), int(row.end_at.timestamp()))
        for series in found
        for row in series.occurrences.filter(status="scheduled")
    )
    assert read_by_python(client.get(FEED).content.decode()) == ours


steps_of = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 20), st.sampled_from([0, 1, 5, 60, -3])), min_size=1, max_size=9
)


@settings(max_examples=30, deadline=None)
@given(steps=steps_of)
def test_every_change_is_told_and_nothing_else_is(steps):
    with transaction.atomic():
        live_through(steps)
        transaction.set_rollback(True)


def test_each_step_by_itself_and_all_of_them_one_after_the_other():
    for step in STEPS:
        with transaction.atomic():
            live_through([(step, 2, 5), ("rest", 0, 5), (step, 2, 5)])
            transaction.set_rollback(True)
    live_through([(step, 2, 5) for step in STEPS])


@pytest.mark.parametrize("fault", ["the version stays", "the date goes back", "the text is new each time"])
def test_control_a_feed_that_forgets_is_caught(fault, monkeypatch):
    from events.services import calendars

    right = calendars.raise_version
    if fault == "the version stays":
        monkeypatch.setattr(calendars, "raise_version", lambda *, at: None)
    elif fault == "the date goes back":

        def back(*, at):
            right(at=at)
            calendars.FeedVersion.objects.update(changed_at=at)

        monkeypatch.setattr(calendars, "raise_version", back)
    else:
        stamps = iter(range(10_000))
        written = calendars.ics.block
        monkeypatch.setattr(
            calendars.ics, "block", lambda *args, **kw: written(*args, **kw).replace("CONFIRMED", f"X{next(stamps)}")
        )
    with pytest.raises(AssertionError):
        live_through([("rename", 0, 5), ("rest", 0, 5), ("cancel", 1, -20)])
