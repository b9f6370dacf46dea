"""Scheduling and changing events on the site: who may, what is refused, what is kept of what was typed."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group
from icalendar import Calendar

from community.people.models import AuditEntry
from events import services
from events.models import Occurrence, Registration, Series
from tests.factories.events import SeriesFactory, an_occurrence, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organizer(client):
    found = MemberFactory()
    found.groups.add(Group.objects.get_or_create(name="Organizers")[0])
    client.force_login(found)
    return found


@pytest.fixture
def lead(client):
    found = MemberFactory()
    client.force_login(found)
    return found


def typed(**values):
    return {
        "title": "Portal clinic",
        "kind": "clinic",
        "summary": "Bring your dataset.",
        "visibility": "everybody",
        "format": "online",
        "accessibility": "Live captions.",
        "accommodation_contact": "access@hub.example",
        "zone": "America/Los_Angeles",
        "starts_on": "2026-12-01",
        "starts_at": "10:00",
        "ends_at": "11:00",
        "repeats": "never",
        "form_token": str(uuid.uuid4()),
        **values,
    }


def errors(answer):
    assert answer.status_code == 422
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_organizer_schedules_a_weekly_meeting_in_one_form(client, organizer):
    answer = client.post("/events/new/", typed(repeats="weekly", count="4"))
    series = Series.objects.get()
    assert answer.headers["Location"] == series.get_absolute_url() == "/events/portal-clinic/"
    assert (series.rule, series.live, series.duration) == ("FREQ=WEEKLY;COUNT=4;BYDAY=TU", True, 60)
    assert series.occurrences.count() == 4
    assert list(series.organizers.all()) == [organizer]
    assert AuditEntry.objects.get(action="schedule").by == organizer


def test_same_form_sent_twice_makes_one_series(client, organizer):
    form = typed()
    first, second = client.post("/events/new/", form), client.post("/events/new/", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Series.objects.count() == 1
    client.post("/events/new/", typed())
    assert list(Series.objects.order_by("pk").values_list("slug", flat=True)) == ["portal-clinic", "portal-clinic-2"]


def test_draft_is_kept_out_of_the_calendar_until_it_is_published(client, organizer):
    client.post("/events/new/", typed(draft="on"))
    series = Series.objects.get()
    assert (series.live, series.occurrences.count()) == (False, 0)
    page = client.get(f"{series.get_absolute_url()}edit/")
    version = page.context["form"]["version"].value()
    client.post(f"{series.get_absolute_url()}edit/", typed(title="Ready now", version=version))
    series.refresh_from_db()
    assert (series.live, series.title, series.occurrences.count()) == (True, "Ready now", 1)


def test_draft_that_is_changed_and_stays_a_draft_shows_the_change(client, organizer):
    client.post("/events/new/", typed(draft="on"))
    series = Series.objects.get()
    client.post(
        f"{series.get_absolute_url()}edit/",
        typed(title="Second thought", draft="on", version=series.latest_revision_id),
    )
    assert "Second thought" in client.get(series.get_absolute_url()).content.decode()
    assert not Series.objects.get().live


REFUSED = {
    "starts_at": [
        {"starts_on": "2027-03-14", "starts_at": "02:30", "ends_at": "04:00"},
        {"starts_at": ""},
        {"starts_at": "25:00"},
    ],
    "starts_on": [{"starts_on": "1999-01-01"}, {"starts_on": ""}, {"starts_on": "2026-02-30"}],
    "ends_at": [{"ends_at": "09:00"}, {"ends_at": "10:00"}, {"ends_on": "2026-11-30"}, {"ends_at": ""}],
    "ends_on": [{"ends_on": "2027-02-01"}],
    "zone": [{"zone": "Mars/Olympus"}, {"zone": ""}, {"zone": "Europe/Berlin"}],
    "venue": [{"format": "in-person"}, {"format": "hybrid"}],
    "visibility": [{"visibility": "group"}],
    "join_link": [{"join_link": "javascript:alert(1)"}, {"join_link": "ftp://x.example/"}, {"join_link": "room 4"}],
    "capacity": [{"capacity": "0"}, {"capacity": "-3"}],
    "until": [
        {"repeats": "weekly"},
        {"repeats": "weekly", "count": "3", "until": "2027-01-01"},
        {"repeats": "weekly", "until": "2026-01-01"},
        {"repeats": "weekly", "until": "2040-01-01"},
    ],
    "count": [{"repeats": "weekly", "count": "1000000"}, {"repeats": "weekly", "count": "0"}],
    "rule": [{"repeats": "rule"}, {"repeats": "rule", "rule": "FREQ=SECONDLY"}],
    "repeats": [{"rule": "FREQ=WEEKLY;COUNT=3"}],
    "title": [{"title": ""}, {"title": "x" * 121}],
}


@pytest.mark.parametrize(("field", "values"), [(field, values) for field, many in REFUSED.items() for values in many])
def test_form_is_refused_beside_the_field_with_what_was_typed_kept(field, values, client, organizer):
    answer = client.post("/events/new/", typed(summary="Kept words.", **values))
    found = errors(answer)
    assert list(found) == [field]
    assert len(found[field]) == 1
    assert "Kept words." in answer.content.decode()
    assert not Series.objects.exists()


def from_case(name):
    """The start and rule of a calendar case, as an organizer would type them."""
    (event,) = Calendar.from_ical(Path("tests/data/calendars", name).read_bytes()).walk("VEVENT")
    values = {}
    if "DTSTART" in event:
        start = event.decoded("DTSTART")
        zone = event["DTSTART"].params.get("TZID", "America/Los_Angeles")
        values |= {"starts_on": f"{start:%Y-%m-%d}", "starts_at": f"{start:%H:%M}", "zone": zone, "ends_at": "23:00"}
    else:
        values |= {"starts_on": "", "starts_at": ""}
    if "DTEND" in event:
        values["ends_at"] = f"{event.decoded('DTEND'):%H:%M}"
    if "RRULE" in event:
        values |= {"repeats": "rule", "rule": event["RRULE"].to_ical().decode()}
    return values


@pytest.mark.parametrize(
    ("case", "field", "sentence"),
    [
        ("secondly.ics", "rule", "A rule begins with FREQ=DAILY"),
        ("count_million.ics", "rule", "A rule begins with FREQ=DAILY"),
        ("interval_zero.ics", "rule", "INTERVAL is a number from 1 to 366"),
        ("never_matches.ics", "rule", "This rule never happens"),
        ("dst_gap.ics", "starts_at", "this time does not exist"),
        ("end_before_start.ics", "ends_at", "ends before it begins"),
        ("unknown_zone.ics", "zone", "Select a valid choice"),
        ("no_start.ics", "starts_on", "required"),
    ],
)
def test_calendar_cases_are_refused_in_the_series_form(case, field, sentence, client, organizer):
    found = errors(client.post("/events/new/", typed(**from_case(case))))
    assert sentence in found[field][0]


def test_title_with_letters_of_all_kinds_is_taken(client, organizer):
    client.post("/events/new/", typed(title="Datenübergabe – für Wasser 水"))
    assert Series.objects.get().title == "Datenübergabe – für Wasser 水"


def test_title_without_a_letter_or_with_a_reserved_address_gets_another_one(client, organizer):
    for title in ("水", "New", "List"):
        client.post("/events/new/", typed(title=title))
    assert set(Series.objects.values_list("slug", flat=True)) == {"event", "new-2", "list-2"}


def test_lead_schedules_for_the_own_group_only(client, lead):
    own, other = WorkGroupFactory(lead=lead), WorkGroupFactory()
    assert "group" in errors(client.post("/events/new/", typed(group=other.pk)))
    assert client.get("/events/new/").context["form"]["group"].value() == own.pk
    client.post("/events/new/", typed(group=own.pk, visibility="group"))
    client.post("/events/new/", typed())  # of no group: the site's organizers decide
    assert set(Series.objects.values_list("group", "live")) == {(own.pk, True), (None, False)}


@pytest.mark.parametrize("address", ["/events/new/", "/events/organizing/"])
def test_organizers_pages_ask_visitors_to_log_in(address, client):
    assert client.get(address).headers["Location"].startswith("/accounts/login/")


def steps(occurrence):
    own = occurrence.series.get_absolute_url()
    date = occurrence.get_absolute_url()
    return [f"{own}edit/", f"{date}cancel/", f"{date}registrations/"]


def test_neighbours_series_is_not_found_for_a_lead_of_another_group(client, lead):
    WorkGroupFactory(lead=lead)
    occurrence = an_occurrence(group=WorkGroupFactory())
    for address in steps(occurrence):
        assert client.get(address).status_code == 404
        assert client.post(address, typed(reason="x")).status_code in {404, 405}
    occurrence.refresh_from_db()
    assert occurrence.is_scheduled


def test_private_series_of_a_group_is_not_found_for_an_organizer(client, organizer):
    occurrence = an_occurrence(group=WorkGroupFactory(), visibility="group")
    for address in steps(occurrence):
        assert client.get(address).status_code == 404


def test_list_of_what_one_organizes_names_nothing_else(client, lead):
    group = WorkGroupFactory(lead=lead)
    SeriesFactory(title="Ours", group=group, publish=False)
    SeriesFactory(title="Theirs", group=WorkGroupFactory())
    html = client.get("/events/organizing/").content.decode()
    assert "Ours" in html
    assert "Draft" in html
    assert "Theirs" not in html


def test_edit_form_shows_the_plain_choice_that_made_the_rule(client, organizer):
    series = SeriesFactory(starts_on=day("2026-12-01"), rule="FREQ=MONTHLY;COUNT=6;BYDAY=1TU")
    form = client.get(f"{series.get_absolute_url()}edit/").context["form"]
    names = ("repeats", "count", "until", "ends_at", "ends_on")
    assert [form[name].value() for name in names] == ["monthly-weekday", 6, None, datetime(2026, 1, 1, 11).time(), None]  # noqa: DTZ001


def test_edit_of_an_event_over_two_days_keeps_its_length(client, organizer):
    series = SeriesFactory(starts_on=day("2026-12-05"), duration=33 * 60)
    form = client.get(f"{series.get_absolute_url()}edit/").context["form"]
    assert (form["ends_on"].value(), form["ends_at"].value().hour) == (day("2026-12-06"), 19)


def test_stale_form_is_told_and_keeps_what_was_typed_then_saves(client, organizer):
    series = SeriesFactory(title="First", starts_on=day("2026-12-01"))
    address = f"{series.get_absolute_url()}edit/"
    old_version = client.get(address).context["form"]["version"].value()
    theirs = Series.objects.get()
    theirs.title = "Theirs"
    services.revise(series=theirs, by=series.scheduled_by, version=old_version)
    answer = client.post(address, typed(title="Mine", version=old_version))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this event" in html
    assert 'value="Mine"' in html
    assert "Theirs" in html
    assert Series.objects.get().title == "Theirs"
    again = answer.context["form"]["version"].value()
    assert client.post(address, typed(title="Mine", version=again)).status_code == 302
    assert Series.objects.get().title == "Mine"


def test_change_in_the_admin_that_is_not_published_yet_is_in_the_form_with_a_note(client, organizer):
    series = SeriesFactory(title="Live title")
    draft = Series.objects.get()
    draft.title = "Draft title"
    draft.save_revision(user=organizer)
    html = client.get(f"{series.get_absolute_url()}edit/").content.decode()
    assert 'value="Draft title"' in html
    assert "not published yet" in html


def test_cancel_asks_for_a_reason_and_marks_the_date(client, organizer):
    occurrence = an_occurrence()
    address = f"{occurrence.get_absolute_url()}cancel/"
    assert "reason" in errors(client.post(address, {"reason": " "}))
    client.post(address, {"reason": "The speaker is ill."})
    client.post(address, {"reason": "Sent again."})
    html = client.get(occurrence.get_absolute_url()).content.decode()
    assert "The speaker is ill." in html
    assert "Cancelled" in html
    assert AuditEntry.objects.filter(action="cancel").count() == 1


def test_cancel_when_over_is_refused(client, organizer):
    occurrence = an_occurrence()
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        client.force_login(organizer)
        answer = client.post(f"{occurrence.get_absolute_url()}cancel/", {"reason": "Late."})
    assert "is over" in errors(answer)["__all__"][0]


def test_list_of_registrations_names_people_not_addresses_with_a_steady_number_of_queries(
    client, organizer, django_assert_max_num_queries
):
    occurrence = an_occurrence(capacity=40)
    guest = MemberFactory(display_name="Greta G.")
    services.register(occurrence=occurrence, member=guest)
    address = f"{occurrence.get_absolute_url()}registrations/"
    with django_assert_max_num_queries(12) as one:
        html = client.get(address).content.decode()
    assert "Greta G." in html
    assert guest.email not in html
    for member in MemberFactory.create_batch(29):
        services.register(occurrence=occurrence, member=member)
    with django_assert_max_num_queries(len(one)):
        assert client.get(address).content.decode().count("<tr>") == 31


# Registering on the page


def post(client, occurrence, step, **values):
    return client.post(f"{occurrence.get_absolute_url()}{step}/", values)


def test_register_and_withdraw_on_the_page(client):
    occurrence = an_occurrence(capacity=2)
    client.force_login(MemberFactory())
    token = str(client.get(occurrence.get_absolute_url()).context["form"]["form_token"].value())
    answer = client.post(f"{occurrence.get_absolute_url()}register/", {"form_token": token}, follow=True)
    assert "You are registered" in answer.content.decode()
    assert "1 of 2 places left" in answer.content.decode()
    answer = client.post(f"{occurrence.get_absolute_url()}withdraw/", follow=True)
    assert "You withdrew" in answer.content.decode()
    assert Registration.objects.get().state == "withdrawn"


def test_register_when_full_joins_the_waiting_list(client):
    occurrence = an_occurrence(capacity=1)
    client.force_login(MemberFactory())
    services.register(occurrence=occurrence, member=MemberFactory())
    answer = post(client, occurrence, "register", form_token=str(uuid.uuid4()))
    assert answer.status_code == 302
    assert Registration.objects.waiting().count() == 1


def test_register_without_a_token_or_for_a_past_date_is_refused(client):
    occurrence = an_occurrence()
    member = MemberFactory()
    client.force_login(member)
    assert post(client, occurrence, "register").status_code == 409
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        client.force_login(member)
        answer = post(client, occurrence, "register", form_token=str(uuid.uuid4()))
    assert "This event is over" in answer.content.decode()
    assert not Registration.objects.exists()


def test_visitor_who_registers_is_sent_to_log_in(client):
    answer = post(client, an_occurrence(), "register")
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_private_date_cannot_be_registered_for_by_its_address(client):
    occurrence = an_occurrence(group=WorkGroupFactory(), visibility="group")
    client.force_login(MemberFactory())
    assert post(client, occurrence, "register", form_token=str(uuid.uuid4())).status_code == 404
    assert Occurrence.objects.get().registered_count == 0


@pytest.mark.parametrize("step", ["take", "withdraw"])
def test_steps_answer_post_only(step, client):
    occurrence = an_occurrence()
    client.force_login(MemberFactory())
    assert client.get(f"{occurrence.get_absolute_url()}{step}/").status_code == 405
