"""The calendar's pages: who sees what, in whose time, at what cost."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from events import services
from events.models import Occurrence
from tests.factories.events import SeriesFactory, an_occurrence, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def as_member(client, member):
    client.force_login(member)
    return client


def fill(count):
    group = WorkGroupFactory()
    for n in range(count):
        SeriesFactory(group=group, starts_on=day("2026-11-24") + timedelta(days=n % 6), starts_at=time(8 + n % 9))


def count_queries(client, address, django_assert_max_num_queries, most):
    with django_assert_max_num_queries(most) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


PAGES = ["/events/?month=2026-11", "/events/list/"]


@pytest.mark.parametrize("address", PAGES)
def test_number_of_queries_is_the_same_with_1_and_30_events(address, client, django_assert_max_num_queries):
    fill(1)
    with_one = count_queries(client, address, django_assert_max_num_queries, 6)
    fill(30)
    assert count_queries(client, address, django_assert_max_num_queries, 6) == with_one


@pytest.mark.parametrize("address", PAGES)
def test_number_of_queries_for_a_member_is_the_same_with_1_and_30_events(
    address, as_member, member, django_assert_max_num_queries
):
    fill(1)
    services.register(occurrence=Occurrence.objects.get(), member=member)
    with_one = count_queries(as_member, address, django_assert_max_num_queries, 15)
    fill(30)
    for occurrence in Occurrence.objects.upcoming():
        services.register(occurrence=occurrence, member=member)
    assert count_queries(as_member, address, django_assert_max_num_queries, 15) == with_one


@pytest.mark.parametrize("times", [2, 30])
def test_series_page_and_date_page_stay_under_their_bars(times, as_member, member, django_assert_max_num_queries):
    series = SeriesFactory(rule=f"FREQ=DAILY;COUNT={times}", group=WorkGroupFactory())
    for occurrence in series.occurrences.all():
        services.register(occurrence=occurrence, member=member)
    occurrence = series.occurrences.first()
    for organizer in MemberFactory.create_batch(times):
        series.organizers.add(organizer)
    assert count_queries(as_member, series.get_absolute_url(), django_assert_max_num_queries, 15) == 15
    assert count_queries(as_member, occurrence.get_absolute_url(), django_assert_max_num_queries, 15) == 14  # and marks
    assert count_queries(as_member, occurrence.get_absolute_url(), django_assert_max_num_queries, 15) == 11


def test_month_shows_each_event_on_its_day_in_the_viewers_zone(client):
    SeriesFactory(title="Late clinic", starts_on=day("2026-11-24"), starts_at=time(22, 0))
    viewer = MemberFactory(time_zone="America/New_York")
    pacific = client.get("/events/?month=2026-11").context["month"]
    client.force_login(viewer)
    eastern = client.get("/events/?month=2026-11")
    assert days_of(pacific, "Late clinic") == [day("2026-11-24")]
    assert days_of(eastern.context["month"], "Late clinic") == [day("2026-11-25")]
    assert "All times are Eastern Time." in eastern.content.decode()


def days_of(month, title):
    cells = [one for week in month.weeks for one in week]
    return [cell.on for cell in cells for entry in cell.entries if entry.occurrence.series.title == title]


def test_month_shows_a_long_event_on_each_of_its_days(client):
    SeriesFactory(title="Code-a-thon", starts_on=day("2026-11-28"), starts_at=time(8), duration=33 * 60)
    page = client.get("/events/?month=2026-11")
    assert days_of(page.context["month"], "Code-a-thon") == [day("2026-11-28"), day("2026-11-29")]
    assert "continues" in page.content.decode()


@pytest.mark.parametrize("text", ["", "2026-13", "x", "0001-01", "9999-12", "2026-11-01"])
def test_month_that_is_none_shows_this_one(text, client):
    assert client.get("/events/", {"month": text}).context["month"].first == day("2026-11-01")


@pytest.mark.parametrize("text", ["2000-01", "2099-12", "2026-02"])
def test_month_at_the_ends_of_the_calendar_is_served(text, client):
    assert client.get("/events/", {"month": text}).status_code == 200


def test_month_names_the_kind_and_the_state_in_words(client):
    series = SeriesFactory(starts_on=day("2026-11-24"), kind="challenge")
    services.cancel_occurrence(occurrence=series.occurrences.get(), by=series.scheduled_by, reason="Storm.")
    html = client.get("/events/").content.decode()
    assert "Data challenge" in html
    assert "Cancelled" in html
    assert 'aria-current="date"' in html


def test_a_day_with_many_events_shows_six_and_counts_the_rest(client):
    for _n in range(9):
        SeriesFactory(starts_on=day("2026-11-24"))
    assert "3 more" in client.get("/events/").content.decode()


@pytest.fixture
def private():
    """A private meeting of a group, its member, its lead, and a neighbour who leads another group."""
    lead = MemberFactory()
    group = WorkGroupFactory(lead=lead)
    series = SeriesFactory(
        title="Closed case review",
        group=group,
        visibility="group",
        rule="FREQ=DAILY;COUNT=2",
        by=lead,
        starts_on=day("2026-11-24"),
    )
    insider = MembershipFactory(group=group).member
    neighbour = MemberFactory()
    WorkGroupFactory(lead=neighbour)
    return {"series": series, "insider": insider, "lead": lead, "neighbour": neighbour}


def addresses(series):
    own, date = series.get_absolute_url(), series.occurrences.first().get_absolute_url()
    return [own, f"{own}calendar.ics", date]


LISTS = ["/events/?month=2026-11", "/events/list/", "/events/calendar.ics", "/search/?q=closed+case", "/my/"]


@pytest.mark.parametrize("who", [None, "outsider", "neighbour", "organizer"])
def test_private_meeting_is_nowhere_for_who_is_not_in_the_group(who, client, private, django_user_model):
    if who == "outsider":
        client.force_login(MemberFactory())
    elif who == "neighbour":
        client.force_login(private["neighbour"])
    elif who == "organizer":
        client.force_login(an_organizer())
    for address in addresses(private["series"]):
        assert client.get(address).status_code == 404, address
    for address in LISTS:
        assert "Closed case review" not in client.get(address, follow=True).content.decode(), address
    assert "Closed case review" not in client.get(private["series"].group.get_absolute_url()).content.decode()


def an_organizer():
    from django.contrib.auth.models import Group

    organizer = MemberFactory()
    organizer.groups.add(Group.objects.get_or_create(name="Organizers")[0])
    return organizer


@pytest.mark.parametrize("who", ["insider", "lead"])
def test_private_meeting_is_open_to_the_group_but_never_in_the_public_feed(who, client, private):
    client.force_login(private[who])
    for address in addresses(private["series"]):
        assert client.get(address).status_code == 200, address
    for address in LISTS[:2]:
        assert "Closed case review" in client.get(address).content.decode(), address
    assert "Closed case review" not in client.get("/events/calendar.ics").content.decode()
    assert "Closed case review" in client.get(private["series"].group.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", ["requested", "invited", "declined", "left"])
def test_private_meeting_is_closed_to_who_is_not_active_in_the_group(state, client, private):
    client.force_login(MembershipFactory(group=private["series"].group, state=state).member)
    assert client.get(private["series"].get_absolute_url()).status_code == 404


def test_draft_is_seen_by_who_may_change_it_only(client):
    series = SeriesFactory(publish=False, title="Secret plan")
    assert client.get(series.get_absolute_url()).status_code == 404
    client.force_login(MemberFactory())
    assert client.get(series.get_absolute_url()).status_code == 404
    client.force_login(series.scheduled_by)
    assert "Draft" in client.get(series.get_absolute_url()).content.decode()
    assert client.get(f"{series.get_absolute_url()}calendar.ics").status_code == 404


def test_a_single_event_leads_to_its_date(client):
    occurrence = an_occurrence()
    assert client.get(occurrence.series.get_absolute_url()).headers["Location"] == occurrence.get_absolute_url()


def test_date_of_another_series_is_not_found_under_this_one(client):
    one, other = an_occurrence(), an_occurrence()
    assert client.get(f"{one.series.get_absolute_url()}{other.pk}/").status_code == 404


def test_date_page_names_both_zones_and_warns_when_the_day_differs(client):
    occurrence = an_occurrence(starts_on=day("2026-11-24"), starts_at=time(22, 0), zone="America/Los_Angeles")
    client.force_login(MemberFactory(time_zone="America/New_York"))
    html = client.get(occurrence.get_absolute_url()).content.decode()
    assert "Tuesday, November 24, 2026, 10 p.m. to 11 p.m. Pacific Time" in html
    assert "Wednesday, November 25, 2026, 1 a.m. to 2 a.m. Eastern Time" in html
    assert "Mind the day" in html


def test_date_page_in_the_viewers_own_zone_names_it_once(client):
    html = client.get(an_occurrence().get_absolute_url()).content.decode()
    assert "Pacific Time" in html
    assert "On your clock" not in html


def test_link_to_join_is_shown_to_who_registered_only(client, member):
    occurrence = an_occurrence(join_link="https://meet.example/room")
    assert "meet.example" not in client.get(occurrence.get_absolute_url()).content.decode()
    client.force_login(member)
    assert "meet.example" not in client.get(occurrence.get_absolute_url()).content.decode()
    services.register(occurrence=occurrence, member=member)
    assert "meet.example" in client.get(occurrence.get_absolute_url()).content.decode()
    services.withdraw(occurrence=occurrence, member=member)
    assert "meet.example" not in client.get(occurrence.get_absolute_url()).content.decode()


def test_organizers_are_named_to_members_only(client, member):
    occurrence = an_occurrence(by=MemberFactory(display_name="Olga O."))
    assert "Olga O." not in client.get(occurrence.get_absolute_url()).content.decode()
    client.force_login(member)
    assert "Olga O." in client.get(occurrence.get_absolute_url()).content.decode()


def test_what_was_typed_is_shown_as_text(client):
    occurrence = an_occurrence(title="<script>MARK()</script>", body="<img src=x onerror=MARK()> javascript:MARK()")
    html = client.get(occurrence.get_absolute_url()).content.decode()
    assert "<script>MARK" not in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html


def test_my_hub_shows_my_next_events_and_home_the_month(as_member, member):
    occurrence = an_occurrence(title="Metadata clinic")
    assert "You are registered for no coming event" in as_member.get("/my/").content.decode()
    services.register(occurrence=occurrence, member=member)
    assert "Metadata clinic" in as_member.get("/my/").content.decode()


def test_search_finds_an_event(client):
    SeriesFactory(title="Suppressing small cells")
    html = client.get("/search/", {"q": "suppress cells", "kind": "event"}).content.decode()
    assert "/events/suppressing-small-cells/" in html
