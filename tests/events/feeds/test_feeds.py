"""The calendar for programs: four formats of one list, versions, what a key opens, and the rules of iCalendar."""

import json
import random
import re
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import icalendar
import pytest
import recurring_ical_events
import time_machine
from bs4 import BeautifulSoup

from community.people.models import Member
from community.workgroups.models import Membership
from events import services, tasks
from events.feeds.versions import MOST_OWN
from events.filters.choices import all_choices
from events.models import Occurrence, OwnFeed, Series
from events.vtimezones import VTIMEZONES
from forum.feeds.services import make_key, revoke_key
from forum.models import Tag
from tests.factories.events import SeriesFactory, day
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=720)
PUBLIC = ["/events/calendar.ics", "/events/calendar/events.json", "/events/calendar/events.atom"]
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "https://meet.example/secret-room"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader():
    return MemberFactory()


def own_addresses(member):
    key = make_key(member=member).key
    return [f"/events/calendar/{key}/{name}" for name in ("mine.ics", "events.ics", "events.json", "events.atom")]


def change(series, **values):
    edited = Series.objects.get(pk=series.pk)
    topics = values.pop("topics", None)
    for name, value in values.items():
        setattr(edited, name, value)
    if topics is not None:
        edited.topics.set(topics)
    services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)


# The rules of iCalendar, for every file the site makes


def check_rules(raw):
    """RFC 5545, and what calendar programs stumble over."""
    text = raw.decode()
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    calendar = icalendar.Calendar.from_ical(raw)
    named = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    unfolded = text.replace("\r\n ", "")
    assert set(re.findall(r"TZID=([^:;]+):", unfolded)) == named
    assert "RDATE" not in unfolded
    for event in calendar.walk("VEVENT"):
        assert "DTSTAMP" in event
        assert "UID" in event
    for rule in re.findall(r"UNTIL=([^;\r]+)", unfolded):
        assert re.fullmatch(r"\d{8}T\d{6}Z", rule)
    return calendar


def test_every_calendar_file_keeps_the_rules(client, reader):
    group = WorkGroupFactory(name="Ünïted, with; commas \\ and a name that is long enough to fold the line twice over")
    MembershipFactory(group=group, member=reader)
    for number, zone in enumerate(VTIMEZONES):
        series = SeriesFactory(
            zone=zone, group=group if number % 2 else None, rule="FREQ=WEEKLY;UNTIL=20270630", kind="training",
            title="Größe, Höhe; und mehr \\ " * 4,
        )  # fmt: skip
        first, second, third = series.occurrences.order_by("start_at")[:3]
        services.cancel_occurrence(occurrence=second, by=series.scheduled_by, reason="Storm.\nRain.")
        for occurrence in (first, second, third):
            if occurrence is not second:
                services.register(occurrence=occurrence, member=reader)
    own_file = f"{series.get_absolute_url()}calendar.ics"
    client.force_login(reader)
    files = [*own_addresses(reader)[:2], own_file, PUBLIC[0], f"{PUBLIC[0]}?group={group.slug}&kind=training"]
    for address in files:
        assert check_rules(client.get(address).content).walk("VEVENT"), address


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: raw.replace(b"\r\n ", b""),
        lambda raw: re.sub(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", raw, flags=re.DOTALL),
        lambda raw: re.sub(rb"DTSTAMP[^\r]*\r\n", b"", raw),
        lambda raw: re.sub(rb"(UNTIL=\d{8})T\d{6}Z", rb"\1", raw),
        lambda raw: raw.replace(b"END:VEVENT", b"RDATE:20270101T000000Z\r\nEND:VEVENT"),
    ],
)
def test_control_the_rules_find_what_is_wrong(spoil, client):
    SeriesFactory(rule="FREQ=WEEKLY;UNTIL=20270630", title="Größe, Höhe; und mehr " * 4)
    with pytest.raises(AssertionError):
        check_rules(spoil(client.get(PUBLIC[0]).content))


# One list, four writers


def in_pages(client, address):
    query = "&" if "?" in address else "?"
    number, found = 1, set()
    while True:
        answer = client.get(f"{address}{query}page={number}")
        page = answer.context["page"]
        shown = {
            int(link["href"].rstrip("/").split("/")[-1])
            for link in BeautifulSoup(answer.content, "html.parser").select("main .hub-topics h3 a")
        }
        assert shown == {row.pk for row in page.object_list}
        found |= {(str(row.series.uid), row.start_at) for row in page.object_list}
        if not page.has_next():
            return found
        number += 1


def in_json(client, address):
    found, following = set(), address
    while following:
        said = json.loads(client.get(following).content)
        found |= {(one["uid"], datetime.fromisoformat(one["start"])) for one in said["events"]}
        following = (said["next"] or "").replace("http://testserver", "").replace("http://localhost:8000", "")
        following = re.sub(r"^https?://[^/]+", "", following)
    return found


def in_calendar(client, address):
    read = recurring_ical_events.of(icalendar.Calendar.from_ical(client.get(address).content)).between(NOW, LATER)
    return {(str(event["UID"]), event.start.astimezone(UTC)) for event in read if event.end.astimezone(UTC) > NOW}


def in_atom(client, address):
    feed = ET.fromstring(client.get(address).content)
    return {entry.find(f"{ATOM}id").text.removeprefix("urn:uuid:") for entry in feed.findall(f"{ATOM}entry")}


@pytest.fixture
def programme():
    """Forty series of all sorts, some private, and three viewers with their keys."""
    rng = random.Random(11)
    ours, theirs = WorkGroupFactory(slug="ours"), WorkGroupFactory(slug="theirs")
    department = DepartmentFactory(slug="dwr")
    topics = [Tag.objects.create(name=name, slug=name.lower(), is_kept=True) for name in ("Water", "Maps")]
    by = MemberFactory()
    for number in range(40):
        group = rng.choice([None, ours, theirs])
        series = SeriesFactory(
            by=by,
            kind=rng.choice(["training", "clinic", "meeting"]),
            group=group,
            visibility="group" if group and rng.random() < 0.5 else "everybody",
            department=rng.choice([None, department]),
            format=rng.choice(["online", "in-person"]),
            venue="Room 4",
            credit_hours=rng.choice([None, "1.5"]),
            starts_on=day("2026-11-20") + timedelta(days=number % 9),
            starts_at=time(6 + number % 12),
            rule=rng.choice(["", "", "FREQ=WEEKLY;COUNT=5", "FREQ=DAILY;COUNT=4"]),
            zone=rng.choice(["America/Los_Angeles", "America/New_York"]),
        )
        series.topics.set(rng.sample(topics, rng.randint(0, 2)))
        series.save()
    for occurrence in list(Occurrence.objects.filter(end_at__gt=NOW).order_by("pk"))[::7]:
        services.cancel_occurrence(occurrence=occurrence, by=by, reason="Storm.")
    insider = MembershipFactory(group=ours).member
    return [None, insider, MemberFactory()]


def test_pages_calendar_json_and_atom_hold_the_same_events(programme, client):
    rng = random.Random(5)
    values = {field: list(names) for field, names in all_choices().values.items()}
    sizes = set()
    for turn in range(24):
        viewer = programme[turn % 3]
        fields = rng.sample([field for field in values if values[field]], rng.randint(0, 2))
        query = "&".join(f"{field}={rng.choice(values[field])}" for field in fields)
        if viewer is None:
            client.logout()
            addresses = PUBLIC
        else:
            client.force_login(viewer)
            addresses = own_addresses(viewer)[1:]
        found = in_pages(client, f"/events/list/?{query}")
        assert in_json(client, f"{addresses[1]}?{query}") == found, (turn, query)
        assert in_calendar(client, f"{addresses[0]}?{query}") == found, (turn, query)
        assert in_atom(client, f"{addresses[2]}?{query}") == {uid for uid, _start in found}, (turn, query)
        sizes.add(len(found))
    assert len(sizes) > 8


def test_control_formats_of_another_viewer_or_filter_differ(programme, client):
    client.force_login(programme[1])
    found = in_pages(client, "/events/list/")
    assert in_calendar(client, PUBLIC[0]) != found
    assert in_json(client, PUBLIC[1]) != found
    assert in_json(client, f"{own_addresses(programme[1])[2]}?kind=clinic") != found


def test_what_was_typed_is_text_in_every_format(client):
    hostile = "<script>MARK()</script>"
    SeriesFactory(title=hostile, summary=f"{hostile} & more", venue=f"{hostile}\x0b", format="hybrid")
    entry = ET.fromstring(client.get(PUBLIC[2]).content).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == hostile
    html = BeautifulSoup(entry.find(f"{ATOM}summary").text, "html.parser")
    assert html.find("script") is None
    assert f"{hostile} & more" in html.get_text()
    answer = client.get(PUBLIC[1])
    assert json.loads(answer.content)["events"][0]["title"] == hostile
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/json", "nosniff")


# Versions


@pytest.mark.parametrize("query", ["", "?kind=clinic", "?group=ours&topic=water", "?kind=nothing"])
@pytest.mark.parametrize("address", PUBLIC)
def test_public_feed_is_byte_equal_and_304_in_two_queries(
    address, query, programme, client, django_assert_max_num_queries
):
    first, second = client.get(address + query), client.get(address + query)
    assert first.content == second.content
    assert (first["ETag"], first["Last-Modified"]) == (second["ETag"], second["Last-Modified"])
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-None-Match": f"W/{first['ETag']}"},  # a proxy that packs makes it weak
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        with django_assert_max_num_queries(2):
            answer = client.get(address + query, headers=headers)
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", first["ETag"])
    head = client.head(address + query)
    assert (head.status_code, head["ETag"], head["Content-Type"]) == (200, first["ETag"], first["Content-Type"])


@pytest.mark.parametrize("place", range(4))
def test_own_feed_is_byte_equal_and_304(place, programme, client, django_assert_max_num_queries):
    address = own_addresses(programme[1])[place]
    first, second = client.get(address), client.get(address)
    assert first.content == second.content
    assert (first["ETag"], first["Last-Modified"]) == (second["ETag"], second["Last-Modified"])
    assert (first["Cache-Control"], first["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    with django_assert_max_num_queries(2 if place < 2 else 15):
        answer = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.head(address)["ETag"] == first["ETag"]


def test_tag_differs_between_filters_and_pages(programme, client):
    addresses = [address + query for address in PUBLIC for query in ("", "?kind=clinic", "?kind=training")]
    assert len({client.get(address)["ETag"] for address in addresses}) == 9


def steps(series, topic):
    return {
        "new": lambda: SeriesFactory(kind="clinic", group=series.group),
        "title": lambda: change(series, title="Renamed"),
        "topics only": lambda: change(series, topics=[topic]),
        "credit only": lambda: change(series, credit_hours="2"),
        "cancelled": lambda: services.cancel_occurrence(
            occurrence=series.occurrences.last(), by=series.scheduled_by, reason="Storm."
        ),
        "made private": lambda: change(series, visibility="group"),
        "unpublished": lambda: Series.objects.get(pk=series.pk).unpublish(),
        "group renamed": lambda: series.group.__class__.objects.get(pk=series.group.pk).save(),
    }


@pytest.mark.parametrize("step", list(steps(None, None)))
@pytest.mark.parametrize("address", PUBLIC)
def test_each_public_change_raises_every_public_feed(address, step, client, clock):
    topic = Tag.objects.create(name="Water", slug="water", is_kept=True)
    series = SeriesFactory(rule="FREQ=DAILY;COUNT=3", group=WorkGroupFactory(slug="ours"))
    before = client.get(address)
    clock.shift(timedelta(minutes=5))
    steps(series, topic)[step]()
    after = client.get(address)
    assert after["ETag"] != before["ETag"]
    assert moment(after) > moment(before)


def moment(answer):
    return parsedate_to_datetime(answer["Last-Modified"])


def test_lists_change_when_a_date_is_over_and_when_the_calendar_reaches_further(client, clock):
    SeriesFactory(rule="FREQ=MONTHLY;BYMONTHDAY=24;COUNT=40")
    before = client.get(PUBLIC[1])
    clock.move_to(datetime(2026, 11, 24, 20, tzinfo=UTC))
    over = client.get(PUBLIC[1])
    assert json.loads(over.content)["count"] == json.loads(before.content)["count"] - 1
    assert over["ETag"] != before["ETag"]
    assert moment(over) > moment(before)
    clock.move_to(datetime(2026, 11, 25, 20, tzinfo=UTC))
    tasks.extend_calendar()
    further = client.get(PUBLIC[1])
    assert json.loads(further.content)["count"] == json.loads(over.content)["count"] + 1
    assert further["ETag"] != over["ETag"]
    assert moment(further) > moment(over)


def test_random_histories_never_lower_a_date_and_a_same_tag_means_same_bytes(client, clock, reader):
    """Everything that changes what one sees: events, groups, registrations, days that pass."""
    rng = random.Random(3)
    ours = WorkGroupFactory(slug="ours")
    topic = Tag.objects.create(name="Water", slug="water", is_kept=True)
    made = [SeriesFactory(rule="FREQ=WEEKLY;COUNT=6", group=ours, visibility=v) for v in ("group", "everybody")]
    addresses = [*PUBLIC, "/events/calendar.ics?topic=water", *own_addresses(reader)]
    last = {address: client.get(address) for address in addresses}
    for _turn in range(40):
        clock.shift(timedelta(hours=rng.randint(1, 30)))
        act(rng, made, ours, reader, topic)
        for address in addresses:
            answer = client.get(address)
            assert moment(answer) >= moment(last[address]), address
            if answer["ETag"] == last[address]["ETag"]:
                assert answer.content == last[address].content, address
            if answer.content != last[address].content:
                assert moment(answer) > moment(last[address]), address
            last[address] = answer


def act(rng, made, group, reader, topic):
    """One random thing that happens."""
    series = rng.choice(made)
    coming = series.occurrences.upcoming().filter(status="scheduled").first()
    rng.choice(
        [
            lambda: change(series, title=f"Title {rng.random()}"),
            lambda: change(series, title=f"Title {rng.random()}"),
            lambda: change(series, topics=rng.choice([[], [topic]])),
            lambda: made.append(SeriesFactory(group=rng.choice([None, group]))),
            lambda: join_or_leave(group, reader),
            lambda: join_or_leave(group, reader),
            lambda: come(series, coming, reader),
            lambda: stay_away(reader),
            lambda: coming and call_off(series, coming),
            tasks.extend_calendar,
        ]
    )()


def join_or_leave(group, reader):
    membership = Membership.objects.filter(group=group, member=reader)
    if not membership.delete()[0]:
        MembershipFactory(group=group, member=reader)


def come(series, coming, reader):
    if coming and Series.objects.open_to(reader).filter(pk=series.pk).exists():
        services.register(occurrence=coming, member=reader)


def stay_away(reader):
    row = reader.registrations.registered().filter(occurrence__end_at__gt=datetime.now(UTC)).first()
    if row:
        services.withdraw(occurrence=row.occurrence, member=reader)


def call_off(series, coming):
    services.cancel_occurrence(occurrence=coming, by=series.scheduled_by, reason="Storm.")


# What a key opens


def test_my_calendar_holds_my_groups_my_dates_and_nothing_else(client, reader):
    ours, theirs = WorkGroupFactory(), WorkGroupFactory()
    MembershipFactory(group=ours, member=reader)
    SeriesFactory(title="Our closed meeting", group=ours, visibility="group", rule="FREQ=WEEKLY;COUNT=3")
    SeriesFactory(title="Their closed meeting", group=theirs, visibility="group")
    SeriesFactory(title="Their open meeting", group=theirs)
    clinic = SeriesFactory(title="Weekly clinic", rule="FREQ=WEEKLY;COUNT=10")
    second = clinic.occurrences.order_by("start_at")[1]
    services.register(occurrence=second, member=reader)
    (mine, *_others) = own_addresses(reader)
    assert in_calendar(client, mine) == {
        *((str(one.series.uid), one.start_at) for one in Occurrence.objects.filter(series__group=ours)),
        (str(clinic.uid), second.start_at),
    }
    services.withdraw(occurrence=second, member=reader)
    assert "Weekly clinic" not in client.get(mine).content.decode()


def test_a_date_of_mine_that_is_cancelled_says_so(client, reader):
    clinic = SeriesFactory(title="Weekly clinic", rule="FREQ=WEEKLY;COUNT=10", zone="UTC")
    second = clinic.occurrences.order_by("start_at")[1]
    services.register(occurrence=second, member=reader)
    services.cancel_occurrence(occurrence=second, by=clinic.scheduled_by, reason="Storm.")
    (event,) = icalendar.Calendar.from_ical(client.get(own_addresses(reader)[0]).content).walk("VEVENT")
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Cancelled: Weekly clinic")
    assert event["RECURRENCE-ID"].dt == second.start_at


STATES = ["requested", "invited", "declined", "left", "let go", "never", "inactive"]


@pytest.mark.parametrize("state", STATES)
def test_private_meeting_leaks_into_no_feed_of_who_is_not_active_in_the_group(state, client, clock):
    group = WorkGroupFactory(slug="ours")
    insider = MembershipFactory(group=group).member
    series = SeriesFactory(
        title="Closed case review", group=group, visibility="group", rule="FREQ=WEEKLY;COUNT=4", join_link=SECRET
    )
    open_one = SeriesFactory(title="Open clinic", join_link=SECRET)
    other = MemberFactory()
    if state == "let go":
        membership = MembershipFactory(group=group, member=other)
        services.register(occurrence=series.occurrences.first(), member=other)
    elif state not in {"never", "inactive"}:
        MembershipFactory(group=group, member=other, state=state)
    services.register(occurrence=open_one.occurrences.get(), member=other)
    addresses = own_addresses(other)
    before = {address: client.get(address) for address in addresses}
    clock.shift(timedelta(minutes=1))
    if state == "let go":
        assert all("Closed case review" in answer.content.decode() for answer in before.values())
        membership.delete()
    if state == "inactive":
        Member.objects.filter(pk=other.pk).update(is_active=False)
    for address in [*PUBLIC, *addresses]:
        for query in ("", "?group=ours", "?kind=clinic", "?page=2"):
            answer = client.get(address + query)
            assert "Closed case review" not in answer.content.decode(), address
            assert "secret-room" not in answer.content.decode().replace("\r\n ", ""), address
            assert (answer.status_code == 404) == (state == "inactive" and address in addresses)
    if state == "let go":
        for address in addresses:
            assert client.get(address, headers={"If-None-Match": before[address]["ETag"]}).status_code == 200
            assert moment(client.get(address)) > moment(before[address])
    for address in own_addresses(insider):
        assert "Closed case review" in client.get(address).content.decode(), address
        assert "secret-room" not in client.get(address).content.decode().replace("\r\n ", ""), address


def test_key_that_is_no_more_or_never_was_opens_nothing(client, reader):
    old = own_addresses(reader)
    new = own_addresses(reader)
    assert {client.get(address).status_code for address in old} == {404}
    assert {client.get(address).status_code for address in new} == {200}
    revoke_key(member=reader)
    assert {client.get(address).status_code for address in new} == {404}
    assert {client.get(f"/events/calendar/{key}/mine.ics").status_code for key in ("x", "a.b", "ü", "0" * 500)} == {404}


def test_a_member_keeps_the_versions_of_a_few_feeds_only(client, reader):
    address = own_addresses(reader)[1]
    SeriesFactory()
    for n in range(MOST_OWN + 5):
        client.get(f"{address.replace('.ics', '.json')}?page={n}")
    assert OwnFeed.objects.filter(member=reader).count() == MOST_OWN


@pytest.mark.parametrize("times", [1, 30])
def test_cost_does_not_grow_with_events(times, client, reader, django_assert_num_queries):
    group = WorkGroupFactory(slug="ours")
    MembershipFactory(group=group, member=reader)
    for n in range(times):
        series = SeriesFactory(group=None if n % 2 else group)
        services.register(occurrence=series.occurrences.get(), member=reader)
    costs = (3, 7, 7, 2, 3, 7, 7)  # the choices of the filters, topics and courses among them
    for address, cost in zip([*PUBLIC, *own_addresses(reader)], costs, strict=True):
        client.get(f"{address}?group=ours")  # one's own: what is served is kept
        with django_assert_num_queries(cost):
            client.get(f"{address}?group=ours")
