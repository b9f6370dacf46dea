"""What a calendar's page says of time: zones in words, the viewer's beside, names of links, order."""

import re
from datetime import UTC, datetime, time

import pytest
import time_machine
from bs4 import BeautifulSoup

from events import services
from tests.factories.events import SeriesFactory, an_occurrence, day
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
VIEWS = ["/events/", "/events/calendar/week/", "/events/list/"]


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def names_on(client, address):
    """The names of the links to dates, as a screen reader says them, in its order."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    links = page.select("main a[href^='/events/']")
    return [re.sub(r"\s+", " ", a.get_text()).strip() for a in links if re.search(r"/events/[\w-]+/\d+/$", a["href"])]


@pytest.mark.parametrize("view", VIEWS)
def test_name_of_each_link_holds_weekday_date_time_zone_and_title(view, client):
    SeriesFactory(title="Metadata clinic", starts_on=day("2026-11-24"), starts_at=time(10, 30))
    (name,) = names_on(client, view)
    for part in ("Tuesday", "November 24, 2026", "10:30 a.m.", "Pacific Time", "Metadata clinic"):
        assert part in name


@pytest.mark.parametrize("view", VIEWS)
def test_order_of_reading_is_the_order_of_dates(view, client):
    for title, on, at in (
        ("C", "2026-11-26", 8),
        ("A", "2026-11-24", 9),
        ("B", "2026-11-24", 13),
        ("D", "2026-11-27", 7),
    ):
        SeriesFactory(title=f"Clinic {title}", starts_on=day(on), starts_at=time(at))
    found = [re.search(r"Clinic (\w)", name)[1] for name in names_on(client, view)]
    assert found == ["A", "B", "C", "D"]


@pytest.mark.parametrize("view", VIEWS)
def test_other_zone_stands_beside_the_viewers_with_a_warning_when_the_day_differs(view, client):
    SeriesFactory(title="Late", starts_on=day("2026-11-24"), starts_at=time(22), zone="America/Los_Angeles")
    client.force_login(MemberFactory(time_zone="America/New_York"))
    (name,) = names_on(client, view)
    text = re.sub(r"\s+", " ", BeautifulSoup(client.get(view).content, "html.parser").get_text())
    assert "Wednesday, November 25, 2026" in name
    assert "1 a.m." in name
    assert "Eastern Time" in name
    assert "Pacific Time" in text
    assert "mind the day" in text.lower()


def test_week_shows_its_days_and_leads_to_the_next(client):
    for on in ("2026-11-21", "2026-11-22", "2026-11-28", "2026-11-29"):
        SeriesFactory(title=f"On {on}", starts_on=day(on))
    page = client.get("/events/calendar/week/?week=2026-11-25")
    shown = page.context["week"]
    assert (shown.first, shown.last) == (day("2026-11-22"), day("2026-11-28"))
    assert [entry.occurrence.series.title for one in shown.days for entry in one.entries] == [
        "On 2026-11-22",
        "On 2026-11-28",
    ]
    assert '"?week=2026-11-29"' in page.content.decode()


@pytest.mark.parametrize("text", ["", "2026-13-01", "x", "1999-12-31", "2026-11"])
def test_week_that_is_none_shows_this_one(text, client):
    assert client.get("/events/calendar/week/", {"week": text}).context["week"].first == day("2026-11-22")


@pytest.mark.parametrize("text", ["2000-01-01", "2099-12-31"])
def test_week_at_the_ends_of_the_calendar_is_served(text, client):
    assert client.get("/events/calendar/week/", {"week": text}).status_code == 200


def test_week_across_a_change_of_clocks_has_seven_days(client):
    for n in range(7):
        SeriesFactory(title=f"Day {n}", starts_on=day(f"2027-03-{14 + n}"), starts_at=time(0, 30))
    shown = client.get("/events/calendar/week/?week=2027-03-14").context["week"]
    assert [len(one.entries) for one in shown.days] == [1] * 7


def test_full_day_of_the_month_leads_to_its_week(client):
    for _n in range(9):
        SeriesFactory(starts_on=day("2026-11-24"))
    html = client.get("/events/").content.decode()
    assert '"/events/calendar/week/?week=2026-11-24#day-2026-11-24"' in html
    week = client.get("/events/calendar/week/?week=2026-11-24")
    assert len(week.context["week"].days[2].entries) == 9
    assert 'id="day-2026-11-24"' in week.content.decode()


def test_past_holds_what_took_place_the_latest_first(client):
    older = an_occurrence(title="Older", starts_on=day("2026-11-10"))
    newer = an_occurrence(title="Newer", starts_on=day("2026-11-12"))
    an_occurrence(title="To come")
    off = SeriesFactory(title="Called off", starts_on=day("2026-11-24"))
    services.cancel_occurrence(occurrence=off.occurrences.get(), by=off.scheduled_by, reason="Storm.")
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        rows = list(client.get("/events/calendar/past/").context["page"].object_list)
    assert rows == [newer, older]
