"""The organizer's pages: one date, this and the following, dates that differ."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from events import services
from events.changes.services.dates import take_out
from events.models import DateChange, Series
from tests.events.test_occurrences import weekly
from tests.events.test_organizing import errors, typed
from tests.factories.events import an_occurrence, day
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def series():
    return weekly(rule="FREQ=WEEKLY;COUNT=8;BYDAY=TU")


@pytest.fixture
def organizer(series, client):
    client.force_login(series.scheduled_by)
    return series.scheduled_by


@pytest.fixture
def row(series):
    return series.occurrences.select_related("series").order_by("start_at")[3]


def date_typed(row, **values):
    start = row.local_start
    return {
        "starts_on": f"{start:%Y-%m-%d}",
        "starts_at": "10:00",
        "ends_at": "11:00",
        "format": "",
        "seen": row.seen,
        **values,
    }


def test_page_of_a_date_has_three_plain_buttons(organizer, row, client):
    html = client.get(row.get_absolute_url()).content.decode()
    for words in ("Change this date", "Change this and the following dates", "Change all dates", "Take this date out"):
        assert f">{words}</a>" in html


def test_change_this_date_on_the_page(organizer, row, client):
    address = f"{row.get_absolute_url()}change/"
    form = client.get(address).context["form"]
    assert [str(form[name].value()) for name in ("starts_on", "starts_at", "ends_at", "seen")] == [
        "2026-12-15",
        "10:00:00",
        "11:00:00",
        row.seen,
    ]
    answer = client.post(address, date_typed(row, starts_on="2026-12-17", format="online", join_link="meet.example/9"))
    assert answer.headers["Location"] == row.get_absolute_url()
    row.refresh_from_db()
    assert (row.own_format, row.own_join_link) == ("online", "https://meet.example/9")
    assert row.start_at == datetime(2026, 12, 17, 18, tzinfo=UTC)


REFUSED = {
    "starts_on": [{"starts_on": ""}, {"starts_on": "2026-02-30"}, {"starts_on": "1999-01-01"}],
    "starts_at": [{"starts_at": "25:00"}, {"starts_on": "2027-03-14", "starts_at": "02:30", "ends_at": "04:00"}],
    "ends_at": [{"ends_at": "09:00"}, {"ends_at": ""}, {"ends_on": "2026-12-01"}],
    "ends_on": [{"ends_on": "2027-02-01"}],
    "venue": [{"format": "hybrid"}],
    "format": [{"venue": "Room 4"}, {"format": "by-ship"}],
    "join_link": [{"format": "online", "join_link": "javascript:alert(1)"}],
    "__all__": [{"starts_on": "2026-12-22"}, {"starts_on": "2026-11-03"}],
}


@pytest.mark.parametrize(("field", "values"), [(field, values) for field, many in REFUSED.items() for values in many])
def test_a_date_is_refused_with_what_was_typed_kept(field, values, organizer, row, client):
    answer = client.post(f"{row.get_absolute_url()}change/", date_typed(row, **{"venue": "", **values}))
    found = errors(answer)
    assert list(found) == [field]
    assert len(found[field]) == 1
    assert not DateChange.objects.exists()


def test_stale_date_is_told_and_saves_the_second_time(organizer, row, client):
    address = f"{row.get_absolute_url()}change/"
    client.post(address, date_typed(row, starts_at="13:00", ends_at="14:00"))
    answer = client.post(address, date_typed(row, starts_at="15:00", ends_at="16:00"))
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Somebody else changed this date" in html
    assert "1 p.m. to 2 p.m." in html
    assert 'value="15:00"' in html
    again = answer.context["form"]["seen"].value()
    assert client.post(address, date_typed(row, starts_at="15:00", ends_at="16:00", seen=again)).status_code == 302
    row.refresh_from_db()
    assert row.start_at.hour == 23


def test_take_out_asks_then_lists_it_and_puts_it_back(organizer, series, row, client):
    address = f"{row.get_absolute_url()}take-out/"
    assert "Cancel it instead" in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == series.get_absolute_url()
    assert client.post(address).status_code == 404
    page = client.get(f"{series.get_absolute_url()}dates/").content.decode()
    assert "Tuesday, December 15, 2026" in page
    assert "Taken out" in page
    client.post(f"{series.get_absolute_url()}dates/put-back/", {"recurrence_id": "20261215T100000"})
    client.post(f"{series.get_absolute_url()}dates/put-back/", {})
    assert series.occurrences.count() == 8


def test_take_out_of_what_is_over_is_refused(organizer, row, client):
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        client.force_login(organizer)
        answer = client.post(f"{row.get_absolute_url()}take-out/")
    assert answer.status_code == 409
    assert "stays in the calendar" in answer.content.decode()


def test_add_a_date_on_the_page(organizer, series, client):
    address = f"{series.get_absolute_url()}dates/add/"
    assert client.get(address).context["form"]["starts_at"].value() == time(10)
    form = {"starts_on": "2026-12-03", "starts_at": "09:00", "ends_at": "09:30", "format": ""}
    for _ in range(2):
        assert client.post(address, form).headers["Location"] == f"{series.get_absolute_url()}dates/"
    assert "Extra date" in client.get(f"{series.get_absolute_url()}dates/").content.decode()
    assert series.occurrences.count() == 9
    assert "is over" in errors(client.post(address, {**form, "starts_on": "2026-11-03"}))["__all__"][0]


def test_bring_back_on_the_page(organizer, row, client):
    services.cancel_occurrence(occurrence=row, by=organizer, reason="Storm.")
    assert "Bring this date back" in client.get(row.get_absolute_url()).content.decode()
    assert client.post(f"{row.get_absolute_url()}bring-back/").headers["Location"] == row.get_absolute_url()
    row.refresh_from_db()
    assert row.is_scheduled
    services.cancel_occurrence(occurrence=row, by=organizer, reason="Storm.")
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        client.force_login(organizer)
        answer = client.post(f"{row.get_absolute_url()}bring-back/")
    assert answer.status_code == 409
    assert "Add an extra date instead" in answer.content.decode()


def test_change_this_and_the_following_on_the_page(organizer, series, row, client):
    address = f"{row.get_absolute_url()}following/"
    form = client.get(address).context["form"]
    names = ("title", "starts_on", "repeats", "count", "version")
    assert [form[name].value() for name in names] == [
        series.title,
        day("2026-12-15"),
        "weekly",
        5,
        series.latest_revision_id,
    ]
    values = typed(starts_on="2026-12-15", repeats="weekly", count="5", version=series.latest_revision_id)
    answer = client.post(address, values)
    following = Series.objects.get(continues__former=series)
    assert answer.headers["Location"] == following.get_absolute_url()
    assert (following.title, following.occurrences.count(), series.occurrences.count()) == ("Portal clinic", 5, 3)
    again = client.post(address, values)
    assert again.headers["Location"] == f"/events/{following.slug}/{row.pk}/"
    assert Series.objects.count() == 2


def test_stale_form_of_the_following_dates_is_told_and_keeps_what_was_typed(organizer, series, row, client):
    address = f"{row.get_absolute_url()}following/"
    old = series.latest_revision_id
    theirs = Series.objects.get()
    theirs.title = "Theirs"
    services.revise(series=theirs, by=organizer, version=old)
    values = typed(title="Mine", starts_on="2026-12-15", repeats="weekly", count="5", version=old)
    answer = client.post(address, values)
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.content.decode()
    again = answer.context["form"]["version"].value()
    assert client.post(address, {**values, "version": again}).status_code == 302
    assert Series.objects.filter(title="Mine").exists()


def test_fewer_places_are_refused_beside_the_field_on_both_pages(organizer, series, row, client):
    for member in MemberFactory.create_batch(2):
        services.register(occurrence=row, member=member)
    values = typed(repeats="weekly", count="5", capacity="1", version=series.latest_revision_id)
    pages = {f"{row.get_absolute_url()}following/": "2026-12-15", f"{series.get_absolute_url()}edit/": "2026-11-24"}
    for address, start in pages.items():
        found = errors(client.post(address, {**values, "starts_on": start}))
        assert found == {
            "capacity": [
                "2 people have a place on December 15, 2026. Leave at least so many, or take somebody out first."
            ]
        }


def test_first_date_and_an_extra_one_lead_to_all_dates(organizer, series, client):
    first = series.occurrences.order_by("start_at")[0]
    answer = client.get(f"/events/{series.slug}/{first.pk}/following/")
    assert answer.headers["Location"] == f"{series.get_absolute_url()}edit/"


def test_a_single_event_has_one_way_to_change_it(client):
    only = an_occurrence()
    client.force_login(only.series.scheduled_by)
    html = client.get(only.get_absolute_url()).content.decode()
    assert "Change the event" in html
    assert "Change this date" not in html
    values = {"starts_on": "2026-12-03", "starts_at": "09:00", "ends_at": "10:00", "seen": only.seen}
    found = errors(client.post(f"{only.get_absolute_url()}change/", values))
    assert "Change the event" in found["__all__"][0]


def test_list_of_changes_costs_the_same_for_one_and_for_thirty(count_queries, client):
    series = weekly(rule="FREQ=WEEKLY;COUNT=60;BYDAY=TU")
    client.force_login(series.scheduled_by)
    rows = list(series.occurrences.order_by("start_at"))
    take_out(occurrence=rows[0], by=series.scheduled_by)
    one = count_queries(client, f"{series.get_absolute_url()}dates/")
    for row in rows[1:30]:
        take_out(occurrence=row, by=series.scheduled_by)
    assert count_queries(client, f"{series.get_absolute_url()}dates/") == one


def test_form_takes_the_second_and_fourth_tuesday_without_holidays(client):
    organizer = MemberFactory(is_staff=True)
    client.force_login(organizer)
    values = typed(starts_on="2026-12-08", repeats="monthly-twice", count="6", skip_holidays="on")
    client.post("/events/new/", values)
    series = Series.objects.get()
    assert (series.rule, series.skip_holidays) == ("FREQ=MONTHLY;COUNT=6;BYDAY=2TU,4TU", True)
    assert (
        "second and fourth Tuesday, 6 times, without state holidays"
        in client.get(series.get_absolute_url()).content.decode()
    )
